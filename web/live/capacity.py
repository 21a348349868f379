"""How many sockets this process may hold: each is an open file, and many systems begin a process with 1,024."""

import resource

SPARE_FILES = 500
"""For connections to Postgres and Redis, logs, and libraries."""


def allow_sockets(wanted: int) -> int:
    """Raise the limit of open files as far as the system lets it, and return how many sockets fit: `wanted` at most."""
    needed, (soft, hard) = wanted + SPARE_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY:
        needed = min(needed, hard)
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
    return needed - SPARE_FILES
