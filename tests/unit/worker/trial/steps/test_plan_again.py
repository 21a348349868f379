import json

import pytest

from worker.trial.site import Site, StepFailed
from worker.trial.steps.plan_again import _judge, _judge_plan
from worker.trial.terraform_state import Change


def change(*attributes: str, action: str = "update", follows: bool = False) -> Change:
    return Change(action, frozenset(attributes), follows)


def test_what_the_emulator_forgets_is_told_and_no_fault(site: Site, made) -> None:
    made("aws_flow_log.network")
    told = _judge(site, {"aws_flow_log.network": change("iam_role_arn", action="delete/create")})
    assert told == "no change but in what the emulator does not keep: aws_flow_log.network (iam_role_arn)"
    assert site.proofs == {}


def test_another_attribute_of_the_same_resource_is_a_fault_with_its_component(site: Site, made) -> None:
    made("aws_sqs_queue.jobs")
    with pytest.raises(StepFailed, match=r"aws_sqs_queue\.jobs \(visibility_timeout_seconds\)"):
        _judge(site, {"aws_sqs_queue.jobs": change("visibility_timeout_seconds", "tags_all")})
    proof = site.proofs["terraform", "aws_sqs_queue.jobs"]
    assert (proof.status, proof.component) == ("failed", "jobs")


def test_what_only_follows_a_forgotten_change_is_no_fault(site: Site, made) -> None:
    made("aws_flow_log.network", "aws_lambda_function.worker")
    changes = {
        "aws_flow_log.network": change("iam_role_arn"),
        "aws_lambda_function.worker": change("log", follows=True),
    }
    assert "aws_lambda_function" not in _judge(site, changes)


def test_a_change_of_its_own_beside_a_forgotten_one_is_a_fault(site: Site, made) -> None:
    made("aws_flow_log.network", "aws_lambda_function.worker")
    changes = {"aws_flow_log.network": change("iam_role_arn"), "aws_lambda_function.worker": change("timeout")}
    with pytest.raises(StepFailed, match="timeout"):
        _judge(site, changes)


def test_unknown_values_that_follow_nothing_are_a_fault(site: Site, made) -> None:
    made("aws_lambda_function.worker")
    with pytest.raises(StepFailed):
        _judge(site, {"aws_lambda_function.worker": change("log", follows=True)})


def test_what_was_never_made_is_told_by_the_apply_and_not_here(site: Site) -> None:
    assert _judge(site, {"aws_sqs_queue.jobs": change("name", action="create")}) == "no change"


def test_what_an_address_that_wanders_was_put_into_is_told_and_no_fault(site: Site, made) -> None:
    made("aws_lambda_function.worker")
    drift = {"before": {"endpoint": "a.cluster-1.example"}, "after": {"endpoint": "127.0.0.1"}}
    settings = {"before": {"host": "a.cluster-1.example"}, "after": {"host": "127.0.0.1"}, "actions": ["update"]}
    plan = {
        "resource_drift": [{"address": "aws_rds_cluster.data", "type": "aws_rds_cluster", "change": drift}],
        "resource_changes": [{"address": "aws_lambda_function.worker", "mode": "managed", "change": settings}],
    }
    told = _judge_plan(site, json.dumps(plan))
    assert told == "no change; answered otherwise by the emulator once all was made: aws_rds_cluster.data (endpoint)"
    plan["resource_drift"] = []
    with pytest.raises(StepFailed, match="host"):
        _judge_plan(site, json.dumps(plan))
