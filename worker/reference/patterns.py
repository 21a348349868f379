"""Patterns: the families of architectures that the catalogue can plan, with their parts and how these connect."""

import re
from functools import cache
from typing import Any, TypedDict

import yaml

from worker.architecture.catalogue import Catalogue

SCHEME = "groundplan://patterns/"
"""Patterns are our own and stand at no public address."""


class Part(TypedDict):
    """A part of a pattern: the service that usually does it, and those that may instead."""

    role: str
    service: str
    title: str
    instead: list[str]
    because: str
    always: bool
    documentation: str


class Pattern(TypedDict):
    """What stands in the index as a card."""

    id: str
    title: str
    summary: str
    cues: dict[str, int]
    parts: list[Part]
    connections: list[list[str]]


def patterns_of(catalogue: Catalogue) -> dict[str, Pattern]:
    """Every family, by id. `named_services` has parts only where a request names them."""
    cues = _read(catalogue, "vocabulary/families")
    found: dict[str, Pattern] = {}
    for path in sorted((catalogue.folder / "families").glob("*.yaml")):
        form = _read(catalogue, f"families/{path.stem}")
        parts = [part for role in form.get("roles", ()) if (part := _part(role, catalogue))]
        if not parts:
            continue
        found[path.stem] = Pattern(
            id=path.stem,
            title=form["title"],
            summary=form["summary"],
            cues=cues.get(path.stem) or {},
            parts=parts,
            connections=[edge[:2] for edge in form.get("edges", ())],
        )
    return found


def score(pattern: Pattern, need: str) -> int:
    """How much speaks for it: the weights of its cues in the words, and its own words."""
    words = f" {_plain(need)} "
    cues = sum(weight for cue, weight in pattern["cues"].items() if f" {_plain(cue)} " in words)
    own = set(_plain(f"{pattern['title']} {pattern['summary']}").split())
    return 10 * cues + sum(1 for word in set(words.split()) if len(word) > 3 and word in own)


def uses(pattern: Pattern, block: str) -> bool:
    """Is the block one of its parts, or may it be one instead?"""
    return any(block in (part["service"], *part["instead"]) for part in pattern["parts"])


def page_of(pattern: Pattern) -> str:
    """Markdown, as a skill that an agent reads."""
    lines = [f"# {pattern['title']}", "", pattern["summary"], "", "## Parts", ""]
    for part in pattern["parts"]:
        instead = f" Instead: {', '.join(part['instead'])}." if part["instead"] else ""
        when = "" if part["always"] else " (where the request asks for it)"
        lines.append(
            f"- `{part['role']}`{when}: [{part['title']}]({part['documentation']}). {part['because']}{instead}"
        )
    lines += ["", "## Connections", "", *(f"- {source} → {target}" for source, target in pattern["connections"])]
    return "\n".join([*lines, "", "Source: Groundplan's catalogue of architectures, not an AWS publication.", ""])


def _part(role: dict[str, Any], catalogue: Catalogue) -> Part | None:
    blocks = [name for name in role.get("blocks", ()) if name in catalogue.blocks]
    if not blocks:
        return None
    first = catalogue.block(blocks[0])
    return Part(
        role=role["id"],
        service=first.name,
        title=first.title,
        instead=blocks[1:],
        because=role.get("because", ""),
        always=not role.get("when"),
        documentation=first.documentation,
    )


def _read(catalogue: Catalogue, name: str) -> Any:
    return yaml.safe_load((catalogue.folder / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.lower()).strip()
