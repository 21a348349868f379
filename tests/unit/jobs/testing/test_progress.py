import pytest

from jobs.errors import ProgressUnavailable
from jobs.identifiers import new_id
from jobs.testing.contracts.progress import ProgressContract
from jobs.testing.progress import InMemoryProgress


class TestInMemoryProgress(ProgressContract):
    @pytest.fixture
    def progress(self) -> InMemoryProgress:
        return InMemoryProgress()


def test_while_it_is_down_events_are_lost_and_nothing_can_be_replayed() -> None:
    progress, org_id, job_id = InMemoryProgress(), new_id(), new_id()
    progress.is_down = True
    progress.publish(org_id, job_id, "delta", {"text": "lost"})
    assert not progress.is_reachable()
    with pytest.raises(ProgressUnavailable):
        progress.replay(org_id, job_id)
    progress.is_down = False
    assert progress.replay(org_id, job_id) == []
