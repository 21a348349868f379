"""An HTTP proxy before the emulated AWS that can be told to misbehave, one service at a time."""

import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "content-length", "expect", "keep-alive", "transfer-encoding"}
SECONDS = 60


class Fault(StrEnum):
    """How AWS misbehaves."""

    INTERNAL_ERROR = "500"
    UNAVAILABLE = "503"
    DISK_FULL = "507"
    SILENCE = "silence"


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who is killed while it asks breaks its connection off; any other error is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class FaultyAws:
    """Listens on a port of its own and passes everything on, but for the services that `break_service` names.

    A request is S3's or SQS's by its credential scope, as AWS's own front doors tell them apart.
    """

    def __init__(self, upstream: str) -> None:
        self._upstream = urlsplit(upstream)
        self._faults: dict[str, Fault] = {}
        self._released = threading.Event()
        self.refused = 0
        self._server = _QuietServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> "FaultyAws":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.mend()
        self._server.shutdown()
        self._server.server_close()

    def break_service(self, service: str, fault: Fault) -> None:
        """`service`: `s3`, `sqs` or `ses`."""
        self._released.clear()
        self.refused = 0
        self._faults[service] = fault

    def mend(self) -> None:
        """Everything is passed on again, and what was kept waiting is let go."""
        self._faults.clear()
        self._released.set()

    def answer(self, request: BaseHTTPRequestHandler, method: str) -> None:
        """Pass it on, or misbehave."""
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        fault = self._faults.get(service_of(request.headers.get("Authorization", "")))
        if fault is None:
            self._pass_on(request, method, body)
            return
        self.refused += 1
        if fault is Fault.SILENCE:
            self._released.wait(SECONDS)
            request.close_connection = True
            return
        _reply(request, int(fault), b"<Error><Code>InternalError</Code><Message>broken</Message></Error>", {})

    def _pass_on(self, request: BaseHTTPRequestHandler, method: str, body: bytes) -> None:
        upstream = HTTPConnection(str(self._upstream.hostname), self._upstream.port or 80, timeout=SECONDS)
        try:
            headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
            upstream.request(method, request.path, body, {**headers, "Content-Length": str(len(body))})
            answer = upstream.getresponse()
            content = answer.read()
        except (OSError, HTTPException):
            request.close_connection = True  # what it sits before is away, and so is it
            return
        finally:
            upstream.close()
        _reply(request, answer.status, content, dict(answer.getheaders()), head=method == "HEAD")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                pass

        def answering(method: str) -> Callable[[BaseHTTPRequestHandler], None]:
            return lambda request: proxy.answer(request, method)

        for method in ("GET", "HEAD", "PUT", "POST", "DELETE"):
            setattr(Handler, f"do_{method}", answering(method))
        return Handler


def service_of(authorization: str) -> str:
    """`sqs` of `AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/sqs/aws4_request, …`; empty where there is none."""
    scope = authorization.partition("Credential=")[2].partition(",")[0].split("/")
    return scope[3] if len(scope) > 3 else ""


def _reply(
    request: BaseHTTPRequestHandler, status: int, content: bytes, headers: dict[str, str], *, head: bool = False
) -> None:
    try:
        request.send_response(status)
        for name, value in headers.items():
            if name.lower() not in HOP_BY_HOP:
                request.send_header(name, value)
        length = next((value for name, value in headers.items() if name.lower() == "content-length"), "0")
        request.send_header("Content-Length", length if head else str(len(content)))
        request.end_headers()
        if not head:
            request.wfile.write(content)
    except OSError:
        request.close_connection = True  # who asked has gone, as one does who was killed
