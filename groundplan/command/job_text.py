"""Jobs as people read them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from groundplan.models import Job

STYLES = {"succeeded": "green", "failed": "red", "cancelled": "yellow", "running": "cyan", "queued": "dim"}
LONGEST_REQUEST = 240


def job_table(jobs: Iterable[Job]) -> Table:
    """One line a job, newest first."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading, options in _COLUMNS.items():
        table.add_column(heading, **options)
    for job in jobs:
        cost = _cost(job)
        table.add_row(str(job.id), _state(job), job.mode, age(job.created_at), cost, Text(" ".join(job.title.split())))
    return table


_COLUMNS: dict[str, dict[str, Any]] = {
    "job": {"no_wrap": True, "min_width": 36},
    "state": {"no_wrap": True, "min_width": 9},
    "mode": {"no_wrap": True, "min_width": 9},
    "age": {"justify": "right", "no_wrap": True, "min_width": 6},
    "a month": {"justify": "right", "no_wrap": True, "min_width": 9},
    "what": {"no_wrap": True, "overflow": "ellipsis"},
}


def job_text(job: Job) -> RenderableType:
    """One job, with what it made or why it did not."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _facts(job):
        table.add_row(name, value)
    return Group(Text(job.title, style="bold"), "", table)


def _facts(job: Job) -> Iterable[tuple[str, RenderableType]]:
    result = job.result or {}
    yield "job", str(job.id)
    yield "state", _state(job)
    yield "mode", job.mode
    if job.result and job.request:
        yield "request", Text(_shortened(" ".join(job.request.split())))
    yield "submitted", f"{job.created_at.astimezone():%Y-%m-%d %H:%M:%S}, {age(job.created_at)} ago"
    if job.finished_at and job.started_at:
        yield "took", f"{(job.finished_at - job.started_at).total_seconds():.1f} s"
    if job.error:
        yield "why", Text(f"{job.error.message} ({job.error.code})", style="red")
    where = f"a month, estimated, in {escape(str(result.get('region', '?')))}"
    if options := result.get("options"):
        yield "costs", Text(", ".join(_option(one) for one in options) + f" {where}")
        yield "recommended", Text(str((result.get("recommendation") or {}).get("title", "")), style="bold")
    elif cost := _cost(job):
        yield "cost", f"{cost} {where}"
    if checks := result.get("checks"):
        yield "checks", ", ".join(f"{count} {name}" for name, count in checks.items())
    if architect := result.get("architect"):
        yield "designed by", Text(str(architect))


def _option(option: Mapping[str, Any]) -> str:
    return f"{option['title']} ${option['cost']['expected']:,.2f}"


def _state(job: Job) -> Text:
    doing = f"{job.state}: {job.stage}" if job.state == "running" and job.stage else job.state
    return Text(doing, style=STYLES.get(job.state, ""))


def _cost(job: Job) -> str:
    monthly = (job.result or {}).get("monthly_usd")
    return f"${monthly:,.2f}" if isinstance(monthly, int | float) else ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_REQUEST else text[: LONGEST_REQUEST - 1].rstrip() + "…"


def age(since: datetime, now: datetime | None = None) -> str:
    """How long ago, in the largest whole unit: `42 s`, `7 min`, `3 h`, `12 d`."""
    seconds = max(0, int(((now or datetime.now(UTC)) - since).total_seconds()))
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
