import pytest

from worker.trial.receipt import ResourceProof
from worker.trial.site import Site, StepFailed, StepSkipped
from worker.trial.steps.comparison import compare_inventories


def lacking(site: Site, name: str, kind: str, component: str) -> None:
    told = {"dialect": "cloudformation", "address": name, "type": kind, "component": component}
    site.prove(ResourceProof.model_validate({**told, "status": "not_emulated", "evidence": "lacking"}))


def test_the_same_kinds_at_the_same_components_are_the_same(site: Site, made) -> None:
    made("aws_sqs_queue.jobs", "aws_sqs_queue.jobs_dead")
    site.stack = {"Jobs": ("AWS::SQS::Queue", "a"), "JobsDead": ("AWS::SQS::Queue", "b")}
    assert compare_inventories(site) == "1 kinds of resources by component are the same"
    assert site.differences == []


def test_one_that_is_missing_is_a_difference_with_its_component(site: Site, made) -> None:
    made("aws_sqs_queue.jobs", "aws_sqs_queue.jobs_dead")
    site.stack = {"Jobs": ("AWS::SQS::Queue", "a")}
    with pytest.raises(StepFailed, match="jobs: sqs queue 2 and 1"):
        compare_inventories(site)


def test_one_that_the_emulator_lacks_explains_the_difference(site: Site, made) -> None:
    made("aws_sqs_queue.jobs", "aws_sqs_queue.jobs_dead")
    site.stack = {"Jobs": ("AWS::SQS::Queue", "a")}
    lacking(site, "JobsDead", "AWS::SQS::Queue", "jobs")
    compare_inventories(site)
    assert [one.explained for one in site.differences] == ["not all of them are emulated"]


def test_a_function_that_stands_for_a_resource_explains_the_difference(site: Site, made) -> None:
    made("aws_lambda_function.worker")
    site.stack = {"Worker": ("AWS::Lambda::Function", "a"), "WatchCaller": ("AWS::Lambda::Function", "b")}
    lacking(site, "WatchCall", "Custom::Call", "watch")
    compare_inventories(site)
    assert [(one.component, bool(one.explained)) for one in site.differences] == [("watch", True)]


def test_with_one_deployment_there_is_nothing_to_compare(site: Site) -> None:
    with pytest.raises(StepSkipped):
        compare_inventories(site)
