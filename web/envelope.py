"""Puts answers into the envelope: `data` or `error`, and `meta`."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from flask import Response, current_app
from pydantic import BaseModel

from web.problems import Fault
from web.request_ids import request_id


def answer(data: BaseModel, status: int = 200) -> Response:
    """Return one thing."""
    return _respond({"data": data.model_dump(mode="json"), "meta": _meta()}, status)


def page(items: Iterable[BaseModel], next_cursor: str | None = None) -> Response:
    """Return a list; ``next_cursor`` says that there is more."""
    cursor = {"next_cursor": next_cursor} if next_cursor else {}
    return _respond({"data": [item.model_dump(mode="json") for item in items], "meta": _meta() | cursor}, 200)


def failure(status: int, code: str, message: str, faults: Sequence[Fault] = ()) -> Response:
    """Return an error."""
    details = [fault.as_json() for fault in faults]
    error = {"code": code, "message": message, "details": details}
    return _respond({"error": error, "meta": _meta()}, status)


def _meta() -> dict[str, str]:
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"timestamp": now, "request_id": request_id()}


def _respond(body: dict[str, object], status: int) -> Response:
    response = Response(current_app.json.dumps(body), mimetype="application/json")
    response.status_code = status
    return response
