"""Whole trials on a real emulator. Those with Terraform take most of a minute each: the provider waits for AWS."""

import re
import threading
from collections.abc import Callable

import pytest

from worker.trial.receipt import Receipt
from worker.trial.terraform_command import TerraformProgram

HTTP_API = "A serverless REST API with DynamoDB for orders, one million requests a month"
FILES = "Process uploaded images: each file put in a bucket starts a function that makes thumbnails"

Files = dict[str, bytes]
MakeFiles = Callable[[str], Files]
Try = Callable[..., Receipt]


def status_of(receipt: Receipt, step: str) -> str:
    return next(one.status for one in receipt.steps if one.name == step)


@pytest.mark.terraform
def test_an_http_api_proves_end_to_end(
    bundle_files: MakeFiles, try_out: Try, terraform_program: TerraformProgram
) -> None:
    receipt = try_out(bundle_files(HTTP_API), terraform_program)
    assert receipt.reasons == ()
    assert receipt.verdict == "proven"
    assert {one.status for one in receipt.steps} == {"passed"}
    assert {one.dialect for one in receipt.resources} == {"terraform", "cloudformation"}
    assert {one.kind: one.status for one in receipt.probes} == {
        "behaviour": "proven",
        "allowed": "proven",
        "denied": "proven",
    }
    assert {"terraform", "aws provider", "ministack"} <= set(receipt.versions)
    assert receipt.orphans == ()


@pytest.mark.terraform
def test_a_role_without_its_permissions_fails_with_the_edge_and_is_still_taken_down(
    bundle_files: MakeFiles, try_out: Try, terraform_program: TerraformProgram
) -> None:
    files = bundle_files(HTTP_API)
    iam = files["terraform/iam.tf"].decode()
    files["terraform/iam.tf"] = re.sub(
        r"\[\s*aws_dynamodb_table\.\w+\.arn,", '["arn:aws:dynamodb:*:*:table/other",', iam
    ).encode()
    assert files["terraform/iam.tf"].decode() != iam
    receipt = try_out(files, terraform_program)
    assert receipt.verdict == "failed"
    failed = [one for one in receipt.probes if one.status == "failed"]
    assert [(one.edge, one.kind) for one in failed] == [("function_to_data", "allowed")]
    assert "AccessDenied" in failed[0].seen
    assert status_of(receipt, "destroy") == status_of(receipt, "orphans") == "passed"


def test_a_template_alone_is_tried_without_terraform_and_proves_only_in_part(
    bundle_files: MakeFiles, try_out: Try
) -> None:
    receipt = try_out(bundle_files(FILES), None)
    assert receipt.verdict == "partly"
    assert status_of(receipt, "apply") == "skipped"
    assert status_of(receipt, "cloudformation") == "passed"
    assert any("terraform is not on PATH" in reason for reason in receipt.reasons)
    assert receipt.counts["proven"] > 5
    assert receipt.orphans == ()


def test_a_broken_template_fails_and_names_the_component(bundle_files: MakeFiles, try_out: Try) -> None:
    files = bundle_files(FILES)
    template = files["cloudformation/template.yaml"].decode()
    files["cloudformation/template.yaml"] = re.sub(
        r"VisibilityTimeout: .*", "VisibilityTimeout: 99999", template
    ).encode()
    assert files["cloudformation/template.yaml"].decode() != template
    receipt = try_out(files, None)
    assert receipt.verdict == "failed"
    assert "VisibilityTimeout" in next(one.detail for one in receipt.steps if one.name == "cloudformation")
    assert "jobs" in {one.component for one in receipt.resources if "VisibilityTimeout" in one.evidence}


def test_a_job_that_is_stopped_leaves_nothing_behind(bundle_files: MakeFiles, try_out: Try) -> None:
    stop = threading.Event()
    stop.set()
    receipt = try_out(bundle_files(FILES), None, stop)
    assert [one.name for one in receipt.steps] == ["destroy", "orphans"]
    assert receipt.orphans == ()
