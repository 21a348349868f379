"""Which errors a route may answer with, for the OpenAPI document."""

from typing import Any

from flask_openapi3.models.security_scheme import SecurityScheme
from flask_openapi3.types import ResponseDict

from web.cookies import SESSION_COOKIE
from web.schemas.envelope import ErrorAnswer

SECURITY: list[dict[str, list[str]]] = [{"session": []}, {"api_key": []}]
SECURITY_SCHEMES: dict[str, SecurityScheme | dict[str, Any]] = {
    "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
    "api_key": {"type": "http", "scheme": "bearer", "bearerFormat": "gp_…"},
}

_ALWAYS: ResponseDict = {401: ErrorAnswer, 403: ErrorAnswer, 503: ErrorAnswer}
LISTING: ResponseDict = {**_ALWAYS, 422: ErrorAnswer}
READING: ResponseDict = {**_ALWAYS, 404: ErrorAnswer, 409: ErrorAnswer, 422: ErrorAnswer}
CREATING: ResponseDict = {
    **_ALWAYS,
    400: ErrorAnswer,
    409: ErrorAnswer,
    413: ErrorAnswer,
    415: ErrorAnswer,
    422: ErrorAnswer,
    429: ErrorAnswer,
}
