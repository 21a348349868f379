"""Every chore is told of in docs/operations.md, with how often it runs."""

import re
from pathlib import Path

import pytest

from jobs.chores.tasks import CHORES
from jobs.chores.timetable import TIMETABLE, Chore, late_after

PROJECT = Path(__file__).parents[4]
ROW = re.compile(r"^\| `(\w+)` \| (?:(\d+) )?(tick|minute|hour)s? \| .{20,} \| .{10,} \|$", re.MULTILINE)
SECONDS = {"minute": 60, "hour": 3600}


def told(chore: Chore) -> tuple[int, str]:
    if chore.ticks:
        return chore.ticks, "tick"
    return (chore.seconds // 3600, "hour") if chore.seconds >= 3600 else (chore.seconds // 60, "minute")


def test_every_chore_has_its_row():
    text = (PROJECT / "docs" / "operations.md").read_text()
    rows = {name: (int(count or 1), unit) for name, count, unit in ROW.findall(text)}
    assert rows == {name: told(chore) for name, chore in TIMETABLE.items()}


def test_every_chore_has_a_time_and_a_function():
    assert set(CHORES) == {name for name, chore in TIMETABLE.items() if not chore.by_thread}
    assert all(bool(chore.seconds) != bool(chore.ticks) for chore in TIMETABLE.values())


@pytest.mark.parametrize(("tick", "interval"), [(0.5, 2), (1, 2), (2.4, 4)])
def test_intervals_are_whole_seconds_and_one_at_the_least(tick: float, interval: int):
    assert TIMETABLE["batch_zips"].interval(tick) == interval
    assert TIMETABLE["billing"].interval(tick) == 300


@pytest.mark.parametrize(("interval", "seconds"), [(2, 60), (20, 60), (60, 180), (3600, 10_800)])
def test_late_is_after_three_intervals_and_a_minute_at_the_least(interval: int, seconds: float):
    assert late_after(interval) == seconds
