/* A file system that refuses some calls. On paths that begin like REFUSE_UNDER, or on the path REFUSE_PATH alone, the
   calls named in REFUSE_CALLS (by comma) answer the error REFUSE_ERROR, after REFUSE_AFTER of them went through: from then on, or
   REFUSE_TIMES times. To be preloaded. */
#include "between.h"

static int is_named(const char* call) {
  const char* calls = getenv("REFUSE_CALLS");
  const size_t length = strlen(call);
  for (const char* at = calls; at && *at; at = strchr(at, ',') ? strchr(at, ',') + 1 : "")
    if (strncmp(at, call, length) == 0 && (at[length] == ',' || at[length] == 0)) return 1;
  return 0;
}

static int is_below(const char* path) {
  const char *alone = getenv("REFUSE_PATH"), *folder = getenv("REFUSE_UNDER");
  if (alone) return strcmp(path, alone) == 0;
  return folder && strncmp(path, folder, strlen(folder)) == 0;
}

/* 1, with errno set, where the call is to be refused. */
static int refuse(const char* call, const char* path) {
  static int let_through = 0;
  if (!is_named(call) || !is_below(path)) return 0;
  const char *after = getenv("REFUSE_AFTER"), *times = getenv("REFUSE_TIMES");
  const int place = __atomic_fetch_add(&let_through, 1, __ATOMIC_SEQ_CST) - (after ? atoi(after) : 0);
  if (place < 0 || (times && place >= atoi(times))) return 0;
  errno = atoi(getenv("REFUSE_ERROR"));
  return 1;
}

static int refuse_open(const char* call, int fd) {
  char link[64], path[PATH_MAX] = "";
  const int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  if (readlink(link, path, sizeof path - 1) < 0) path[0] = 0;
  errno = before;
  return refuse(call, path);
}

static int is_folder(int fd) {
  struct stat found;
  return fstat(fd, &found) == 0 && S_ISDIR(found.st_mode);
}

#define BEFORE_OPEN if (refuse(flags & O_CREAT ? "create" : "open", path)) return -1
OPEN(open, BEFORE_OPEN)
OPEN(open64, BEFORE_OPEN)

#define BEFORE_OPENAT if (refuse_open(flags & O_CREAT ? "create" : "open", folder)) return -1
OPENAT(openat, BEFORE_OPENAT)
OPENAT(openat64, BEFORE_OPENAT)

ssize_t write(int fd, const void* bytes, size_t count) {
  return refuse_open("write", fd) ? -1 : REAL(write)(fd, bytes, count);
}
ssize_t pwrite(int fd, const void* bytes, size_t count, off_t at) {
  return refuse_open("write", fd) ? -1 : REAL(pwrite)(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t count, off64_t at) {
  return refuse_open("write", fd) ? -1 : REAL(pwrite64)(fd, bytes, count, at);
}
ssize_t read(int fd, void* bytes, size_t count) {
  return refuse_open("read", fd) ? -1 : REAL(read)(fd, bytes, count);
}
ssize_t pread(int fd, void* bytes, size_t count, off_t at) {
  return refuse_open("read", fd) ? -1 : REAL(pread)(fd, bytes, count, at);
}
ssize_t pread64(int fd, void* bytes, size_t count, off64_t at) {
  return refuse_open("read", fd) ? -1 : REAL(pread64)(fd, bytes, count, at);
}
int close(int fd) {
  const int writes = (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY, refused = writes && refuse_open("close", fd);
  const int error = errno, result = REAL(close)(fd);
  if (!refused) return result;
  errno = error;
  return -1;
}
int fsync(int fd) { return refuse_open(is_folder(fd) ? "fsync_folder" : "fsync_file", fd) ? -1 : REAL(fsync)(fd); }
int flock(int fd, int operation) { return refuse_open("flock", fd) ? -1 : (int)syscall(SYS_flock, fd, operation); }
int ftruncate(int fd, off_t size) { return refuse_open("ftruncate", fd) ? -1 : REAL(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { return refuse_open("ftruncate", fd) ? -1 : REAL(ftruncate64)(fd, size); }
int rename(const char* from, const char* to) { return refuse("rename", from) ? -1 : REAL(rename)(from, to); }
int link(const char* from, const char* to) { return refuse("link", from) ? -1 : REAL(link)(from, to); }
int mkdir(const char* path, mode_t mode) { return refuse("mkdir", path) ? -1 : REAL(mkdir)(path, mode); }
int unlink(const char* path) { return refuse("unlink", path) ? -1 : REAL(unlink)(path); }
int unlinkat(int folder, const char* path, int flags) {
  return refuse_open("unlink", folder) ? -1 : REAL(unlinkat)(folder, path, flags);
}

SYSCALL(if (number == SYS_renameat2 && refuse("renameat2", (const char*)value[1])) return -1)
