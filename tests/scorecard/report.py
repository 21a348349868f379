"""The scorecard as a page: every figure with its target and its method, then request by request."""

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True)
class Score:
    """A figure. `met` is None where it could not be measured here; `measured` then says why."""

    title: str
    measured: str
    target: str
    method: str
    met: bool | None


def page(scores: Sequence[Score], details: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str]]]]) -> str:
    """Markdown. `details` are tables: title, headings, rows."""
    lines = [
        "# Scorecard",
        "",
        "Written by `make scorecard`, which measures all of it anew with the offline architect. The requests are in",
        "`tests/scorecard/`; `--requests` and `--templates` take others of the same form.",
        "",
        f"Measured on {_machine()}.",
        "",
        *_table(("figure", "measured", "target", "met", "how"), [_row(score) for score in scores]),
    ]
    for title, headings, rows in details:
        lines += ["", f"## {title}", "", *_table(headings, rows)]
    return "\n".join(lines) + "\n"


def _row(score: Score) -> tuple[str, ...]:
    met = {True: "yes", False: "**no**", None: "not measured"}[score.met]
    return score.title, score.measured, score.target, met, score.method


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [_line(headings), _line(["---"] * len(headings)), *(_line(row) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def _machine() -> str:
    terraform = "no terraform"
    if shutil.which("terraform"):
        told = subprocess.run(["terraform", "version"], capture_output=True, text=True, check=False, timeout=30)
        terraform = (told.stdout.splitlines() or ["terraform of unknown version"])[0]
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"cfn-lint {version('cfn-lint')}, {terraform}"
    )
