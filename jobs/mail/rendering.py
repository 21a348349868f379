"""The form of a letter: HTML with everything escaped, and plain text."""

import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jobs.mail.letter import Letter

TEMPLATES = Path(__file__).parent / "templates"
_TEXT_WIDTH = 76


@dataclass(frozen=True)
class Footer:
    """What stands below every letter. Without `unsubscribe_url`, it is no mail that one has subscribed to."""

    web_url: str
    unsubscribe_url: str | None = None


def render_html(letter: Letter, footer: Footer) -> str:
    """A whole document; every word of the letter is text in it."""
    return _environment(autoescape=True).get_template("letter.html.j2").render(letter=letter, footer=footer)


def render_text(letter: Letter, footer: Footer) -> str:
    """Lines of at most 76 characters, but for links."""
    text = _environment(autoescape=False).get_template("letter.txt.j2").render(letter=letter, footer=footer)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for at, line in enumerate(lines) if line or lines[at - 1]]
    return "\n".join(kept) + "\n"


@cache
def _environment(*, autoescape: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=autoescape,  # noqa: S701 - off for plain text only, where there is nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["filled"] = _filled
    return environment


def _filled(text: str, indent: int = 0, first: str = "") -> str:
    """Text as a paragraph of lines; `first` stands before it, and the next lines begin below its end."""
    shown = " ".join(text.split())
    if not shown:
        return ""
    later = " " * (indent or len(first))
    return textwrap.fill(
        shown,
        _TEXT_WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
