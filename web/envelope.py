"""Puts answers into the envelope: `data` or `error`, and `meta`."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from flask import Response, g
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from web import entity_tags
from web.problems import Fault
from web.request_ids import request_id


def answer(data: BaseModel, status: int = 200) -> Response:
    """Return one thing."""
    return _respond(_encode(data), {}, status)


def page(items: Iterable[BaseModel], next_cursor: str | None = None) -> Response:
    """Return a list; ``next_cursor`` says that there is more."""
    cursor = {"next_cursor": next_cursor} if next_cursor else {}
    return _respond(b"[%b]" % b",".join(map(_encode, items)), cursor, 200)


def failure(status: int, code: str, message: str, faults: Sequence[Fault] = ()) -> Response:
    """Return an error; the log's line of the request names its code."""
    g.error_code = code
    details = [fault.as_json() for fault in faults]
    error = {"code": code, "message": message, "details": details}
    return _envelope(b"error", json.dumps(error).encode(), _meta(), status)


def _respond(data: bytes, more: dict[str, str], status: int) -> Response:
    """What is tagged is encoded once, and its tag is of those bytes."""
    if not (status == 200 and entity_tags.is_tagged()):
        return _envelope(b"data", data, _meta() | more, status)
    tag = entity_tags.tag_of(data + b"".join(value.encode() for value in more.values()))
    known = entity_tags.is_known(tag)
    response = entity_tags.not_modified() if known else _envelope(b"data", data, _meta() | more, status)
    return entity_tags.mark(response, tag)


def _encode(model: BaseModel) -> bytes:
    try:
        return model.model_dump_json().encode()
    except PydanticSerializationError:
        # Half of a surrogate pair, as a model's words may end with: only the other encoder escapes it.
        return json.dumps(model.model_dump(mode="json")).encode()


def _meta() -> dict[str, str]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"timestamp": now, "request_id": request_id()}


def _envelope(name: bytes, content: bytes, meta: dict[str, str], status: int) -> Response:
    body = b'{"%b":%b,"meta":%b}' % (name, content, json.dumps(meta).encode())
    return Response(body, status=status, mimetype="application/json")
