from datetime import UTC, datetime, timedelta, timezone

import pytest

from jobs.announcements import announce
from jobs.events import Event, EventType, as_text
from jobs.identifiers import new_id
from jobs.models import Job
from jobs.testing.progress import InMemoryProgress


def test_an_event_survives_the_journey() -> None:
    event = Event(
        job_id=new_id(), seq=7, at=datetime(2026, 11, 22, tzinfo=UTC), type=EventType.DELTA, data={"text": "ä"}
    )
    assert Event.parse(event.to_json()) == event
    assert '"at":"2026-11-22T00:00:00.000Z"' in event.to_json()


def test_times_travel_in_utc() -> None:
    assert as_text(datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=1)))) == "2026-01-01T00:30:00.000Z"


def test_an_event_of_an_unknown_type_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="type"):
        Event.parse(f'{{"job_id":"{new_id()}","seq":1,"at":"2026-01-01T00:00:00Z","type":"gossip","data":{{}}}}')


def test_a_state_is_announced_with_its_error() -> None:
    progress = InMemoryProgress()
    fine = Job(org_id=new_id(), created_by=new_id(), request="a", state="cancelled", attempt=1)
    error = {"code": "failed", "message": "No."}
    failed = Job(org_id=fine.org_id, created_by=new_id(), request="a", state="failed", attempt=3, error=error)
    announce(progress, [fine, failed])
    assert [one.data for one in progress.replay(fine.org_id, fine.id)] == [{"state": "cancelled", "attempt": 1}]
    assert [one.data for one in progress.replay(failed.org_id, failed.id)] == [
        {"state": "failed", "attempt": 3, "error": error}
    ]
