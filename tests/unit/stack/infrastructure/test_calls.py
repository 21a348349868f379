"""Each part's role is given what its code calls, and nothing that it does not."""

import re
from functools import cache
from typing import Any

import hcl2
import pytest

from stack.infrastructure.calls import CLIENTS, ENTRIES, actions_of, makers_of_clients
from stack.layout import PROJECT

STATEMENTS = PROJECT / "terraform" / "modules" / "identity" / "statements.tf"
ACTION = re.compile(r"\b[a-z0-9]+:[A-Z][A-Za-z]+")
NAMED = re.compile(r"local\.([a-z_]+)")

SETTINGS = {"ssm:GetParametersByPath", "kms:Decrypt"}
"""jobs/parameter_store.py, in every part."""
OF_SERVICES = {
    "web": SETTINGS,
    "chores": SETTINGS,
    "migrate": SETTINGS | {"secretsmanager:GetSecretValue"},
    "worker": SETTINGS
    | {"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}  # Lambda takes the messages
    | {"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"}
    | {"ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"}
    | {"ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"}
    | {"bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"},
}
"""What AWS's own services do with the part's role, and what is called outside of CLIENTS."""


@cache
def named() -> dict[str, Any]:
    with STATEMENTS.open(encoding="utf-8") as file:
        found: dict[str, Any] = hcl2.load(file)["locals"][0]
    return found


def given(expression: str) -> set[str]:
    """The actions in an expression, and in the locals that it names."""
    within = set(ACTION.findall(expression))
    return within.union(*(given(str(named()[name])) for name in NAMED.findall(expression) if name != "settings"))


@pytest.mark.parametrize("part", ENTRIES)
def test_a_part_is_given_what_its_code_calls(part: str) -> None:
    allowed = given(named()["parts"][part])
    missing = {action: sorted(by) for action, by in actions_of(part).items() if action not in allowed}
    assert missing == {}, f"its role is denied these: add them to {STATEMENTS.name}"


@pytest.mark.parametrize("part", ENTRIES)
def test_a_part_is_given_nothing_that_nobody_calls(part: str) -> None:
    assert given(named()["parts"][part]) - set(actions_of(part)) - OF_SERVICES[part] == set()


def test_what_a_part_does_is_found_in_its_code() -> None:
    """Else the two above would agree on nothing."""
    assert {"s3:GetObject", "sqs:SendMessage", "sqs:ReceiveMessage"} <= set(actions_of("web"))
    assert {"ses:SendEmail", "s3:DeleteObjectVersion", "s3:ListBucketMultipartUploads"} <= set(actions_of("chores"))
    assert {"s3:PutObject", "sqs:ChangeMessageVisibility", "sqs:SendMessage"} <= set(actions_of("worker"))
    assert not {"s3:DeleteObject", "ses:SendEmail"} & set(actions_of("web"))
    assert actions_of("migrate") == {}


def test_nobody_else_talks_to_aws() -> None:
    """A client that is made elsewhere would call what no statement was held against."""
    elsewhere = {
        "jobs.aws",  # where they are made
        "jobs.parameter_store",  # SETTINGS, and the owner's password
        "jobs.provision",  # where AWS is emulated
        "worker.agents.model_providers",  # Bedrock
        "worker.prices.price_list",  # an operator's, at a terminal
        "worker.trial.account",  # the trial's emulator
    }
    assert makers_of_clients() == set(CLIENTS) | elsewhere
