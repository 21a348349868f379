"""What progress does. Provide the fixture `progress`."""

# ruff: noqa: S101 - these are tests

from datetime import UTC, datetime, timedelta

from jobs.events import EventType
from jobs.identifiers import new_id
from jobs.progress import Progress
from jobs.testing.progress import InMemoryProgress

AnyProgress = Progress | InMemoryProgress


class ProgressContract:
    def test_events_are_replayed_in_order_with_growing_seqs(self, progress: AnyProgress) -> None:
        org_id, job_id = new_id(), new_id()
        for number in range(5):
            progress.publish(org_id, job_id, EventType.DELTA, {"text": str(number)})
        events = progress.replay(org_id, job_id)
        assert [event.data["text"] for event in events] == ["0", "1", "2", "3", "4"]
        assert [event.seq for event in events] == [events[0].seq + step for step in range(5)]
        assert events[0].seq >= 1

    def test_traces_are_remembered_by_job(self, progress: AnyProgress) -> None:
        kept, other = new_id(), new_id()
        progress.keep_traces([kept], "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        assert progress.traces_of([other, kept]) == {kept: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
        assert progress.traces_of([]) == {}

    def test_who_publishes_learns_the_seq(self, progress: AnyProgress) -> None:
        org_id, job_id = new_id(), new_id()
        seqs = [progress.publish(org_id, job_id, EventType.DELTA, {"text": "x"}) for _ in range(3)]
        assert seqs == [event.seq for event in progress.replay(org_id, job_id)]

    def test_events_of_several_jobs_go_out_together(self, progress: AnyProgress) -> None:
        org_id, job_ids = new_id(), [new_id() for _ in range(3)]
        for number in range(2):
            progress.publish_many([(org_id, one, EventType.DELTA, {"text": f"{number}"}) for one in job_ids])
        progress.publish_many([(org_id, job_ids[0], EventType.DELTA, {"text": "alone"})])
        progress.publish_many([])
        told = [[event.data["text"] for event in progress.replay(org_id, one)] for one in job_ids]
        assert told == [["0", "1", "alone"], ["0", "1"], ["0", "1"]]

    def test_an_event_tells_job_type_and_time(self, progress: AnyProgress) -> None:
        org_id, job_id = new_id(), new_id()
        progress.publish(org_id, job_id, "stage", {"stage": "design", "index": 2, "of": 5, "status": "started"})
        (event,) = progress.replay(org_id, job_id)
        assert (event.job_id, event.type) == (job_id, EventType.STAGE)
        assert event.data == {"stage": "design", "index": 2, "of": 5, "status": "started"}
        assert abs(datetime.now(UTC) - event.at) < timedelta(minutes=1)

    def test_a_client_gets_only_what_came_after_the_seq_that_it_names(self, progress: AnyProgress) -> None:
        org_id, job_id = new_id(), new_id()
        for number in range(5):
            progress.publish(org_id, job_id, EventType.DELTA, {"text": str(number)})
        seen = progress.replay(org_id, job_id)[2].seq
        assert [event.data["text"] for event in progress.replay(org_id, job_id, seen)] == ["3", "4"]
        assert progress.replay(org_id, job_id, seen + 2) == []

    def test_jobs_and_organizations_do_not_see_each_other(self, progress: AnyProgress) -> None:
        org_id, job_id = new_id(), new_id()
        progress.publish(org_id, job_id, EventType.DELTA, {"text": "mine"})
        assert progress.replay(new_id(), job_id) == []
        assert progress.replay(org_id, new_id()) == []

    def test_text_arrives_as_it_was_written(self, progress: AnyProgress) -> None:
        org_id, job_id = new_id(), new_id()
        text = 'quotes " and \\ and\nlines, größer, 漢字, \u2028, %d %s {}'
        progress.publish(org_id, job_id, EventType.DELTA, {"text": text})
        assert progress.replay(org_id, job_id)[0].data == {"text": text}

    def test_it_says_that_it_is_reachable(self, progress: AnyProgress) -> None:
        assert progress.is_reachable()
