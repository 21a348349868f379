"""The Jinja environment of a dialect. Whatever a template prints goes through the dialect's `printed`."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError, Undefined

from worker.architecture.errors import RenderError
from worker.architecture.naming import logical_id, slug
from worker.render.cloudformation_dialect import CloudFormationDialect
from worker.render.dialect import Dialect
from worker.render.terraform_dialect import TerraformDialect
from worker.render.values import Expression, Variable, Verbatim

TERRAFORM: Dialect = TerraformDialect()
CLOUDFORMATION: Dialect = CloudFormationDialect()


class Templates:
    """Renders a block's files, a connection's texts and `when` conditions."""

    def __init__(self, folder: Path, printed: Callable[[Any], str], filters: Mapping[str, Callable[..., Any]]) -> None:
        def finalize(value: Any) -> str:
            # An undefined name is an error in the template, not an empty string.
            return str(value) if isinstance(value, Undefined) else printed(value)

        self._environment = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # noqa: S701 - the output is not HTML; `finalize` escapes for its own language
        )
        self._environment.filters.update(filters)
        self._conditions: dict[str, Callable[..., Any]] = {}
        self._compiled: dict[str, Template] = {}

    def render_file(self, path: str, context: Mapping[str, Any]) -> str:
        """Raises RenderError, which names the file."""
        try:
            return self._environment.get_template(path).render(context)
        except (TemplateError, TypeError) as error:
            raise RenderError(str(error), place=path) from error

    def render_text(self, text: str, context: Mapping[str, Any], *, place: str) -> str:
        """`text` is one of the catalogue's: it is compiled once and kept. Raises RenderError."""
        try:
            if text not in self._compiled:
                self._compiled[text] = self._environment.from_string(text)
            return self._compiled[text].render(context)
        except (TemplateError, TypeError) as error:
            raise RenderError(str(error), place=place) from error

    def holds(self, condition: str, context: Mapping[str, Any], *, place: str) -> bool:
        """Does a `when` condition hold? The empty one does. Raises RenderError."""
        if not condition:
            return True
        try:
            if condition not in self._conditions:
                self._conditions[condition] = self._environment.compile_expression(condition, undefined_to_none=False)
            return bool(self._conditions[condition](**context))
        except (TemplateError, TypeError) as error:
            raise RenderError(f"{condition}: {error}", place=place) from error


@cache
def templates_of(folder: Path, dialect: Dialect) -> Templates:
    """The templates under `folder`, printing in the dialect. Made once: compiled templates are kept."""

    def text(parts: Sequence[Any]) -> str | Expression:
        return dialect.join([_part(part) for part in parts])

    filters: dict[str, Callable[..., Any]] = {
        "text": text,
        "fit": _fit,
        "tag": tag,
        "ascii": ascii_only,
        "line": line,
        "json": partial(_json, dialect),
        "quoted": str,
        "fingerprint": _fingerprint,
        "pascal": _pascal,
        "verbatim": _verbatim,
    }
    return Templates(folder, dialect.printed, filters)


def _part(part: Any) -> str | Expression:
    if isinstance(part, Variable):
        return part.expression
    return part if isinstance(part, str | Expression) else str(part)


@cache
def source_templates(folder: Path) -> Templates:
    """The templates under `folder` that print Python or JavaScript source: every value becomes a JSON literal."""
    return Templates(folder, lambda v: str(v) if isinstance(v, Verbatim) else json.dumps(v), {})


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def tag(text: str) -> str:
    """The text with only what every service takes in a tag's value, at most 256 characters."""
    kept = " ".join(re.sub(r"[^\w+\-=.:/@]|[^\S ]", " ", text).split())[:256]
    return re.sub(r"^(?i:aws:)+", "", kept).strip() or "-"


def ascii_only(text: str) -> str:
    """The text with only what EC2 takes in the description of a security group or a rule."""
    return " ".join(re.sub(r"[^A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]", " ", text).split())[:255]


def _json(dialect: Dialect, value: Any, indent: int | None = None) -> str | Expression:
    """The value as a string of JSON; its expressions become interpolations inside it."""
    expressions: list[Expression] = []

    def mark(item: Any) -> Any:
        if isinstance(item, Variable):
            item = item.expression
        if isinstance(item, Expression):
            expressions.append(item)
            return f"\0{len(expressions) - 1}\0"
        if isinstance(item, dict):
            return {mark(key): mark(entry) for key, entry in item.items()}
        return [mark(entry) for entry in item] if isinstance(item, list | tuple) else item

    text = json.dumps(mark(value), ensure_ascii=False, indent=indent)
    parts: list[str | Expression] = list(re.split(r"\\u0000(\d+)\\u0000", text))
    parts[1::2] = [expressions[int(str(number))] for number in parts[1::2]]
    return dialect.join(parts)


def _fingerprint(value: Any) -> Verbatim:
    """Eight letters and digits that change when the value does: a deployment is made anew when its routes change."""
    text = json.dumps(value, default=lambda item: getattr(item, "code", None) or vars(item), sort_keys=True)
    return Verbatim(hashlib.sha256(text.encode()).hexdigest()[:8])


def _fit(text: str, length: int) -> Verbatim:
    """A slug in at most `length` characters."""
    return Verbatim(slug(text, length))


def _pascal(snake: str) -> Verbatim:
    """A name that the template or a connection chose, as part of a logical id."""
    return _verbatim(logical_id(snake))


def _verbatim(word: str) -> Verbatim:
    """A name that the template itself chose, printed as it stands."""
    if not re.fullmatch(r"\w*", word, re.ASCII):
        raise TypeError(f"{word!r} is not a name")
    return Verbatim(word)
