"""Refuses who asks too often: by address, and by key or user, before anything else is asked of the database.

Counting comes before identifying, so that guesses of keys are counted too. A key is counted by its digest, whether
it is one or not: who has no valid key is bounded by their address.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from jobs.rate_limits import RateLimit, RateLimits, Standing
from jobs.settings import Settings
from web.cookies import session_cookies
from web.problems import Fault, Problem

UNCOUNTED = frozenset(
    {
        "health.healthz",
        "health.live",
        "health.readyz",
        "health.ready",
        "healthz",
        "frontend.asset",
        "frontend.index",
        "frontend.shared",
        "documentation.docs_file",
        "mcp.forward",
    }
)
"""Load balancers ask for health, a page needs many files at once, and the MCP process counts for itself."""
SIGN_IN = frozenset({"auth.login", "auth.callback"})
_KEY_LENGTH = 32


class TooManyRequests(Problem):
    """You ask too often."""

    status = 429
    code = "rate_limited"


class RateRules:
    """Which limits a request counts against."""

    def __init__(self, limits: RateLimits, settings: Settings) -> None:
        self._limits = limits
        self._address = RateLimit("address", settings.rate_limit_per_address)
        self._caller = RateLimit("caller", settings.rate_limit_per_caller)
        self._sign_in = RateLimit("sign-in", settings.rate_limit_sign_in)

    def of(self, address: str, caller: str | None, *, signing_in: bool = False) -> list[Standing]:
        """Count one request; `caller` is a `digest_of` a key, or a user's id."""
        asked = [(self._address, address)]
        if caller:
            asked.append((self._caller, caller))
        if signing_in:
            asked.append((self._sign_in, address))
        return self._limits.take(asked)


def init_app(app: Flask, rules: RateRules, proxies: int = 0) -> None:
    """Count the requests of ``app``; registered before `authentication`.

    An address is what the outermost of our own proxies saw: what a client writes into X-Forwarded-For itself does not
    count.
    """
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0)  # type: ignore[method-assign]  # as Flask says

    @app.before_request
    def count() -> None:
        if request.endpoint in UNCOUNTED:
            return
        signing_in = request.endpoint in SIGN_IN
        g.rate_standings = rules.of(request.remote_addr or "", _caller(), signing_in=signing_in)
        refuse_too_many(g.rate_standings)

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers.update(headers_of(g.get("rate_standings", ())))
        return response


def digest_of(authorization: str) -> str:
    """Return what stands for a key where it is counted: nothing on Redis gives it away."""
    return hashlib.sha256(authorization.encode(errors="replace")).hexdigest()[:_KEY_LENGTH]


def refuse_too_many(standings: Iterable[Standing]) -> None:
    """Raise TooManyRequests, with when to come back, unless every limit allows the request."""
    full = [one for one in standings if not one.allowed]
    if not full:
        return
    seconds = max(1, math.ceil(max(one.seconds for one in full)))
    faults = [_fault(one) for one in full]
    plural = "s" if seconds > 1 else ""
    message = f"You ask too often: try again in {seconds} second{plural}."
    raise TooManyRequests(message, faults, {"Retry-After": str(seconds)})


def headers_of(standings: Sequence[Standing]) -> dict[str, str]:
    """Return how the limits stand, as draft-ietf-httpapi-ratelimit-headers says since its version 8, and before it.

    The older three fields are of the limit of which the least is left.
    """
    if not standings:
        return {}
    scarcest = min(standings, key=lambda one: (one.allowed, one.remaining / one.limit.requests))
    return {
        "RateLimit-Policy": ", ".join(
            f'"{one.limit.name}";q={one.limit.requests};w={one.limit.seconds}' for one in standings
        ),
        "RateLimit": ", ".join(f'"{one.limit.name}";r={one.remaining};t={math.ceil(one.seconds)}' for one in standings),
        "RateLimit-Limit": str(scarcest.limit.requests),
        "RateLimit-Remaining": str(scarcest.remaining),
        "RateLimit-Reset": str(math.ceil(scarcest.seconds)),
    }


def _fault(standing: Standing) -> Fault:
    limit = standing.limit
    return Fault(f"requests.{limit.name}", "are too many", f"{limit.requests} in {limit.seconds} seconds")


def _caller() -> str | None:
    if authorization := request.headers.get("Authorization"):
        return digest_of(authorization)
    claims = session_cookies().access()
    return str(claims.user_id) if claims else None
