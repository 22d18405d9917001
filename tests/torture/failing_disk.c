/* Makes one write call on files beneath a folder fail: the AT-th since the file ARMED appeared.
   Preloaded by tests/torture/write_failures.py. The file FIRED appears when a call was made to fail.
   With ERROR 0 it is the AT-th write of more than one byte, and it does not fail: half of it is taken, which is all
   that it says, and from then on there is no room for anything, as on a disk that is nearly full. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long made;
static int is_full;

static int is_ours(int fd) {
    char link[64], path[4096];
    const char *under = getenv("TORTURE_UNDER");
    if (!under) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return strncmp(path, under, strlen(under)) == 0;
}

static int is_turn(void) {
    const char *armed = getenv("TORTURE_ARMED"), *fired = getenv("TORTURE_FIRED");
    if (!armed || access(armed, F_OK) != 0) return 0;
    if (++made != atol(getenv("TORTURE_AT"))) return 0;
    int fd = open(fired, O_CREAT | O_WRONLY, 0600);
    if (fd >= 0) close(fd);
    return 1;
}

static int is_short(void) {
    const char *error = getenv("TORTURE_ERROR");
    return error && atoi(error) == 0;
}

static int fails(void) {
    if (is_short() || !is_turn()) return 0;
    errno = atoi(getenv("TORTURE_ERROR"));
    return 1;
}

static size_t taken(size_t n) { /* how much of a write there is room for */
    if (!is_short() || n < 2) return n;
    if (is_full) return 0;
    if (!is_turn()) return n;
    is_full = 1;
    return n / 2;
}

#define ON_WRITE(name, parameters, arguments) \
    ssize_t name parameters { \
        static ssize_t (*real) parameters; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        if (is_ours(fd)) { \
            if (fails()) return -1; \
            if (n && !(n = taken(n))) { errno = ENOSPC; return -1; } \
        } \
        return real arguments; \
    }

#define ON_FILE(result, name, parameters, arguments) \
    result name parameters { \
        static result (*real) parameters; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        if (is_ours(fd) && fails()) return -1; \
        return real arguments; \
    }

ON_WRITE(write, (int fd, const void *data, size_t n), (fd, data, n))
ON_WRITE(pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at))
ON_WRITE(pwrite64, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at))
ON_FILE(int, fsync, (int fd), (fd))
ON_FILE(int, fdatasync, (int fd), (fd))
ON_FILE(int, ftruncate, (int fd, off_t size), (fd, size))
ON_FILE(int, ftruncate64, (int fd, off64_t size), (fd, size))
ON_FILE(int, posix_fallocate, (int fd, off_t at, off_t n), (fd, at, n))
