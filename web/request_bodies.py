"""The bytes of a request's body, all of them and no more than a limit."""

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from web.problems import BodyTooLarge, Fault, UnreadableBody


def read_body(request: Request, most: int, *, cache: bool = False) -> bytes:
    """Read the body, `most` bytes at most; with `cache` it can be read again.

    Raises BodyTooLarge, and UnreadableBody where it ends early.
    """
    request.max_content_length = most
    try:
        body = request.get_data(cache=cache)
    except RequestEntityTooLarge as error:
        raise too_large(most) from error
    except ClientDisconnected as error:
        raise UnreadableBody(faults=[Fault("body", "ended early", "as long as Content-Length says")]) from error
    # werkzeug cuts a chunked body at the limit without a word.
    if request.content_length is None and len(body) >= most and request.environ["wsgi.input"].read(1):
        raise too_large(most)
    return body


def too_large(most: int) -> BodyTooLarge:
    """Return the error for a body over the limit."""
    return BodyTooLarge(faults=[Fault("body", "is too large", f"at most {most:,} bytes")])
