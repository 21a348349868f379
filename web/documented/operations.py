"""One operation of the document, completed: who may, how it fails, its headers, and an example of its answer."""

from collections.abc import Mapping
from typing import Any

from web.documented.examples import example_of
from web.documented.fields import description_of
from web.documented.headers import TAGGED, references
from web.documented.responses import errors_of, reference
from web.documented.schemas import without_null
from web.entity_tags import POLLED
from web.guards import GUARDS, Guard

WHO: Mapping[Guard, str] = {
    Guard.PUBLIC: "Anybody may ask.",
    Guard.PERSON: "For a signed-in person; not for API keys.",
    Guard.READ: "For members of any role, and API keys of any scope.",
    Guard.SUBMIT: "For owners, admins and members; an API key wants the scope `submit`.",
    Guard.KEYS: "For owners, admins and members; an API key wants the scope `admin`.",
    Guard.ADMIN: "For owners and admins; an API key wants the scope `admin`.",
    Guard.OWNER: "For signed-in owners; not for API keys.",
    Guard.STAFF: "For signed-in staff of this site; not for API keys.",
}
"""A test finds a guard that has no words."""

SUCCESSES: Mapping[str, str] = {
    "200": "Done, or found.",
    "201": "Made.",
    "202": "Stored, and under way: `Location` says where to follow it.",
    "204": "Done; there is no body.",
    "303": "It is elsewhere: `Location` says where.",
}
_LOCATED = frozenset({"conversations.begin_conversation", "conversations.branch_conversation"})
"""Of those that answer 201; every 202 says where to follow it."""

_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of the answer that you have: 304 where it is the answer still.",
    "schema": {"type": "string", "examples": ['W/"8f0e1c"']},
}


def complete(endpoint: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Change ``operation`` in place, and the ids by which generated clients call it: the name of its view."""
    guard = GUARDS.get(endpoint, Guard.READ)
    operation["operationId"] = endpoint.rpartition(".")[2]
    more = str(operation.get("description", "")).replace("<br/>", "\n").strip()
    operation["description"] = "\n\n".join(filter(None, [more, WHO.get(guard, "")]))
    for parameter in operation.get("parameters", []):
        parameter["schema"] = without_null(parameter["schema"])
        if "description" not in parameter and (told := description_of("", parameter["name"])):
            parameter["description"] = told
    errors = errors_of(operation, method, guard)
    operation["responses"] = _successes(endpoint, operation, schemas) | {
        str(one): reference(one) for one in sorted(errors)
    }
    if endpoint in POLLED:
        operation["parameters"] = [*operation.get("parameters", []), _IF_NONE_MATCH]
        operation["responses"]["304"] = {
            "description": "Nothing has changed since the answer that had this tag; there is no body.",
            "headers": references(*TAGGED),
        }
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _successes(endpoint: str, operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    found = {status: one for status, one in operation["responses"].items() if status.startswith(("2", "3"))}
    for status, response in found.items():
        is_located = status in {"202", "303"} or (status == "201" and endpoint in _LOCATED)
        names = (*(TAGGED if endpoint in POLLED else ()), *(["Location"] if is_located else ()))
        response["headers"] = references(*names) | response.get("headers", {})
        for media_type, content in response.get("content", {}).items():
            if media_type == "application/json":
                response["description"] = SUCCESSES.get(status, response["description"])
                content["example"] = example_of(content["schema"], schemas)
        if "content" not in response:
            response["description"] = SUCCESSES.get(status, response["description"])
    return found
