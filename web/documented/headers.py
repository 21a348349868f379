"""The headers of answers, as the document names them."""

from collections.abc import Iterable
from typing import Any


def _header(description: str, example: object, *, number: bool = False, always: bool = True) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": 0} if number else {"type": "string"}
    return {"description": description, "required": always, "schema": schema, "example": example}


HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-ID": _header("The id to quote when asking about this answer; `meta.request_id` too.", "trace-12345"),
    "RateLimit-Policy": _header(
        "The limits that the request counted against: name, `q` requests in `w` seconds.",
        '"address";q=600;w=60, "caller";q=300;w=60',
    ),
    "RateLimit": _header(
        "How they stand: `r` requests are left, and `t` seconds until it begins anew.",
        '"address";r=599;t=60, "caller";r=299;t=60',
    ),
    "RateLimit-Limit": _header("Of the limit of which the least is left: requests in all.", 300, number=True),
    "RateLimit-Remaining": _header("The same limit: requests left.", 299, number=True),
    "RateLimit-Reset": _header("The same limit: seconds until it begins anew.", 60, number=True),
    "Retry-After": _header("Seconds after which asking again can help.", 2, number=True, always=False),
    "ETag": _header("Of `data`, for this person in this organization; weak.", 'W/"8f0e1c"'),
    "Cache-Control": _header("A browser may keep it, and asks before it shows it.", "private, no-cache"),
    "Vary": _header("It is of who asks.", "Cookie, Authorization"),
    "Location": _header("Where what was made is shown.", "/api/v1/jobs/01890000-0000-7000-8000-000000000000"),
    "WWW-Authenticate": _header("How a program signs in.", 'Bearer realm="groundplan"'),
}
"""By name. Those that are not `required` come where they make sense."""

ALWAYS = (
    "X-Request-ID",
    "RateLimit-Policy",
    "RateLimit",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
)
TAGGED = ("ETag", "Cache-Control", "Vary")


def references(*names: str) -> dict[str, dict[str, str]]:
    """Return what every answer has, and the headers of these names, for a response of the document."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in _ordered((*ALWAYS, *names))}


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=str.casefold)
