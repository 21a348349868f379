"""One call of a tool: who calls, with what, and how the call reaches the blocking parts of the application."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import anyio
import anyio.to_thread
from mcp.server.context import ServerRequestContext

from web.identity import Identity
from web.mcp.following import Followers
from web.services import Services

P = ParamSpec("P")
R = TypeVar("R")

IDENTITY = "groundplan.identity"
"""Where the door leaves who calls, in the ASGI scope."""
HURRIED = "groundplan.hurried"
"""Set in the ASGI scope where the caller's connection must not be kept waiting."""


@dataclass(frozen=True)
class Desk:
    """What all calls of this process share."""

    services: Services
    followers: Followers
    threads: anyio.CapacityLimiter = field(init=False)

    def __post_init__(self) -> None:
        # A thread more than there are connections would only wait for one.
        limiter = anyio.CapacityLimiter(self.services.settings.database_connections)
        object.__setattr__(self, "threads", limiter)

    async def run(self, act: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """Do what waits for Postgres, Redis or S3 in a thread of its own."""
        return await anyio.to_thread.run_sync(partial(act, *arguments, **named), limiter=self.threads)


@dataclass(frozen=True)
class Call:
    """One request of a client."""

    desk: Desk
    identity: Identity
    context: ServerRequestContext
    hurried: bool = False

    @classmethod
    def of(cls, desk: Desk, context: ServerRequestContext) -> "Call":
        """The call that the server hands over. Raises KeyError where it did not come through the door."""
        scope: Mapping[str, Any] = getattr(context.request, "scope", {})
        return cls(desk, scope[IDENTITY], context, scope.get(HURRIED, False))

    @property
    def org_id(self) -> UUID:
        return self.identity.org_id

    @property
    def services(self) -> Services:
        return self.desk.services

    async def run(self, act: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """As `Desk.run`."""
        return await self.desk.run(act, *arguments, **named)

    async def report_progress(self, percent: float, message: str) -> None:
        """Tell the client, if it asked to be told."""
        await self.context.session.report_progress(percent, 100.0, message)
