"""The documents of a bundle: the README, and the requirements and the architecture as JSON."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import jinja2

from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements
from worker.render import markdown
from worker.render.readme import Checked, readme_of

TEMPLATES = Path(__file__).parent / "document_templates"


def render_documents(  # noqa: PLR0913 - what a README tells comes from six places
    requirements: Requirements,
    architecture: Architecture,
    cost: CostEstimate,
    catalogue: Catalogue,
    *,
    files: Mapping[str, bytes] | None = None,
    checks: Sequence[Checked] = (),
) -> dict[str, bytes]:
    """`README.md`, `architecture.json` and `requirements.json`.

    `files` are the bundle's other files by path: the README tells of what is there (parameters, sizes, starter code).
    `checks` are the results to tell of; without them the README points at checks.json.
    """
    readme = readme_of(requirements, architecture, cost, catalogue, files=files or {}, checks=checks)
    text = _templates().get_template("README.md.j2").render(readme=readme)
    return {
        "README.md": _tidy(text).encode(),
        "architecture.json": architecture.model_dump_json(indent=2).encode() + b"\n",
        "requirements.json": requirements.model_dump_json(indent=2).encode() + b"\n",
    }


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
    environment.filters["usd"] = lambda value: Raw(f"${value:,.2f}")
    environment.filters["quote"] = lambda value: Raw(markdown.quote(value))
    return environment


class Raw:
    """Text that we wrote, printed as it stands."""

    def __init__(self, text: object) -> None:
        self.text = str(text)


def _tidy(text: str) -> str:
    """At most one empty line in a row."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
