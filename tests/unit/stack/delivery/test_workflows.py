"""What must be true of the workflows of GitHub Actions; zizmor and actionlint look at the rest."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from stack.layout import PROJECT

FOLDER = PROJECT / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.glob("*.yaml"))
PINNED = re.compile(r"@[0-9a-f]{40}$")
DELIVERING = {"deliver-to.yaml", "back.yaml"}


def workflow(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text())
    return loaded


def jobs_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = workflow(name)["jobs"]
    return found


def steps_of(name: str) -> Iterator[dict[str, Any]]:
    for job in jobs_of(name).values():
        yield from job.get("steps", ())


def test_every_workflow_is_known_here() -> None:
    assert NAMES == ["back.yaml", "deliver-to.yaml", "deliver.yaml", "test.yaml"]


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_commit_with_the_version_beside(name: str) -> None:
    uses = [step["uses"] for step in steps_of(name) if "uses" in step]
    assert [one for one in uses if not PINNED.search(one)] == []
    lines = [line for line in (FOLDER / name).read_text().splitlines() if re.search(r"uses: [^.]", line)]
    assert [line for line in lines if not re.search(r"# v\d+\.\d+\.\d+$", line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_has_no_rights_and_each_job_says_its_own(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    for job in jobs_of(name).values():
        delivers = name in DELIVERING or str(job.get("uses", "")).endswith("deliver-to.yaml")
        expected = {"contents": "read", "id-token": "write"} if delivers else {"contents": "read"}
        assert job["permissions"] == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_checkout_leaves_no_credentials_behind(name: str) -> None:
    for step in steps_of(name):
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("name", NAMES)
def test_no_key_of_aws_is_kept(name: str) -> None:
    text = (FOLDER / name).read_text()
    assert "access-key" not in text.lower()
    assert "ACCESS_KEY" not in text
    assert set(re.findall(r"secrets\.(\w+)", text)) <= {"GROUNDPLAN_API_KEY"}


@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_an_expression_becomes_part_of_a_script(name: str) -> None:
    assert [step["run"] for step in steps_of(name) if "${{" in step.get("run", "")] == []


def test_production_comes_after_staging_and_both_after_the_tests() -> None:
    jobs = jobs_of("deliver.yaml")
    assert set(jobs["staging"]["needs"]) == {"test", "build", "image"}
    assert jobs["production"]["needs"] == "staging"
    assert [jobs[name]["with"]["environment"] for name in ("staging", "production")] == ["staging", "production"]


def test_a_job_that_delivers_is_of_an_environment_and_alone_in_it() -> None:
    for name in DELIVERING:
        for job in jobs_of(name).values():
            assert job["environment"] == "${{ inputs.environment }}"
            assert job["concurrency"] == {
                "group": "installation-${{ inputs.environment }}",
                "cancel-in-progress": False,
            }


def test_what_does_not_work_goes_back_by_itself() -> None:
    *_, deliver, trial, back = steps_of("deliver-to.yaml")
    assert (deliver["id"], "deliver --release" in deliver["run"]) == ("deliver", True)
    assert trial["run"] == "sh stack/delivery/try.sh"
    assert back["run"].endswith('stack.delivery back --of "$RELEASE"')
    assert "failure() && steps.deliver.outcome == 'success'" in back["if"]


def test_what_the_roles_may_do_is_what_a_delivery_calls() -> None:
    """Each call of boto3's clients has its action in terraform/delivery, and nothing else is there."""
    policy = (PROJECT / "terraform" / "delivery" / "main.tf").read_text()
    allowed = set(re.findall(r'"((?:s3|cloudfront|lambda|ssm|ecs|ecr|iam|cloudwatch):\w+)"', policy))
    source = "".join(path.read_text() for path in (PROJECT / "stack" / "delivery").glob("*.py"))
    called = {
        "get_alias": "lambda:GetAlias",
        "update_alias": "lambda:UpdateAlias",
        "update_function_code": "lambda:UpdateFunctionCode",
        "invoke": "lambda:InvokeFunction",
        "published_version_active": "lambda:GetFunctionConfiguration",
        "get_metric_data": "cloudwatch:GetMetricData",
        "create_invalidation": "cloudfront:CreateInvalidation",
        "list_objects_v2": "s3:ListBucket",
        "put_object": "s3:PutObject",
        "get_object": "s3:GetObject",
        "copy_object": "s3:GetObjectVersion",
        "delete_object": "s3:DeleteObject",
        "get_parameter": "ssm:GetParameter",
        "send_command": "ssm:SendCommand",
        "get_command_invocation": "ssm:GetCommandInvocation",
        "describe_services": "ecs:DescribeServices",
        "update_service": "ecs:UpdateService",
        "describe_task_definition": "ecs:DescribeTaskDefinition",
        "register_task_definition": "ecs:RegisterTaskDefinition",
        "run_task": "ecs:RunTask",
        "describe_tasks": "ecs:DescribeTasks",
    }
    assert [name for name in called if f"{name}(" not in source and f'"{name}"' not in source] == []
    unsaid = {"iam:PassRole", "lambda:PublishVersion"}  # asked for by RunTask and a registration; by Publish=True
    others = {action for action in allowed if action.startswith("ecr:")} | {"iam:PassedToService"}
    assert allowed - others == set(called.values()) | unsaid
