"""The Well-Architected review as files: JSON for programs, Markdown as an architect would write it."""

from functools import cache
from pathlib import Path

import jinja2

from worker.architecture.change import describe
from worker.architecture.review.findings import Review
from worker.architecture.review.registry import PILLARS
from worker.render import markdown
from worker.render.documents import Raw

TEMPLATES = Path(__file__).parent / "document_templates"
STATUS = {
    "met": "met",
    "not_met": "**not met**",
    "cannot_be_determined": "cannot be determined",
    "not_applicable": "does not apply",
}


def render_review(review: Review) -> dict[str, bytes]:
    """`review.json`, the whole as data, and `review.md`, worst first."""
    text = _templates().get_template("review.md.j2").render(review=review, pillars=PILLARS, status=STATUS)
    return {"review.json": review.model_dump_json(indent=2).encode() + b"\n", "review.md": _tidy(text).encode()}


@cache
def _templates() -> jinja2.Environment:
    # Markdown, not HTML: every `{{ }}` goes through the Markdown escape, `| raw` marks what we wrote ourselves.
    environment = jinja2.Environment(  # noqa: S701 - escaping is done by finalize
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: value.text if isinstance(value, Raw) else markdown.escape(value),
    )
    environment.filters["raw"] = Raw
    environment.filters["change"] = describe
    environment.filters["words"] = lambda identifier: str(identifier).replace("_", " ")
    return environment


def _tidy(text: str) -> str:
    """At most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
