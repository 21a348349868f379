"""TCP ports on 127.0.0.1."""

import socket
from collections.abc import Iterable

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could bind it now, also right after an earlier one closed it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def is_open(port: int) -> bool:
    """Whether something accepts connections there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def choose(preferred: int, taken: Iterable[int] = ()) -> int:
    """The preferred port when it is free, else any free one; never one of `taken`."""
    refused = set(taken)
    port = preferred
    while port in refused or not is_free(port):
        port = free_port()
    return port
