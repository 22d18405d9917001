/* Makes one write call on files beneath a folder fail: the AT-th since the file ARMED appeared.
   Preloaded by tests/torture/write_failures.py. The file FIRED appears when a call was made to fail. */
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

static int fails(void) {
    const char *armed = getenv("TORTURE_ARMED"), *fired = getenv("TORTURE_FIRED");
    if (!armed || access(armed, F_OK) != 0) return 0;
    if (++made != atol(getenv("TORTURE_AT"))) return 0;
    int fd = open(fired, O_CREAT | O_WRONLY, 0600);
    if (fd >= 0) close(fd);
    errno = atoi(getenv("TORTURE_ERROR"));
    return 1;
}

#define ON_FILE(result, name, parameters, arguments) \
    result name parameters { \
        static result (*real) parameters; \
        if (!real) real = dlsym(RTLD_NEXT, #name); \
        if (is_ours(fd) && fails()) return -1; \
        return real arguments; \
    }

ON_FILE(ssize_t, write, (int fd, const void *data, size_t n), (fd, data, n))
ON_FILE(ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at))
ON_FILE(ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at))
ON_FILE(int, fsync, (int fd), (fd))
ON_FILE(int, fdatasync, (int fd), (fd))
ON_FILE(int, ftruncate, (int fd, off_t size), (fd, size))
ON_FILE(int, ftruncate64, (int fd, off64_t size), (fd, size))
ON_FILE(int, posix_fallocate, (int fd, off_t at, off_t n), (fd, at, n))
