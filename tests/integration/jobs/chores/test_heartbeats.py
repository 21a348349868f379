"""Every run of a chore is written down by what calls it, and who is late is told once."""

import logging
from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest

from jobs.chores import tasks
from jobs.chores.heartbeats import Pulse, late_ones, make_known, run_once, tell_of_late_ones
from jobs.chores.services import Services
from jobs.chores.tasks import CHORES, run
from jobs.chores.timetable import TIMETABLE, late_after
from jobs.database import Database
from jobs.errors import QueueUnavailable

Sql = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def _no_chore_has_run(as_superuser: Sql) -> None:
    as_superuser("DELETE FROM chore")


def read(as_superuser: Sql, *columns: str) -> tuple[Any, ...]:
    (row,) = as_superuser(f"SELECT {', '.join(columns)} FROM chore WHERE name = 'relay'")  # noqa: S608 - columns of ours
    return row


def test_a_run_is_written_down_and_the_next_waits_for_its_time(services: Services, as_superuser: Sql) -> None:
    assert run_once(services.database, "relay", 60, lambda: 7) == 7
    times = ("begun_at <= ended_at", "succeeded_at = ended_at", "fault IS NULL")
    assert read(as_superuser, "interval_seconds", "runs", "done", "seconds < 1", *times) == (60, 1, 7, *[True] * 4)
    assert run_once(services.database, "relay", 60, lambda: pytest.fail("too soon")) is None
    as_superuser("UPDATE chore SET begun_at = now() - interval '50 s'")
    assert run_once(services.database, "relay", 60, lambda: 0) == 0
    as_superuser("UPDATE chore SET begun_at = now() + interval '1 day'")
    assert run_once(services.database, "relay", 60, lambda: 0) == 0, "a clock that was set back holds nothing up"
    assert read(as_superuser, "runs") == (3,)


def test_a_fault_is_written_down_without_anybodys_words_and_stays_to_be_read(
    services: Services, as_superuser: Sql
) -> None:
    def break_with(error: Exception) -> None:
        def chore() -> int:
            raise error

        as_superuser("UPDATE chore SET begun_at = NULL")
        with pytest.raises(type(error)):
            run_once(services.database, "relay", 60, chore)

    break_with(ValueError("a word of a customer"))
    assert read(as_superuser, "fault", "ended_at = fault_at", "succeeded_at") == ("ValueError", True, None)
    break_with(QueueUnavailable())
    as_superuser("UPDATE chore SET begun_at = NULL")
    run_once(services.database, "relay", 60, lambda: 1)
    told = read(as_superuser, "fault", "fault_at < succeeded_at", "done")
    assert told == ("queue_unavailable: The job queue does not answer.", True, 1)


def test_of_two_that_begin_at_once_one_does_it(services: Services, as_superuser: Sql) -> None:
    done: list[int | None] = []
    together = Barrier(2)

    def begin() -> None:
        together.wait()
        done.append(run_once(services.database, "relay", 60, lambda: 1))

    threads = [Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=str) == [1, None]
    assert read(as_superuser, "runs") == (1,)


def test_whatever_rq_calls_goes_through_it(
    services: Services, as_superuser: Sql, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chore that is scheduled cannot be called but by `run`."""
    monkeypatch.setattr(tasks, "_services", lambda: services)
    for name in CHORES:
        monkeypatch.setitem(CHORES, name, lambda _services: 3)
        assert run(name) == 3
        assert run(name) == 0, "its time has not come"
    assert dict(as_superuser("SELECT name, done FROM chore")) == dict.fromkeys(CHORES, 3)


def test_a_late_chore_is_told_once_by_whoever_sees_it_first_and_again_after_it_was_well(
    *, services: Services, database: Database, as_superuser: Sql, caplog: pytest.LogCaptureFixture
) -> None:
    make_known(services.database, 2)
    nobody = database.tenant

    def told(who: Callable[[], Any]) -> list[tuple[str, int]]:
        caplog.clear()
        with who(), caplog.at_level(logging.ERROR):
            tell_of_late_ones()
        return [(record.__dict__["chore"], record.__dict__["silent_seconds"]) for record in caplog.records]

    def as_web() -> Any:
        return nobody(next(iter(as_superuser("SELECT gen_random_uuid()")))[0])

    assert told(services.database.chores) == []
    as_superuser("UPDATE chore SET known_at = now() - interval '61 s'")
    every_few_seconds = sorted(name for name, chore in TIMETABLE.items() if late_after(chore.interval(2)) == 60)
    assert sorted(told(as_web)) == [(name, 61) for name in every_few_seconds], "hourly ones are not late"
    assert told(services.database.chores) == told(as_web) == []
    run_once(services.database, "relay", 2, lambda: 0)
    as_superuser("UPDATE chore SET succeeded_at = now() - interval '2 min' WHERE name = 'relay'")
    assert told(services.database.chores) == [("relay", 120)]
    with as_web():
        assert late_ones() == every_few_seconds


def test_a_thread_tells_that_it_goes_round_once_an_interval_and_what_broke_it(
    services: Services, as_superuser: Sql
) -> None:
    def told() -> list[tuple[Any, ...]]:
        return as_superuser("SELECT runs, done, fault, fault_at > succeeded_at, late_told_at FROM chore")

    pulse = Pulse(services.database, "export_making", 1)
    pulse.beat(2)
    pulse.beat(3)
    assert told() == [(1, 2, None, None, None)], "within its interval nothing is written"
    pulse.tell_fault(ValueError("a word of a customer"))
    as_superuser("UPDATE chore SET late_told_at = now()")
    assert told()[0][2:4] == ("ValueError", True)
    Pulse(services.database, "export_making", 1).beat()
    assert told() == [(2, 0, "ValueError", False, None)]


def test_what_another_version_does_is_not_missed(services: Services, as_superuser: Sql) -> None:
    as_superuser("INSERT INTO chore (name, interval_seconds, known_at) VALUES ('older', 1, now() - interval '1 day')")
    with services.database.chores():
        assert late_ones() == []
