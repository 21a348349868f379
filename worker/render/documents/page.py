"""Markdown from templates: every `{{ }}` is escaped; `| raw` marks what we wrote ourselves."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from worker.architecture.change import describe
from worker.render.documents import markdown

TEMPLATES = Path(__file__).parent / "templates"


class Raw:
    """Text that we wrote, printed as it stands."""

    def __init__(self, text: object) -> None:
        self.text = str(text)


def page(template: str, **facts: Any) -> bytes:
    """The template filled in, with at most one empty line in a row. Raises jinja2.TemplateError."""
    return _tidy(_environment().get_template(template).render(facts)).encode()


@cache
def _environment() -> jinja2.Environment:
    # Markdown, not HTML: every `{{ }}` goes through the Markdown escape.
    environment = jinja2.Environment(  # noqa: S701 - escaping is done by finalize
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: value.text if isinstance(value, Raw) else markdown.escape(value),
    )
    environment.filters |= FILTERS
    return environment


def _minutes(value: float) -> str:
    """`2 minutes`, `4 hours`, `1 day`; `nothing` for none."""
    if value == 0:
        return "nothing"
    for length, unit in ((1440, "day"), (60, "hour")):
        if value >= length and value % length == 0:
            count = value / length
            return f"{count:g} {unit}{'' if count == 1 else 's'}"
    return f"{value:g} minute{'' if value == 1 else 's'}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "raw": Raw,
    "usd": lambda value: Raw(f"${value:,.2f}"),
    "quote": lambda value: Raw(markdown.quote(value)),
    "change": describe,
    "code": lambda text: Raw("`" + " ".join(str(text).split()).replace("`", "'").replace("|", "\\|") + "`"),
    "minutes": _minutes,
    "words": lambda identifier: str(identifier).replace("_", " "),
}


def _tidy(text: str) -> str:
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
