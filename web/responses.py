"""Which errors a route may answer with, for the OpenAPI document."""

from typing import Any

from flask_openapi3.models.security_scheme import SecurityScheme
from flask_openapi3.types import ResponseDict

from web.schemas.envelope import ErrorAnswer

SECURITY: list[dict[str, list[str]]] = [{"session": []}, {"api_key": []}]
PERSON: list[dict[str, list[str]]] = [{"session": []}]


def security_schemes(access_cookie: str) -> dict[str, SecurityScheme | dict[str, Any]]:
    """Return the two ways to say who you are; ``access_cookie`` is the name of a session's cookie."""
    return {
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": access_cookie,
            "description": "A browser's login session, begun at /auth/login; what is no GET wants our own Origin too.",
        },
        "api_key": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "gp_…",
            "description": "A key of POST /api/v1/api-keys; it may do what its scope and its maker's role both allow.",
        },
    }


_ALWAYS: ResponseDict = {401: ErrorAnswer, 403: ErrorAnswer, 429: ErrorAnswer, 503: ErrorAnswer}
LISTING: ResponseDict = {**_ALWAYS, 422: ErrorAnswer}
READING: ResponseDict = {**_ALWAYS, 404: ErrorAnswer, 409: ErrorAnswer, 422: ErrorAnswer}
GONE: ResponseDict = {410: ErrorAnswer}
"""Of what works on a job's files, which are kept for a while."""
CREATING: ResponseDict = {
    **_ALWAYS,
    400: ErrorAnswer,
    402: ErrorAnswer,
    409: ErrorAnswer,
    413: ErrorAnswer,
    415: ErrorAnswer,
    422: ErrorAnswer,
}
