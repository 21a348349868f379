"""A batch has ended: one digest for all of its jobs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jobs.mail.letter import Letter, Link, Section, Tone, count, duration
from jobs.mail.message import on_one_line

_MOST_FAILURES = 5
_CHARACTERS = 160


def write(batch_id: UUID | None, facts: Mapping[str, Any], web_url: str) -> Letter:
    """`facts` are those of `Kind.BATCH_FINISHED`."""
    total, failed = int(facts["total"]), int(facts["failed"])
    succeeded, cancelled = int(facts["succeeded"]), int(facts.get("cancelled") or 0)
    name = on_one_line(str(facts.get("name") or "Your batch"), 90)
    tone: Tone = "good" if succeeded == total else "bad" if not succeeded else "warn"
    shown = (
        ("Succeeded", f"{succeeded:,} of {total:,}"),
        ("Failed", f"{failed:,}" if failed else ""),
        ("Cancelled", f"{cancelled:,}" if cancelled else ""),
        ("Batch", str(batch_id or "")),
        ("Took", duration(facts["seconds"]) if facts.get("seconds") is not None else ""),
    )
    return Letter(
        subject=f"{name}: {_outcome(total, succeeded)}",
        badge="Batch finished",
        tone=tone,
        heading=name,
        lead=f"All {count(total, 'job')} of the batch have ended." if total > 1 else "The batch's only job has ended.",
        button=Link("Open Groundplan", f"{web_url}/"),
        why="You get one mail for each batch that you submitted.",
        facts=tuple((label, value) for label, value in shown if value),
        sections=tuple(_failures(facts.get("failures") or (), failed)),
    )


def _outcome(total: int, succeeded: int) -> str:
    if succeeded == total:
        return f"all {count(total, 'job')} succeeded" if total > 1 else "the job succeeded"
    return f"{succeeded:,} of {count(total, 'job')} succeeded"


def _failures(failures: Any, failed: int) -> list[Section]:
    told = [
        on_one_line(": ".join(str(one[name]) for name in ("reference", "message") if one.get(name)), _CHARACTERS)
        for one in list(failures)[:_MOST_FAILURES]
    ]
    if not told:
        return []
    more = [f"{failed - len(told):,} more, in the batch's items."] if failed > len(told) else []
    return [Section("What failed", points=(*told, *more), tone="bad")]
