"""The way in: who asks is settled before a byte of the body is read. An ASGI application around another.

A key in the header is the only way to sign in here: with no cookie there is nothing that another site could ride on.
"""

import logging
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit
from uuid import uuid4

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobs.rate_limits import Standing
from jobs.tracing import context as tracing
from web.errors import RETRY_AFTER_SECONDS
from web.identity import Identity
from web.mcp.calls import HURRIED, IDENTITY
from web.mcp.faults import describe
from web.mcp.heads import refuse_bad_head
from web.origins import origin_of
from web.problems import Fault, Forbidden, Problem
from web.rate_limits import headers_of as rate_headers_of
from web.rate_limits import refuse_too_many
from web.request_ids import ACCEPTED
from web.security_headers import headers_of

logger = logging.getLogger(__name__)

PATH = "/mcp"
BODY_SECONDS = 20.0
"""For sending the body; a client that takes longer is cut off."""
HURRY_HEADER = "Groundplan-Hurry"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_REQUEST_FAILED = -32000

Identify = Callable[[str], Awaitable[Identity]]
"""From the `Authorization` header. Raises Unauthenticated, DatabaseUnavailable."""
Count = Callable[[str, str], Awaitable[list[Standing]]]
"""Count one request, by address and `Authorization` header."""


class Door:
    """Answers /healthz itself, refuses whom it must, and lets the others through to `inside`."""

    def __init__(self, inside: ASGIApp, identify: Identify, count: Count, *, web_url: str) -> None:
        self._inside = inside
        self.identify = identify
        self._count = count
        self._origin = origin_of(web_url)
        self._host = urlsplit(web_url)
        self._headers = headers_of(https=web_url.startswith("https:"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; the lifespan goes through as it is."""
        if scope["type"] != "http":
            await self._inside(scope, receive, send)
            return
        visit = Visit(scope, self._headers)
        try:
            refuse_bad_head(scope["headers"])
        except Problem as error:
            await _refusal_of(error)(scope, receive, visit.sending(send))
            visit.write_line()
            return
        if scope["path"] in {"/healthz", "/health/live"}:
            await PlainTextResponse("ok\n")(scope, receive, send)
            return
        trace = tracing.Trace.of(visit.request.headers.get(tracing.HEADER)) or tracing.Trace.new()
        with tracing.scope(trace, request_id=visit.id):
            await self._handle(visit, receive, send)

    async def _handle(self, visit: "Visit", receive: Receive, send: Send) -> None:
        try:
            refusal = await self._refusal(visit)
            if refusal is not None:
                await refusal(visit.scope, receive, visit.sending(send))
                return
            await self._inside(visit.scope, impatient(receive), visit.sending(send))
        except TimeoutError:
            if visit.status is None:
                await _refuse(408, "body_too_slow", "The body did not come in time.")(
                    visit.scope, receive, visit.sending(send)
                )
        finally:
            visit.write_line()

    async def _refusal(self, visit: "Visit") -> Response | None:
        headers, scope = visit.request.headers, visit.scope
        if scope["path"].rstrip("/") != PATH:
            return _refuse(404, "not_found", f"There is nothing here; MCP is at {PATH}.")
        try:
            self._refuse_other_sites(headers)
            visit.standings = await self._count(visit.address or "", headers.get("Authorization", ""))
            refuse_too_many(visit.standings)
            visit.identity = await self.identify(headers.get("Authorization", ""))
        except Exception as error:  # noqa: BLE001 - nobody comes in by an error
            return _refusal_of(error)
        if scope["method"] != "POST":
            told = "Only POST: nothing is kept between requests, so that there is no stream to open and none to delete."
            return _refuse(405, "method_not_allowed", told, {"Allow": "POST"})
        scope[IDENTITY] = visit.identity
        scope[HURRIED] = HURRY_HEADER in headers
        return None

    def _refuse_other_sites(self, headers: Headers) -> None:
        """A page whose name was bound to our address (DNS rebinding) gives itself away by Host and Origin."""
        origin = headers.get("Origin")
        if origin is not None and origin != self._origin:
            told = "Pages of other sites may not use this."
            raise Forbidden(told, [Fault("Origin", "is another site", f"none, or {self._origin}")])
        if not self._is_ours(headers.get("Host", "")):
            raise Forbidden("This is not served under that name.", [Fault("Host", "is another", self._host.netloc)])

    def _is_ours(self, host: str) -> bool:
        if host == self._host.netloc:
            return True
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name in _LOOPBACK and self._host.hostname in _LOOPBACK


class Visit:
    """One request: what is added to its answer, and the line in the log."""

    def __init__(self, scope: Scope, headers: dict[str, str]) -> None:
        self.scope = scope
        self.request = Request(scope)
        self.identity: Identity | None = None
        self.standings: list[Standing] = []
        self.status: int | None = None
        self._headers = headers
        given = self.request.headers.get("X-Request-ID", "")
        self.id = given if ACCEPTED.fullmatch(given) else uuid4().hex
        self._started = time.perf_counter()

    @property
    def address(self) -> str | None:
        """Where the request comes from, as uvicorn says of the proxies it trusts."""
        return self.request.client.host if self.request.client else None

    def sending(self, send: Send) -> Send:
        """`send` with our headers on the answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in (self._headers | rate_headers_of(self.standings)).items():
                    headers.setdefault(name, value)
                headers["Cache-Control"] = "no-store"
                headers["X-Request-ID"] = self.id
            await send(message)

        return sending

    def write_line(self) -> None:
        """Who, what, how it ended, how long it took. Never bodies or keys."""
        facts = {
            "action": "mcp.request",
            "request_id": self.id,
            "method": self.scope["method"],
            "path": self.scope["path"],
            "status": self.status,
            "seconds": round(time.perf_counter() - self._started, 4),
            "remote_address": self.address,
            "org_id": str(self.identity.org_id) if self.identity else None,
            "user_id": str(self.identity.user_id) if self.identity else None,
        }
        logger.info("request", extra=facts)


def impatient(receive: Receive) -> Receive:
    """`receive`, which raises TimeoutError where the body takes longer than BODY_SECONDS in all."""
    deadline = anyio.current_time() + BODY_SECONDS
    whole = False

    async def receiving() -> Message:
        nonlocal whole
        if whole:
            return await receive()
        with anyio.fail_after(max(0.0, deadline - anyio.current_time())):
            message = await receive()
        whole = not message.get("more_body", False)
        return message

    return receiving


def _refusal_of(error: Exception) -> Response:
    code, message, details = describe(error)
    if isinstance(error, Problem):
        return _refuse(error.status, code, message, error.headers, details)
    status = 500 if code == "internal_error" else 503
    return _refuse(status, code, message, {"Retry-After": str(RETRY_AFTER_SECONDS)})


def _refuse(
    status: int, code: str, message: str, headers: dict[str, str] | None = None, details: object = ()
) -> Response:
    """An answer that no request of the protocol is owed: JSON-RPC's error without an id."""
    data = {"code": code, "details": details}
    error = {"code": _REQUEST_FAILED, "message": message, "data": data}
    return JSONResponse({"jsonrpc": "2.0", "id": None, "error": error}, status, headers=headers)
