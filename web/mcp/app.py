"""Wires the MCP process together; nothing is decided here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.types import ASGIApp, Receive, Scope, Send

from jobs.rate_limits import Standing
from web.authentication import identity_of_key
from web.identity import Identity
from web.mcp.calls import Desk
from web.mcp.door import Door, Identify
from web.mcp.following import Followers
from web.mcp.server import build_server
from web.problems import Unauthenticated
from web.rate_limits import RateRules, digest_of
from web.services import Services

BODY_BYTES = 256 * 1024
"""As `web/api/mcp.py` hands on."""


def create_mcp_app(services: Services, identify: Identify | None = None) -> ASGIApp:
    """Return the ASGI application; `identify` stands in for the API keys in tests of the protocol alone."""
    desk = Desk(services, Followers(services.settings.redis_url))

    async def by_key(authorization: str) -> Identity:
        if not authorization:
            raise Unauthenticated("Send an API key: Authorization: Bearer gp_…")
        return await desk.run(identity_of_key, services.database, authorization)

    rules = RateRules(services.rate_limits, services.settings)

    async def count(address: str, authorization: str) -> list[Standing]:
        return await desk.run(rules.of, address, digest_of(authorization) if authorization else None)

    return Door(Inside(desk), identify or by_key, count, web_url=services.settings.web_url)


class Inside:
    """The protocol, for those who came through the door; the server starts and ends with the process."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._manager = StreamableHTTPSessionManager(
            build_server(desk), stateless=True, max_request_body_size=BODY_BYTES
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._manager.handle_request(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with self._running():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        self._desk.followers.start()
        try:
            async with self._manager.run():
                yield
        finally:
            self._desk.followers.close()
