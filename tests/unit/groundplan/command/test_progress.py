"""Without a terminal, progress is plain lines."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any
from uuid import UUID

from rich.console import Console

from groundplan import Event
from groundplan.command.progress import watch

TITLE = "Designing the architecture"


def shown(*steps: dict[str, Any]) -> list[str]:
    written = StringIO()
    about = {"job_id": UUID(int=1), "at": datetime(2026, 11, 1, tzinfo=UTC)}
    events = [Event.model_validate({**about, "seq": number, **step}) for number, step in enumerate(steps, 1)]
    watch(events, Console(file=written, width=100, force_terminal=False))
    return written.getvalue().splitlines()


def test_a_stage_has_a_line_when_it_starts_and_one_when_it_ends() -> None:
    stage = {"stage": "design", "title": TITLE, "index": 2, "of": 5}
    lines = shown(
        {"type": "state", "data": {"state": "running", "attempt": 1}},
        {"type": "stage", "data": {**stage, "status": "started"}},
        {"type": "stage", "data": {**stage, "status": "finished", "seconds": 1.25}},
    )
    assert [line.strip() for line in lines] == [f"… 2/5 {TITLE}", f"✓ 2/5 {TITLE} 1.2 s"]
