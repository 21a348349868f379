"""terraform/ is formatted, valid, and makes what it says on an emulated account."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import boto3
import pytest

from stack.layout import PROJECT
from stack.testing.terraform import Terraform, emulated_provider

SERVICES = ["cloudwatch", "cloudwatchlogs", "iam", "lambda", "s3", "sqs", "sts"]


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECT / "terraform", tmp_path / "terraform", ignore=shutil.ignore_patterns(".terraform*"))


@pytest.mark.terraform
def test_the_configuration_is_formatted(terraform: Terraform) -> None:
    terraform(PROJECT / "terraform", "fmt", "-check", "-recursive", "-diff")


@pytest.mark.terraform
def test_the_configuration_is_valid(
    configuration: Path, terraform: Terraform, terraform_init: Callable[[Path], None]
) -> None:
    terraform_init(configuration)
    assert json.loads(terraform(configuration, "validate", "-json"))["valid"]


@pytest.mark.terraform
def test_it_applies_and_the_worker_may_do_only_what_it_needs(
    configuration: Path,
    terraform: Terraform,
    terraform_init: Callable[[Path], None],
    aws_endpoint: str,
) -> None:
    package = configuration / "worker.zip"
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr("start.py", "def handler(event, context):\n    return {'batchItemFailures': []}\n")
    (configuration / "emulator_override.tf").write_text(emulated_provider(aws_endpoint, SERVICES))
    variables = {
        "region": "us-east-1",
        "environment": "trial",
        "worker_package": str(package),
        "worker_settings": {"DATABASE_URL": "postgresql://127.0.0.1/groundplan", "REDIS_URL": "redis://127.0.0.1/0"},
    }
    (configuration / "terraform.tfvars.json").write_text(json.dumps(variables))
    terraform_init(configuration)
    terraform(configuration, "apply", "-auto-approve", "-input=false", "-no-color")
    outputs = json.loads(terraform(configuration, "output", "-json"))
    _check_role(outputs["worker_role_arn"]["value"].rpartition("/")[2])
    _check_mapping(outputs["worker_function_name"]["value"])
    _check_bucket(outputs["artifacts_bucket"]["value"])


def _check_role(role: str) -> None:
    document = boto3.client("iam").get_role_policy(RoleName=role, PolicyName="worker")["PolicyDocument"]
    statements = document["Statement"]
    allowed = {
        action for statement in statements if statement["Effect"] == "Allow" for action in _listed(statement["Action"])
    }
    denied = [statement for statement in statements if statement["Effect"] == "Deny"]
    assert [set(statement["NotAction"]) for statement in denied] == [allowed]
    assert not [action for action in allowed if "*" in action]


def _listed(actions: str | list[str]) -> list[str]:
    return [actions] if isinstance(actions, str) else actions


def _check_mapping(function: str) -> None:
    mappings = boto3.client("lambda").list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
    assert [mapping["FunctionResponseTypes"] for mapping in mappings] == [["ReportBatchItemFailures"]]
    assert mappings[0]["ScalingConfig"]["MaximumConcurrency"] == 20


def _check_bucket(bucket: str) -> None:
    s3 = boto3.client("s3")
    assert all(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values())
    assert s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"][0]["Expiration"]["Days"] == 90
