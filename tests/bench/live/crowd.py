"""Clients of a WebSocket server: thousands in one process, with as little work for each as can be.

The same ones for our live process and for the broadcaster beside it. No library of WebSockets and no event loop: what
they cost would be measured with the server. One thread waits for all sockets at once, stamps what came as it reads it,
and looks into it only when it is asked.
"""

import gc
import json
import multiprocessing
import resource
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection

from tests.bench.live.wire import CLOSE, PING, PONG, call, masked, shake_hands, split_frames

AT_ONCE = 20
"""Clients that are on their way in at a time: no more than the live process has connections to Postgres."""

PATIENCE_SECONDS = 30.0
QUIET_SECONDS = 0.2
"""So long the crowd listens on after the last that it expects, for what comes twice."""

_SPARE_FILES = 200


@dataclass(frozen=True)
class Visitor:
    """What one client says: the head of its handshake, beyond what all say, and then its messages."""

    headers: str
    messages: Sequence[str]


@dataclass(frozen=True)
class Receipt:
    """That a client got an event, and how long after it was published."""

    client: int
    number: int
    milliseconds: float


@dataclass
class _Client:
    sock: socket.socket
    rest: bytes = b""


@dataclass
class Crowd:
    """Opens its sockets one batch after the other, then answers pings and notes what comes."""

    port: int
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _clients: list[_Client] = field(default_factory=list)
    _got: list[tuple[int, int, bytes]] = field(default_factory=list)
    _answers: int = 0

    def enter(self, visitors: Sequence[Visitor]) -> None:
        """Connect them all, and wait until every message was answered. Raises ConnectionError for one refused."""
        for begin in range(0, len(visitors), AT_ONCE):
            some = visitors[begin : begin + AT_ONCE]
            clients = [_Client(call(self.port, visitor.headers)) for visitor in some]
            for visitor, client in zip(some, clients, strict=True):
                shake_hands(client.sock)
                client.sock.sendall(b"".join(map(masked, visitor.messages)))
                client.sock.setblocking(False)
                self._selector.register(client.sock, selectors.EVENT_READ, len(self._clients))
                self._clients.append(client)
            asked = sum(len(visitor.messages) for visitor in visitors[: begin + AT_ONCE])
            self._listen_until(partial(self._was_answered, asked), must=True)

    def wait_for(self, pipe: Connection) -> None:
        """Listen until something is said on the pipe."""
        self._selector.register(pipe, selectors.EVENT_READ, -1)
        while not self._listen(1.0):
            pass
        self._selector.unregister(pipe)

    def collect(self, count: int) -> list[Receipt]:
        """Wait for so many events, and a little for more; those that came since the last time."""
        self._listen_until(lambda: len(self._got) >= count)
        until = time.monotonic() + QUIET_SECONDS
        while (left := until - time.monotonic()) > 0:
            self._listen(left)
        got, self._got = self._got, []
        return [_receipt(*one) for one in got]

    def leave(self) -> None:
        """Hang up, all at once."""
        for client in self._clients:
            client.sock.close()

    def _was_answered(self, count: int) -> bool:
        return self._answers == count

    def _listen_until(self, happened: Callable[[], bool], *, must: bool = False) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            if time.monotonic() > until:
                if must:
                    raise ConnectionError(f"the server on port {self.port} did not answer {AT_ONCE} subscriptions")
                return
            self._listen(0.05)

    def _listen(self, seconds: float) -> bool:
        """Read what is there; True if the pipe has something."""
        is_asked = False
        for key, _ in self._selector.select(seconds):
            if key.data == -1:
                is_asked = True
            else:
                self._read(key.data)
        return is_asked

    def _read(self, number: int) -> None:
        client = self._clients[number]
        data = client.sock.recv(65536)
        at = time.monotonic_ns()
        if not data:
            raise ConnectionError(f"the server on port {self.port} hung up on client {number}")
        frames, client.rest = split_frames(client.rest + data)
        for opcode, payload in frames:
            if opcode == PING:
                client.sock.sendall(PONG)
            elif opcode == CLOSE:
                raise ConnectionError(f"the server on port {self.port} sent client {number} away: {payload!r}")
            elif payload.startswith(b'{"type":'):
                _look_at_answer(payload)
                self._answers += 1
            else:
                self._got.append((number, at, payload))


def run_crowd(pipe: Connection, port: int, visitors: Sequence[Visitor]) -> None:
    """A process of its own: enter, say so, then answer each number on the pipe with receipts, until that is closed."""
    allow_sockets(len(visitors))
    gc.disable()  # a pause of the clients would look like one of the server
    crowd = Crowd(port)
    crowd.enter(visitors)
    pipe.send("in")
    with suppress(EOFError):
        while True:
            crowd.wait_for(pipe)
            pipe.send(crowd.collect(pipe.recv()))
    crowd.leave()


def start_crowd(port: int, visitors: Sequence[Visitor]) -> Connection:
    """Start one, and return when all are in. Raises ConnectionError where it could not be."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=run_crowd, args=(theirs, port, visitors), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.recv()
    except EOFError:
        raise ConnectionError(f"the clients of the server on port {port} did not get in") from None
    return ours


def allow_sockets(count: int) -> None:
    """Raise this process's limit of open files as far as it may go. Raises OSError where that is too little."""
    needed, (soft, hard) = count + _SPARE_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise OSError(f"{count} sockets need {needed} open files, and a process may have {hard}: see `ulimit -Hn`")
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def _look_at_answer(payload: bytes) -> None:
    if not payload.startswith(b'{"type":"subscribed"'):
        raise ConnectionError(f"a subscription was refused: {payload!r}")


def _receipt(client: int, at: int, payload: bytes) -> Receipt:
    told = json.loads(payload)["data"]
    return Receipt(client, told["number"], (at - told["sent"]) / 1e6)
