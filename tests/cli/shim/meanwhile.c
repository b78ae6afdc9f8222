/* Something happens between two calls. Before the call numbered MEANWHILE_AT (from 0) of those that ask for, make, lock or
   remove a name that begins like MEANWHILE_UNDER, the shell command MEANWHILE_DO runs to its end. To be preloaded. */
#include "between.h"

#include <dirent.h>

static void before_call(const char* path) {
  static int calls = 0;
  const char *under = getenv("MEANWHILE_UNDER"), *at = getenv("MEANWHILE_AT"), *command = getenv("MEANWHILE_DO");
  if (!under || !at || !command || strncmp(path, under, strlen(under)) != 0) return;
  if (__atomic_fetch_add(&calls, 1, __ATOMIC_SEQ_CST) != atoi(at)) return;
  const int before = errno;
  char alone[PATH_MAX * 4];
  snprintf(alone, sizeof alone, "unset LD_PRELOAD; %s", command);
  if (system(alone) == -1) abort();
  errno = before;
}

/* A name in an open folder, or the open file itself. */
static void before_call_in(int fd, const char* name) {
  char link[64], path[PATH_MAX * 2] = "";
  const int before = errno;
  if (name[0] == '/' || fd == AT_FDCWD) return before_call(name);
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t size = readlink(link, path, PATH_MAX - 1);
  if (size > 0) snprintf(path + size, sizeof path - size, "/%s", name);
  errno = before;
  before_call(path);
}

#define BEFORE_OPEN before_call(path)
OPEN(open, BEFORE_OPEN)
OPEN(open64, BEFORE_OPEN)

#define BEFORE_OPENAT before_call_in(folder, path)
OPENAT(openat, BEFORE_OPENAT)
OPENAT(openat64, BEFORE_OPENAT)

#define STAT(name, type) \
  int name(const char* path, struct type* found) { return before_call(path), REAL(name)(path, found); }
STAT(stat, stat)
STAT(lstat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)

#define FSTATAT(name, type)                                                   \
  int name(int folder, const char* path, struct type* found, int flags) {     \
    return before_call_in(folder, path), REAL(name)(folder, path, found, flags); \
  }
FSTATAT(fstatat, stat)
FSTATAT(fstatat64, stat64)

int access(const char* path, int mode) { return before_call(path), REAL(access)(path, mode); }
int mkdir(const char* path, mode_t mode) { return before_call(path), REAL(mkdir)(path, mode); }
int rmdir(const char* path) { return before_call(path), REAL(rmdir)(path); }
int unlink(const char* path) { return before_call(path), REAL(unlink)(path); }
int unlinkat(int folder, const char* path, int flags) {
  return before_call_in(folder, path), REAL(unlinkat)(folder, path, flags);
}
int rename(const char* from, const char* to) { return before_call(from), REAL(rename)(from, to); }
int link(const char* from, const char* to) { return before_call(from), REAL(link)(from, to); }
int flock(int fd, int operation) { return before_call_in(fd, ""), (int)syscall(SYS_flock, fd, operation); }
struct dirent* readdir(DIR* folder) { return before_call_in(dirfd(folder), ""), REAL(readdir)(folder); }

SYSCALL(if (number == SYS_renameat2) before_call((const char*)value[1]))
