"""The only way bytes reach a client: whole frames, in order, and never waiting for a slow reader.

Stands in for the socket under simple-websocket, whose own writes use `send` (which may cut a frame) and come
from two greenlets (which may mix two frames).
"""

import contextlib
import logging
import socket
from collections import deque
from collections.abc import Iterable
from typing import Protocol

import gevent

logger = logging.getLogger(__name__)

KERNEL_BUFFER_BYTES = 256 * 1024
"""A client that leaves this much unread (the kernel doubles it for its own bookkeeping) is too slow."""

BACKLOG_BYTES = 1024 * 1024
"""What may pile up behind a replay before the client counts as stalled."""

REPLAY_SECONDS = 20.0


class Socket(Protocol):
    """What is used of a gevent socket; `timeout=0.0` makes one send raise instead of waiting."""

    def send(self, data: bytes, flags: int, timeout: float) -> int: ...
    def sendall(self, data: bytes) -> None: ...
    def recv(self, size: int) -> bytes: ...
    def shutdown(self, how: int) -> None: ...
    def setsockopt(self, level: int, option: int, value: int) -> None: ...
    def fileno(self) -> int: ...
    def close(self) -> None: ...


class Outbox:
    """One client's outgoing bytes. A frame that the socket does not take whole at once drops the client."""

    def __init__(self, sock: Socket) -> None:
        self._sock = sock
        self._backlog: deque[bytes] = deque()
        self._backlog_bytes = 0
        self._replaying = False
        self.dropped = False
        self.heard = True
        self._listening = False
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER_BYTES)

    def offer(self, frame: bytes) -> bool:
        """Write ``frame`` without waiting; False if the client is gone or was dropped for being too slow."""
        if self.dropped:
            return False
        if self._replaying:
            return self._queue(frame)
        try:
            written = self._sock.send(frame, 0, timeout=0.0)
        except BlockingIOError:
            written = 0
        except OSError:
            self.drop("gone")
            return False
        if written != len(frame):
            self.drop("too slow")
            return False
        return True

    def send_patiently(self, frames: Iterable[bytes], seconds: float = REPLAY_SECONDS) -> bool:
        """Write many frames at the client's pace; only the calling greenlet waits, for ``seconds`` in all.

        What is offered meanwhile goes out afterwards. Returns False when the client is gone or too slow.
        """
        if self.dropped:
            return False
        self._replaying = True
        try:
            with gevent.Timeout(seconds, TimeoutError("the client did not take its replay")):
                for frame in frames:
                    self._sock.sendall(frame)
                self._send_backlog()
        except TimeoutError:
            self.drop("too slow")
        except OSError:
            self.drop("gone")
        finally:
            self._replaying = False
        return not self.dropped

    def drop(self, reason: str) -> None:
        """End the connection now; its reader wakes up and cleans up."""
        if self.dropped:
            return
        self.dropped = True
        self._backlog.clear()
        logger.info("client dropped", extra={"action": "live.client_dropped", "reason": reason})
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def send(self, data: bytes) -> int:
        """Write what simple-websocket has to say (handshake, pongs, closes) by the same rule."""
        if not self.offer(data):
            raise BrokenPipeError("the client is gone")
        return len(data)

    @property
    def is_silent(self) -> bool:
        """Nothing came since `heard` was last unset, and not for want of somebody who read it."""
        return self._listening and not self.heard

    def recv(self, size: int) -> bytes:
        """Read for simple-websocket, and note that the client is alive; nothing comes from one that was dropped."""
        gevent.sleep(0)  # or a client that always has more to say would be the only one listened to
        if self.dropped:
            return b""
        self._listening = True
        data = self._sock.recv(size)
        self._listening, self.heard = False, True
        return data

    def fileno(self) -> int:
        """Return the descriptor, -1 after closing."""
        return self._sock.fileno()

    def close(self) -> None:
        """Close the socket; nothing can be offered any more."""
        self.dropped = True
        self._sock.close()

    def _queue(self, frame: bytes) -> bool:
        self._backlog.append(frame)
        self._backlog_bytes += len(frame)
        if self._backlog_bytes > BACKLOG_BYTES:
            self.drop("too slow")
        return not self.dropped

    def _send_backlog(self) -> None:
        while self._backlog:
            frame = self._backlog.popleft()
            self._backlog_bytes -= len(frame)
            self._sock.sendall(frame)
