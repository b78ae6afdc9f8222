/* What both libraries need to stand between the program and the C library. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static inline mode_t mode_of(int flags, va_list rest) { return flags & O_CREAT ? va_arg(rest, mode_t) : 0; }

/* The calls whose last arguments may be absent; `before` is done first, and may return. */
#define OPEN(name, before)                     \
  int name(const char* path, int flags, ...) { \
    va_list rest;                              \
    va_start(rest, flags);                     \
    const mode_t mode = mode_of(flags, rest);  \
    va_end(rest);                              \
    before;                                    \
    return REAL(name)(path, flags, mode);      \
  }
#define OPENAT(name, before)                               \
  int name(int folder, const char* path, int flags, ...) { \
    va_list rest;                                          \
    va_start(rest, flags);                                 \
    const mode_t mode = mode_of(flags, rest);              \
    va_end(rest);                                          \
    before;                                                \
    return REAL(name)(folder, path, flags, mode);          \
  }
#define SYSCALL(before)                                                                             \
  long syscall(long number, ...) {                                                                  \
    long value[6];                                                                                  \
    va_list rest;                                                                                   \
    va_start(rest, number);                                                                         \
    for (int i = 0; i < 6; ++i) value[i] = va_arg(rest, long);                                      \
    va_end(rest);                                                                                   \
    before;                                                                                         \
    return REAL(syscall)(number, value[0], value[1], value[2], value[3], value[4], value[5]);       \
  }
