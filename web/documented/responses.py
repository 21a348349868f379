"""The document's error responses, written once and referred to, and which of them an operation may give."""

from typing import Any

from web.documented.headers import references
from web.documented.problems import NAMES, advice_on
from web.guards import Guard

META = {"timestamp": "2026-11-23T09:30:00.000Z", "request_id": "0f8fad5bd9cb469fa165708677289501"}
DETAILS: dict[int, list[dict[str, str]]] = {
    400: [{"field": "body", "fault": "is not JSON: Expecting value at line 1, column 9", "limit": "JSON (RFC 8259)"}],
    402: [{"field": "jobs_a_month.implement", "fault": "50 of 50, until 2026-12-01T00:00:00Z", "limit": "50"}],
    413: [{"field": "body", "fault": "is too large", "limit": "at most 65,536 bytes"}],
    415: [{"field": "Content-Type", "fault": "is not JSON", "limit": "application/json"}],
    422: [{"field": "request", "fault": "is missing", "limit": "required"}],
    429: [{"field": "requests.caller", "fault": "are too many", "limit": "300 in 60 seconds"}],
}
_HEADERS = {401: ("WWW-Authenticate",), 402: ("Retry-After",), 429: ("Retry-After",), 503: ("Retry-After",)}
_OF_A_BODY = {400, 413, 415}
_OF_CHANGES = {402, 409}
_SAFE = {"GET", "HEAD"}


def components() -> dict[str, Any]:
    """Return one response for each status of `NAMES`."""
    return {name: _response(status) for status, name in NAMES.items()}


def reference(status: int) -> dict[str, str]:
    """Return what stands for the error response of ``status`` in an operation."""
    return {"$ref": f"#/components/responses/{NAMES[status]}"}


def errors_of(operation: dict[str, Any], method: str, guard: Guard) -> set[int]:
    """Return the errors that an operation may answer with.

    What its view names is narrowed by what it takes, and widened by what holds for every route.
    """
    named = {int(status) for status in operation["responses"]}
    found = {429, 503} | (named & {404, 410, *_OF_CHANGES})
    if guard is not Guard.PUBLIC:
        found |= {401, 403}
    if "requestBody" in operation:
        found |= {*_OF_A_BODY, 422}
    parameters = operation.get("parameters", [])
    if any(parameter["in"] == "path" for parameter in parameters):
        found |= {404}
    if any(parameter["in"] != "path" for parameter in parameters) or (
        422 in named and method not in {*_SAFE, "DELETE"}
    ):
        found |= {422}
    return found - _OF_CHANGES if method in _SAFE else found


def _response(status: int) -> dict[str, Any]:
    codes = advice_on(status)
    first = codes[0]
    error = {"code": first.code, "message": first.why, "details": DETAILS.get(status, [])}
    return {
        "description": " ".join(f"`{one.code}`: {one.why} {one.advice}" for one in codes),
        "headers": references(*_HEADERS.get(status, ())),
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/ErrorAnswer"},
                "example": {"error": error, "meta": META},
            }
        },
    }
