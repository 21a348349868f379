"""The OpenAPI document: what flask-openapi3 gathers from the views, and what the rest of the application knows."""

import copy
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from flask_openapi3.openapi import OpenAPI

from web.documented import headers, operations, schemas, tags
from web.documented.responses import components

_EXTENSION = "groundplan.document"
_PART = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")


class Documented(NamedTuple):
    """A route, and what the document says of it."""

    endpoint: str
    path: str
    method: str
    operation: dict[str, Any]


def document_of(app: OpenAPI) -> dict[str, Any]:
    """Return the document of ``app``; it is made when it is asked for first."""
    if _EXTENSION not in app.extensions:
        app.extensions[_EXTENSION] = _make(app)
    return cast("dict[str, Any]", app.extensions[_EXTENSION])


def documented_routes(app: OpenAPI, document: dict[str, Any]) -> Iterator[Documented]:
    """Each route of ``app`` that ``document`` describes."""
    for rule in app.url_map.iter_rules():
        path = _PART.sub(r"{\1}", rule.rule)
        for method in sorted(rule.methods or ()):
            operation = document["paths"].get(path, {}).get(method.lower())
            if operation is not None:
                yield Documented(rule.endpoint, path, method, operation)


def _make(app: OpenAPI) -> dict[str, Any]:
    document = copy.deepcopy(app.api_doc)
    document["tags"] = [{"name": tag["name"], "description": tags.description_of(tag["name"])} for tag in _tags(app)]
    parts = document["components"]
    parts |= {"headers": headers.HEADERS, "responses": components()}
    schemas.tidy(parts["schemas"])
    for endpoint, _, method, operation in documented_routes(app, document):
        operations.complete(endpoint, method, operation, parts["schemas"])
    return document


def _tags(app: OpenAPI) -> list[dict[str, Any]]:
    return [tag.model_dump() for tag in app.tags]
