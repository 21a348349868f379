import json

import pytest

from worker.trial.terraform_log import Fault, read_log


def line(**event: object) -> str:
    return json.dumps(event)


def hook(kind: str, address: str, action: str = "create", **more: object) -> str:
    return line(type=kind, hook={"resource": {"addr": address}, "action": action, **more})


def fault(address: str, summary: str) -> str:
    return line(type="diagnostic", diagnostic={"severity": "error", "summary": summary, "address": address})


LOG = "\n".join(
    [
        hook("apply_start", "aws_sqs_queue.a"),
        hook("apply_complete", "aws_sqs_queue.a", elapsed_seconds=3),
        hook("apply_start", "aws_vpc.b"),
        hook("apply_start", "aws_guardduty_detector.c"),
        fault("aws_guardduty_detector.c", "creating: StatusCode: 400, api error UnknownError: UnknownError"),
        hook("apply_complete", "aws_s3_bucket.d", action="delete"),
        line(type="planned_change", change={"resource": {"addr": "aws_s3_bucket.e"}, "action": "update"}),
        line(type="diagnostic", diagnostic={"severity": "warning", "summary": "old"}),
        "panic: runtime error: invalid memory address",
    ]
)


def test_what_was_made_refused_left_and_destroyed_is_told() -> None:
    told = read_log(LOG)
    assert told.made == {"aws_sqs_queue.a": 3.0}
    assert [one.address for one in told.faults] == ["aws_guardduty_detector.c"]
    assert told.unfinished == {"aws_vpc.b"}
    assert told.destroyed == {"aws_s3_bucket.d"}
    assert told.actions == {"aws_s3_bucket.e": "update"}
    assert told.crashed.startswith("panic:")


@pytest.mark.parametrize(
    "message",
    [
        "https response error StatusCode: 400, RequestID: , api error UnknownError: UnknownError",
        "api error InvalidAction: Unknown EC2 action: CreateIpam",
        "ValidationException: No route for POST /guardrails/x",
        "api error NotFoundException: Unknown API Gateway path: /v2/vpclinks",
        "waiting for EC2 EIP (eipalloc-2bf7908c975444329) association: too many results: wanted 1, got 2",
        "api error InvalidOperationException: Unknown action: PutQueryDefinition",
        "ValidationError: Template format error: Unrecognized resource types: [AWS::Lex::Bot]",
        "deserialization failed, failed to decode response body, expected Boolean",
    ],
)
def test_what_the_emulator_lacks_is_known_by_its_error_code(message: str) -> None:
    assert Fault("aws_x.y", message).is_not_emulated


@pytest.mark.parametrize(
    "message",
    [
        "api error InvalidParameterValue: Invalid value for the parameter",
        "api error AccessDenied: not authorized",
        "api error ValidationException: Table is protected against deletion",
        "api error ResourceNotFoundException: Unknown queue",
        "multiple EC2 AMIs matched; use additional constraints to reduce matches to a single EC2 AMI",
    ],
)
def test_a_fault_of_the_bundle_is_never_taken_for_a_gap(message: str) -> None:
    assert not Fault("aws_x.y", message).is_not_emulated
