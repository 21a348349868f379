"""Reading a JSON body without guessing: every way in which it can be wrong has its own answer."""

import json
from typing import Any, NoReturn

from flask import Request

from web.problems import Fault, InvalidFields, UnreadableBody, UnsupportedBody
from web.request_bodies import read_body

BODY_BYTES = 64 * 1024
ARCHITECTURE_BYTES = 1024 * 1024
"""For what may hold an architecture: five hundred components and two thousand connections are half of it."""
TAKES_ARCHITECTURES = frozenset({"jobs.submit_job", "revisions.revise_job"})


class StrictRequest(Request):
    """A request whose JSON must be one object, in UTF-8, within `BODY_BYTES`, sent as application/json."""

    _body: dict[str, Any] | None = None

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:  # noqa: ARG002
        """Return the body's object; the arguments are Flask's, and guess nothing here.

        Raises UnsupportedBody, BodyTooLarge, UnreadableBody, or InvalidFields when it is not an object.
        """
        if self._body is None:
            self._body = parse_object(self._read())
        return self._body

    @property
    def most_bytes(self) -> int:
        """The limit of this request's body."""
        return ARCHITECTURE_BYTES if self.endpoint in TAKES_ARCHITECTURES else BODY_BYTES

    def _read(self) -> bytes:
        if self.mimetype != "application/json":
            raise UnsupportedBody(faults=[Fault("Content-Type", "is not JSON", "application/json")])
        if self.headers.get("Content-Encoding", "identity") != "identity":
            raise UnsupportedBody(faults=[Fault("Content-Encoding", "is compressed", "identity")])
        return read_body(self, self.most_bytes, cache=True)


def parse_object(body: bytes) -> dict[str, Any]:
    """Parse one JSON object. Raises UnreadableBody naming the place, or InvalidFields if it is something else."""
    if not body.strip():
        raise _unreadable("is empty", "one JSON object")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable(f"has bytes that are not UTF-8, the first at {error.start}", "UTF-8") from error
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _unreadable(f"is not JSON: {error.msg} at {place}", "JSON (RFC 8259)") from error
    except RecursionError as error:
        raise _unreadable("is nested too deeply", "a flat object") from error
    except ValueError as error:
        raise _unreadable("has a number with too many digits", "at most 4,300 digits") from error
    if not isinstance(value, dict):
        raise InvalidFields(faults=[Fault("body", f"is {kind(value)}", "one JSON object")])
    return value


def kind(value: object) -> str:
    """Name a JSON value's type in words, with its article."""
    names: dict[type, str] = {bool: "a boolean", str: "a string", list: "a list", dict: "an object"}
    if value is None:
        return "null"
    return names.get(type(value), "a number")


def _unreadable(fault: str, limit: str) -> UnreadableBody:
    return UnreadableBody(faults=[Fault("body", fault, limit)])


def _refuse_constant(name: str) -> NoReturn:
    raise _unreadable(f"has {name}, which is not JSON", "finite numbers")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _unreadable("names a field twice", "each field once")
    return fields
