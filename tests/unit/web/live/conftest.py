"""A socket in memory that takes as much as a test lets it."""

import pytest

from web.live.outbox import Outbox


class MemorySocket:
    """Takes ``room`` bytes without waiting; a patient write always fits. Notes what was written."""

    def __init__(self) -> None:
        self.room = 1_000_000
        self.written = b""
        self.ended = False
        self.incoming = b""
        self.during_sendall = lambda: None
        self.during_recv = lambda: None

    def send(self, data: bytes, flags: int, timeout: float) -> int:
        assert timeout == 0.0, "a frame may never wait"
        if self.ended:
            raise BrokenPipeError
        if not self.room:
            raise BlockingIOError
        taken = data[: self.room]
        self.room -= len(taken)
        self.written += taken
        return len(taken)

    def sendall(self, data: bytes) -> None:
        if self.ended:
            raise BrokenPipeError
        self.written += data
        self.during_sendall()

    def recv(self, size: int) -> bytes:
        self.during_recv()
        return self.incoming

    def shutdown(self, how: int) -> None:
        self.ended = True

    def setsockopt(self, level: int, option: int, value: int) -> None:
        self.buffer = value

    def fileno(self) -> int:
        return 7

    def close(self) -> None:
        self.ended = True


@pytest.fixture(scope="session")
def make_socket():
    return MemorySocket


@pytest.fixture
def sock() -> MemorySocket:
    return MemorySocket()


@pytest.fixture
def outbox(sock) -> Outbox:
    return Outbox(sock)
