"""terraform/ is formatted, valid, and makes what it says on an emulated account."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from stack.layout import PROJECT
from stack.testing.terraform import Terraform, emulated_provider
from worker.trial.account import Account, Credentials, new_accounts
from worker.trial.emulator_process import find_emulator, own_emulator

SERVICES = ["cloudwatch", "cloudwatchlogs", "iam", "lambda", "s3", "sqs", "sts"]

BEDROCK_MODEL = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0"
DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"}
CHANGES: dict[str, Callable[[Account], Any]] = {
    "create": lambda one: one.client("cloudformation").create_stack(StackName="s", TemplateBody='{"Resources": {}}'),
    "update": lambda one: one.client("cloudformation").update_stack(StackName="s", TemplateBody='{"Resources": {}}'),
    "delete": lambda one: one.client("cloudformation").delete_stack(StackName="s"),
    "create a bucket": lambda one: one.client("s3").create_bucket(Bucket="somebodys-bucket"),
    "put": lambda one: one.client("s3").put_object(Bucket="somebodys-bucket", Key="k", Body=b"x"),
    "put a policy": lambda one: one.client("iam").put_role_policy(
        RoleName="worker", PolicyName="p", PolicyDocument=_policy({"Effect": "Allow", "Action": "*", "Resource": "*"})
    ),
    "run": lambda one: one.client("ecs").run_task(taskDefinition="t"),
    "invoke": lambda one: one.client("lambda").invoke(FunctionName="f"),
    "change a model": lambda one: one.client("bedrock").delete_custom_model(modelIdentifier="m"),
    "delete a table": lambda one: one.client("dynamodb").delete_table(TableName="t"),
}
"""What an MCP server that got hold of the worker's role might be made to do."""


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
        "worker_bedrock_models": [BEDROCK_MODEL],
        "worker_settings": {"DATABASE_URL": "postgresql://127.0.0.1/groundplan", "REDIS_URL": "redis://127.0.0.1/0"},
    }
    (configuration / "terraform.tfvars.json").write_text(json.dumps(variables))
    terraform_init(configuration)
    terraform(configuration, "apply", "-auto-approve", "-input=false", "-no-color")
    outputs = json.loads(terraform(configuration, "output", "-json"))
    document = _role_policy(outputs["worker_role_arn"]["value"].rpartition("/")[2])
    _check_role(document)
    _check_enforced(document)
    _check_mapping(outputs["worker_function_name"]["value"])
    _check_bucket(outputs["artifacts_bucket"]["value"])


def _role_policy(role: str) -> dict[str, Any]:
    document: dict[str, Any] = boto3.client("iam").get_role_policy(RoleName=role, PolicyName="worker")["PolicyDocument"]
    return document


def _check_enforced(document: dict[str, Any]) -> None:
    """IAM alone: on an emulator that enforces it, a session of the role changes nothing, whatever is called."""
    program = find_emulator(os.environ)
    if program is None:
        pytest.skip("IAM is enforced by MiniStack alone, which is not installed: `make ministack`")
    with own_emulator(program, "us-east-1") as emulator:
        (account,) = new_accounts(emulator, "us-east-1", 1)
        iam = account.client("iam")
        trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=_policy(trust))["Role"]["Arn"]
        iam.put_role_policy(RoleName="worker", PolicyName="worker", PolicyDocument=json.dumps(document))
        keys = account.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        session = account.as_role(Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]))
        account.client("s3").create_bucket(Bucket="somebodys-bucket")
        permitted = [name for name, call in CHANGES.items() if _error_of(call, session) not in DENIED]
        assert permitted == []
        by_the_owner = [name for name, call in CHANGES.items() if _error_of(call, account) in DENIED]
        assert by_the_owner == []


def _policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def _error_of(call: Callable[[Account], Any], account: Account) -> str:
    try:
        call(account)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return ""


def _check_role(document: dict[str, Any]) -> None:
    statements = document["Statement"]
    allowed = {
        action for statement in statements if statement["Effect"] == "Allow" for action in _listed(statement["Action"])
    }
    denied = [statement for statement in statements if statement["Effect"] == "Deny"]
    assert [set(statement["NotAction"]) for statement in denied] == [allowed]
    assert not [action for action in allowed if "*" in action]
    models = [statement for statement in statements if statement.get("Sid") == "AskModels"]
    assert [statement["Resource"] for statement in models] == [BEDROCK_MODEL]


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
