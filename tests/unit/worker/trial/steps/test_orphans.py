"""What is left is told; what a late run wrote again is deleted again."""

import pytest

from worker.trial.site import StepFailed
from worker.trial.steps import orphans
from worker.trial.steps.orphans import look_for_orphans

GROUP = "/aws/lambda/orders-worker"
LATE = f"logs arn:aws:logs:us-east-1:123456789012:log-group:{GROUP}:*"


@pytest.fixture
def look(site, monkeypatch):
    """Looks in an account that holds these, one listing after another; gives what was said and what was deleted."""
    site.stack["WorkerLogs"] = ("AWS::Logs::LogGroup", GROUP)
    deleted = []

    def looked(*listings):
        told = iter([*listings, *[frozenset()] * 20])
        monkeypatch.setattr(orphans, "PAUSE_SECONDS", 0)
        monkeypatch.setattr(orphans, "_left", lambda _site, _account: frozenset(next(told)))
        monkeypatch.setattr(orphans, "_delete_log_groups", lambda _account, names: deleted.extend(names))
        return look_for_orphans(site), deleted

    return looked


def test_nothing_left_is_told(look):
    assert look() == ("nothing is left in either account", [])


def test_what_is_left_fails_the_step(look, site):
    with pytest.raises(StepFailed, match="left behind: sqs jobs"):
        look({"sqs jobs"})
    assert site.orphans == ["sqs jobs"]


def test_a_log_group_of_the_deployment_that_a_run_wrote_again_is_deleted_again_and_told(look, site):
    told, deleted = look({LATE}, {LATE}, set())
    assert "wrote again after they were deleted, now gone: 1" in told
    assert deleted == [LATE, LATE]
    assert site.orphans == []


def test_a_log_group_that_nobody_declared_is_left_behind(look):
    with pytest.raises(StepFailed, match="somebody-elses"):
        look({LATE.replace("orders-worker", "somebody-elses")})


def test_one_that_comes_back_each_time_is_left_behind(look):
    with pytest.raises(StepFailed, match="orders-worker"):
        look(*[{LATE}] * 10)
