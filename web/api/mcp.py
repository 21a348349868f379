"""/mcp on the web tier's own address: handed on to the MCP process, where no load balancer does that by path.

Each request in hand keeps a thread of this process busy, so only some may wait for jobs; the others are marked as
hurried, and the MCP process answers those at once.
"""

import http.client
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from web.problems import NotReady, ResourceNotFound
from web.request_bodies import read_body
from web.request_ids import HEADER, request_id
from web.services import services

PATH = "/mcp"
HURRY_HEADER = "Groundplan-Hurry"
BODY_BYTES = 256 * 1024
"""A request in words has 20,000 characters, which escaped JSON may make twelve times as many bytes."""
WAITING_THREADS = 8
"""Half of those that `gunicorn.conf.py` gives a process: the other half is the API's."""
ANSWER_SECONDS = 75
"""Longer than the longest wait for a job; then the MCP process counts as hanging."""
_CHUNK = 64 * 1024  # bytes
_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade"}
)
_KEPT_BACK = _HOP_BY_HOP | {"cookie", "content-length", "host", "proxy-authorization", "x-forwarded-for", "forwarded"}
_places = threading.BoundedSemaphore(WAITING_THREADS)

mcp = Blueprint("mcp", __name__)


@mcp.route(PATH, methods=["POST", "GET", "DELETE"], endpoint="forward")
def forward() -> Response:
    """Hand the request on. The MCP process decides who may come in, by API key alone: no cookie is handed on."""
    address = services().settings.mcp_url
    if not address:
        raise ResourceNotFound("MCP is not served at this address.")
    patient = _places.acquire(blocking=False)
    connection = _Connection(address, patient=patient)
    try:
        return connection.exchange(read_body(request, BODY_BYTES))
    except BaseException:
        connection.close()
        raise


class _Connection:
    """One exchange with the MCP process; `close` gives its place free, once."""

    def __init__(self, address: str, *, patient: bool) -> None:
        parts = urlsplit(address)
        self._http = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=ANSWER_SECONDS)
        self._patient = patient
        self._open = True

    def exchange(self, body: bytes) -> Response:
        """Send the current request with `body`, and pass the answer on as it comes. Raises NotReady."""
        try:
            self._send(body)
            answer = self._http.getresponse()
        except (OSError, http.client.HTTPException) as error:
            message = "The MCP server does not answer. Try again in a moment."
            raise NotReady(message, headers={"Retry-After": "2"}) from error
        response = Response(self._chunks(answer), status=answer.status)
        response.headers.clear()
        for name, value in answer.getheaders():
            if name.lower() not in _HOP_BY_HOP:
                response.headers.add(name, value)
        response.call_on_close(self.close)
        return response

    def close(self) -> None:
        """Callable more than once."""
        if self._open:
            self._open = False
            self._http.close()
            if self._patient:
                _places.release()

    def _send(self, body: bytes) -> None:
        self._http.putrequest(request.method, PATH, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers.items():
            if name.lower() not in _KEPT_BACK and name != HEADER:
                self._http.putheader(name, value)
        self._http.putheader("Host", request.headers.get("Host", ""))
        self._http.putheader("X-Forwarded-For", request.remote_addr or "")
        self._http.putheader(HEADER, request_id())
        self._http.putheader("Content-Length", str(len(body)))
        if not self._patient:
            self._http.putheader(HURRY_HEADER, "1")
        self._http.endheaders(body)

    def _chunks(self, answer: http.client.HTTPResponse) -> Iterator[bytes]:
        """An answer that breaks off ends here: its status and a part of it are with the client already."""
        try:
            while chunk := answer.read1(_CHUNK):
                yield chunk
        except (OSError, http.client.HTTPException):
            return
        finally:
            self.close()
