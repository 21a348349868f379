"""Heads of requests that are refused before anything else is asked: gunicorn refuses them for the other processes.

uvicorn, with h11, takes any number of headers, and a body whose end is told in two ways. A proxy before it might read
such a body to another end (request smuggling), so the connection ends with the refusal.
"""

from collections.abc import Sequence

from web.problems import Problem

HEADERS = 100
HEADER_BYTES = 8 * 1024
"""Of one header, its name included; both limits are gunicorn's own."""
HEAD_BYTES = 16 * 1024
"""Of what uvicorn keeps of a head that is not whole yet."""


class BadHead(Problem):
    """The length of the request's body is told twice."""

    status = 400
    code = "bad_request"


class LargeHead(Problem):
    """The request's headers are too many or too long."""

    status = 431
    code = "request_header_fields_too_large"


def refuse_bad_head(headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Raise BadHead or LargeHead for a head that no client of ours sends."""
    end = {"Connection": "close"}
    if len(headers) > HEADERS or any(len(name) + len(value) > HEADER_BYTES for name, value in headers):
        raise LargeHead(f"At most {HEADERS} headers are taken, each of at most {HEADER_BYTES:,} bytes.", headers=end)
    names = [name for name, _ in headers]
    if b"transfer-encoding" in names and b"content-length" in names:
        raise BadHead(headers=end)
