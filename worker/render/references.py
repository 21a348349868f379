"""`${source.arn}` and the like in catalogue files: looked up in a scope and written in the dialect."""

import re
from collections.abc import Mapping
from typing import Any

from worker.architecture.errors import CatalogueError
from worker.render.dialect import Dialect
from worker.render.values import Expression, Variable, Verbatim

_REFERENCE = re.compile(r"\$\$\{|\$\{([^{}]+)\}")
"""`$${` is a literal `${`: IAM has policy variables of that form."""


def resolve(value: Any, scope: Mapping[str, Any], dialect: Dialect, *, place: str) -> Any:
    """The value with every reference in its strings, lists and maps replaced.

    A string that is one reference becomes what it names; in a longer string it becomes an interpolation.
    Raises CatalogueError for a reference to nothing.
    """
    if isinstance(value, str):
        return _resolve_text(value, scope, dialect, place)
    if isinstance(value, list):
        return [resolve(item, scope, dialect, place=place) for item in value]
    if isinstance(value, dict):
        return {
            resolve(key, scope, dialect, place=place): resolve(item, scope, dialect, place=place)
            for key, item in value.items()
        }
    return value


def _resolve_text(text: str, scope: Mapping[str, Any], dialect: Dialect, place: str) -> Any:
    whole = _REFERENCE.fullmatch(text)
    if whole and whole[1]:
        return _look_up(whole[1], scope, place)
    parts: list[str | Expression] = []
    end = 0
    for match in _REFERENCE.finditer(text):
        parts.append(text[end : match.start()])
        parts.append(_part(_look_up(match[1], scope, place)) if match[1] else "${")
        end = match.end()
    parts.append(text[end:])
    return dialect.join(parts)


def _part(value: Any) -> str | Expression:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Variable):
        return value.expression
    return value if isinstance(value, Expression | Verbatim) else str(value)


def _look_up(path: str, scope: Mapping[str, Any], place: str) -> Any:
    first, *rest = path.strip().split(".")
    try:
        value = scope[first]
        for name in rest:
            value = getattr(value, name)
    except (KeyError, AttributeError):
        raise CatalogueError(f"${{{path}}} refers to nothing", place=place) from None
    return value
