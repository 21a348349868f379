"""One id per request, in the answer, the logs and the error page, so that they can be brought together."""

import re
from uuid import uuid4

from flask import Flask, Response, g, request

HEADER = "X-Request-ID"
ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""What may be a caller's own id."""


def request_id() -> str:
    """Return the id of the current request: the caller's own if it is plain, else a new one."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if ACCEPTED.fullmatch(given) else uuid4().hex
    return str(g.request_id)


def init_app(app: Flask) -> None:
    """Send the id with every answer."""

    @app.after_request
    def send_request_id(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        return response
