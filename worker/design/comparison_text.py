"""The comparison as a terminal shows it."""

import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from worker.architecture.availability import shown

WIDTH = 100


def comparison_text(summary: Mapping[str, Any]) -> str:
    """The options side by side, the recommendation, and what each gives up. `summary` is an analyze job's."""
    options = summary["options"]
    chosen = summary["recommendation"]
    lines = [
        summary["title"],
        "",
        f"Region      {summary['region']}",
        f"Designed by {summary['architect']}",
        f"Files       {summary['files']} in {summary['folder']}",
        f"Time        {summary['seconds']:.1f} s",
        "",
        _row("", [one["title"] for one in options]),
        *(_row(title, [show(one) for one in options]) for title, show in _LINES.items()),
        "",
        f"Recommended: {chosen['title']}",
        *_bullets(chosen["sentences"]),
    ]
    if chosen["cautions"]:
        lines += ["", "Not met, even so", *_bullets(chosen["cautions"])]
    for one in options:
        if one["gives_up"]:
            lines += ["", f"{one['title']} gives up", *_bullets(one["gives_up"])]
    if summary["notes"]:
        lines += ["", "Notes", *_bullets(summary["notes"])]
    return "\n".join(lines)


def _cost(option: Mapping[str, Any]) -> str:
    cost = option["cost"]
    return f"{cost['expected']:,.0f} ({cost['low']:,.0f} to {cost['high']:,.0f})"


def _uptime(option: Mapping[str, Any]) -> str:
    percent = option["availability"]["percent"]
    return "no published SLA" if percent is None else f"{shown(percent)} %"


def _recovery(option: Mapping[str, Any], scope: str) -> str:
    found = option["recovery"][scope]
    return f"{_span(found['rto_minutes'])} / {_span(found['rpo_minutes'])}"


_LINES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "USD a month": _cost,
    "Availability (SLAs)": _uptime,
    "Zone: RTO / RPO": lambda one: _recovery(one, "zone"),
    "Region: RTO / RPO": lambda one: _recovery(one, "region"),
    "Latency": lambda one: one["latency"]["latency"].replace("_", " "),
    "Effort": lambda one: one["effort"]["level"],
    "Well-Architected": lambda one: "-" if one["score"] is None else f"{one['score']} of 100",
    "Components": lambda one: str(one["components"]),
}


def _span(minutes: float) -> str:
    if minutes < 60:
        return f"{minutes:g} min"
    return f"{minutes / 60:g} h"


def _row(title: str, cells: list[str]) -> str:
    return f"{title:<20}" + "".join(f"{cell:<26}" for cell in cells).rstrip()


def _bullets(sentences: list[str]) -> list[str]:
    return [
        line
        for sentence in sentences
        for line in textwrap.wrap(sentence, WIDTH, initial_indent="  - ", subsequent_indent="    ")
    ]
