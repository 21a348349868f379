from worker.trial.site import Site
from worker.trial.steps.apply import _note, targets, variables
from worker.trial.steps.terraform_init import _leave_out
from worker.trial.terraform_log import Fault, Told


def status(site: Site, address: str) -> str:
    return site.proofs["terraform", address].status


def test_what_the_emulator_lacks_is_left_out_with_what_rests_on_it(site: Site) -> None:
    _leave_out(site)
    assert set(site.left_out) == {"aws_guardduty_detector.watch", "aws_cloudwatch_event_rule.watch"}
    assert status(site, "aws_cloudwatch_event_rule.watch") == "not_emulated"
    assert site.proofs["terraform", "aws_guardduty_detector.watch"].component == "watch"
    kept = {"-target=aws_sqs_queue.jobs", "-target=aws_flow_log.network", "-target=aws_lambda_function.worker"}
    assert set(targets(site)) == kept


def test_without_gaps_nothing_is_targeted_so_that_nothing_is_forgotten(site: Site) -> None:
    assert targets(site) == []


def test_protection_is_only_lifted_where_there_is_a_variable_for_it(site: Site) -> None:
    assert variables(site) == []


def test_each_resource_is_proven_refused_or_not_emulated(site: Site, made) -> None:
    made("aws_sqs_queue.jobs")
    told = Told(made={"aws_sqs_queue.jobs": 2.0})
    told.faults = [
        Fault("aws_lambda_function.worker", "api error InvalidParameterValueException: no such runtime"),
        Fault("aws_flow_log.network", "api error InvalidAction: Unknown EC2 action: CreateFlowLogs"),
    ]
    _note(site, told)
    assert status(site, "aws_sqs_queue.jobs") == "proven"
    assert status(site, "aws_lambda_function.worker") == "failed"
    assert status(site, "aws_flow_log.network") == "not_emulated"


def test_a_tainted_resource_is_refused_although_it_is_in_the_state(site: Site, made) -> None:
    made("aws_sqs_queue.jobs")
    _note(site, Told(faults=[Fault("aws_sqs_queue.jobs", "api error InvalidAttributeValue: bad policy")]))
    assert status(site, "aws_sqs_queue.jobs") == "failed"
