"""Asks a URL of a user's, at an address that was checked, within limits of time and size.

The name is looked up once for each connection, every address found must be public, and the connection goes to one of
these: a name that answers differently the second time (DNS rebinding) is not asked a second time. Host and certificate
are the name's all along. No proxy of the environment is used: it would look the name up itself.
"""

import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidSchema, InvalidURL
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from jobs.outside.addresses import is_public
from jobs.outside.errors import OutsideRefused, OutsideUnavailable
from jobs.outside.urls import read_url

SECONDS = 10.0
"""For everything after the name is found: connecting, all redirects, the whole answer."""
ANSWER_BYTES = 1024 * 1024
REDIRECTS = 3
_CHUNK = 16 * 1024  # bytes

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[tuple[str, int], float], socket.socket]


@dataclass(frozen=True)
class OutsideAnswer:
    """What came back; `url` is where it came from in the end."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    url: str


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of ``host``. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class OutsideClient:
    """Safe to share between threads: every request has connections of its own."""

    def __init__(  # noqa: PLR0913 - its limits, and what tests put in the place of the network
        self,
        *,
        resolve: Resolve = resolve,
        connect: Connect = socket.create_connection,
        authorities: str | None = None,
        seconds: float = SECONDS,
        answer_bytes: int = ANSWER_BYTES,
        cuts: bool = False,
    ) -> None:
        """``authorities``: a file of certificates instead of the public ones. ``cuts``: what is longer than
        ``answer_bytes`` is not refused but read as far as that, and what is compressed is not read."""
        self._resolve = resolve
        self._connect = connect
        self._authorities = authorities
        self._seconds = seconds
        self._answer_bytes = answer_bytes
        self._cuts = cuts

    def ask(
        self, method: str, url: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> OutsideAnswer:
        """Send one request; only GET and HEAD follow redirects, and each of these is checked anew.

        Raises OutsideRefused, OutsideUnavailable.
        """
        address = str(read_url(url))
        visit = _Visit(self._resolve, self._connect, self._seconds)
        with requests.Session() as session, visit:
            session.trust_env = False
            session.max_redirects = REDIRECTS
            session.mount("https://", _CheckedAdapter(visit))
            session.mount("http://", _NoAdapter())
            try:
                answer = self._exchange(session, method, address, body, headers or {})
                visit.left()  # what was cut in the middle of its head looks like a whole one
            except OutsideRefused:
                raise
            except (requests.TooManyRedirects, InvalidURL, InvalidSchema) as error:
                raise OutsideRefused("The address leads on too often, or nowhere.") from error
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                # Not what exactly failed: that would tell what answers where.
                raise OutsideUnavailable("The address does not answer as it should.") from error
            return answer

    def _exchange(
        self, session: requests.Session, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> OutsideAnswer:
        with session.request(
            method,
            url,
            data=body,
            headers={**headers, "Accept-Encoding": "identity"},
            allow_redirects=method in {"GET", "HEAD"},
            stream=True,
            timeout=self._seconds,
            verify=self._authorities or True,
        ) as response:
            return OutsideAnswer(response.status_code, dict(response.headers), self._content(response), response.url)

    def _content(self, response: requests.Response) -> bytes:
        content = bytearray()
        if response.headers.get("Content-Encoding", "identity") != "identity":
            if self._cuts:
                return b""
            raise OutsideRefused("The address answers compressed, though it was asked not to.")
        while chunk := response.raw.read(_CHUNK, decode_content=False):
            content += chunk
            if self._cuts and len(content) >= self._answer_bytes:
                return bytes(content[: self._answer_bytes])
            if len(content) > self._answer_bytes:
                raise OutsideRefused(f"The address answers with more than {self._answer_bytes:,} bytes.")
        return bytes(content)


class _Visit:
    """One request with its redirects: its connections, and the moment at which they are cut."""

    def __init__(self, resolve: Resolve, connect: Connect, seconds: float) -> None:
        self._resolve = resolve
        self._connect = connect
        self._ends_at = time.monotonic() + seconds
        self._connections: list[HTTPSConnection] = []
        self._over = threading.Timer(seconds, self._cut)
        self._over.daemon = True

    def __enter__(self) -> "_Visit":
        self._over.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.cancel()

    def open(self, connection: HTTPSConnection) -> socket.socket:
        """Connect to a checked address of the connection's host. Raises OutsideRefused, OSError."""
        host, port = connection.host, connection.port
        addresses = self._resolve(host, port)
        if not addresses or not all(map(is_public, addresses)):
            raise OutsideRefused(f"The host {host} has no address, or one that is not of the public internet.")
        self._connections.append(connection)
        fault: OSError = OSError("no address")
        for address in addresses:
            try:
                return self._connect((address, port), self.left())
            except OSError as error:
                fault = error
        raise fault

    def left(self) -> float:
        """Seconds until the end. Raises TimeoutError."""
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("The time for the whole request is over.")
        return left

    def _cut(self) -> None:
        """A timeout of sockets is for each byte: who sends one now and then would hold us for ever."""
        for connection in self._connections:
            if connection.sock is not None:
                with suppress(OSError):
                    # Not SSLSocket's own, which takes the encryption away under whoever reads.
                    socket.socket.shutdown(cast("socket.socket", connection.sock), socket.SHUT_RDWR)


class _CheckedAdapter(HTTPAdapter):
    """Connects as its visit says; every redirect comes by here too."""

    def __init__(self, visit: _Visit) -> None:
        self._visit = visit
        super().__init__(max_retries=0)

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        """Let the pools open only connections of ours."""
        super().init_poolmanager(*arguments, **more)
        visit = self._visit

        class Connection(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return visit.open(self)

        class Pool(HTTPSConnectionPool):
            ConnectionCls = Connection

        self.poolmanager.pool_classes_by_scheme = {"https": Pool}

    def send(self, request: requests.PreparedRequest, *arguments: Any, **more: Any) -> requests.Response:
        """Check the URL, which a redirect may have brought."""
        read_url(request.url or "")
        return super().send(request, *arguments, **more)


class _NoAdapter(HTTPAdapter):
    """For plain http, to which a redirect may lead."""

    def send(self, request: requests.PreparedRequest, *arguments: Any, **more: Any) -> requests.Response:  # noqa: ARG002
        """Raise OutsideRefused."""
        raise OutsideRefused("The address leads to one without https.")
