"""What only AWS itself would refuse: actions that do not exist, names too long, ways out that are missing."""

import json
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from importlib import resources
from typing import Any

import pytest

from worker.architecture.catalogue import HERE, load_catalogue
from worker.architecture.model import Architecture

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]
Module = Callable[[Architecture], str]

EXPERIMENT_ACTION = "aws:"
"""Actions of fault injection are no actions of IAM, and begin with this."""


@pytest.fixture(scope="module")
def known_actions() -> dict[str, list[str]]:
    """Service → its IAM actions in lower case, as cfn-lint ships them."""
    text = (resources.files("cfnlint.data.AdditionalSpecs") / "Policies.json").read_text()
    return {name.lower(): [action.lower() for action in one["Actions"]] for name, one in json.loads(text).items()}


def _granted() -> Iterator[tuple[str, str]]:
    """Where an action stands, and the action."""
    catalogue = load_catalogue()
    for (source, target), kind in catalogue.connections.items():
        for grant in kind.iam:
            yield from ((f"{source}-{target}", action) for action in grant.actions)
        for entry in kind.slots:
            yield from ((f"{source}-{target}", action) for action in _actions_in(entry.value))
    for name, block in catalogue.blocks.items():
        for role in block.roles.values():
            yield from ((name, action) for statement in role.own for action in statement.actions)


def _actions_in(value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key in ("Action", "NotAction"):
            yield from inner if isinstance(inner, list) else [inner]
        yield from _actions_in(inner)


def test_every_action_exists_in_iam(known_actions: dict[str, list[str]]) -> None:
    unknown = set()
    for place, action in _granted():
        service, _, name = action.lower().partition(":")
        if action.startswith(EXPERIMENT_ACTION) or "$" in action:
            continue
        if not any(fnmatch(known, name) for known in known_actions.get(service, [])):
            unknown.add((place, action))
    assert unknown == set()


def test_a_password_is_taken_from_the_secret_that_keeps_it() -> None:
    """One that is drawn anew at each plan differs from the secret where the first deployment was broken off."""
    strays = [
        path.parent.name
        for path in sorted((HERE / "blocks").glob("*/main.tf.j2"))
        for resource in re.split(r"(?m)^(?=resource )", path.read_text())
        if ".random_password" in resource.partition("\n}")[0] and "aws_secretsmanager_secret_version" not in resource
    ]
    assert strays == []


@pytest.mark.parametrize("block", ["application_load_balancer", "network_load_balancer"])
def test_no_load_balancer_has_a_name_that_aws_keeps_for_its_own(block: str, architecture: Make, module: Module) -> None:
    made = architecture({"internal_entry": block, "app": "ecs_service"}, [("internal_entry", "app")])
    assert 'name = "lb-internal-entry-${terraform_data.suffix.output}"' in module(made)


def test_a_guardrail_has_a_short_name(architecture: Make, module: Module) -> None:
    made = architecture({"rules": "bedrock_guardrail"})
    assert 'name = "rules-${terraform_data.suffix.output}"' in module(made)


@pytest.mark.parametrize(
    ("block", "options", "port"),
    [
        ("msk_cluster", {}, 9098),
        ("msk_serverless", {}, 9098),
        ("amazon_mq_broker", {"engine": "RABBITMQ"}, 5671),
        ("amazon_mq_broker", {"engine": "ACTIVEMQ"}, 61617),
    ],
)
def test_lambda_reaches_a_broker_from_the_security_group_of_the_broker(
    block: str, options: dict[str, Any], port: int, architecture: Make, template: Template
) -> None:
    made = architecture({"broker": block, "fn": "lambda_function"}, [("broker", "fn")], {"broker": options})
    ways = template(made)["Resources"]
    assert ways["BrokerSelfIngress"]["Properties"]["FromPort"] == port
    assert ways["BrokerSelfEgress"]["Properties"]["ToPort"] == port
    way_out = ways["BrokerSecurityGroup"]["Properties"]["SecurityGroupEgress"]
    assert [rule["FromPort"] for rule in way_out] == [443], "the pollers call Lambda and STS"


def test_brokers_are_watched_by_the_metrics_of_their_engine(architecture: Make, template: Template) -> None:
    blocks, edges = {"mq": "amazon_mq_broker", "alarm": "cloudwatch_alarm"}, [("alarm", "mq")]
    rabbit = template(architecture(blocks, edges))["Resources"]
    active = template(architecture(blocks, edges, {"mq": {"engine": "ACTIVEMQ"}}))["Resources"]
    assert {"SystemCpuUtilization", "MessageReadyCount"} <= _metrics(rabbit)
    assert {"CpuUtilization", "QueueSize"} <= _metrics(active)


def _metrics(found: dict[str, Any]) -> set[str]:
    return {one["Properties"]["MetricName"] for one in found.values() if one["Type"] == "AWS::CloudWatch::Alarm"}


@pytest.mark.parametrize(
    ("block", "options", "setting"),
    [
        ("rds_instance", {"engine": "postgres"}, "rds.logical_replication"),
        ("rds_instance", {"engine": "mysql", "port": 3306}, "binlog_format"),
        ("aurora_cluster", {}, "rds.logical_replication"),
        ("aurora_serverless", {}, "rds.logical_replication"),
    ],
)
def test_a_database_writes_the_log_that_a_replication_follows(
    block: str, options: dict[str, Any], setting: str, architecture: Make, module: Module, template: Template
) -> None:
    blocks = {"db": block, "copy": "dms_replication", "lake": "s3_bucket"}
    followed = architecture(blocks, [("db", "copy"), ("copy", "lake")], {"db": options})
    assert f'name = "{setting}"' in module(followed)
    assert setting in template(followed)["Resources"]["DbParameterGroup"]["Properties"]["Parameters"]
    assert setting not in module(architecture({"db": block}, [], {"db": options}))


def test_mysql_is_copied_over_tls_once_its_authority_is_known(architecture: Make, module: Module) -> None:
    blocks = {"db": "rds_instance", "copy": "dms_replication", "lake": "s3_bucket"}
    edges = [("db", "copy"), ("copy", "lake")]
    text = module(architecture(blocks, edges, {"db": {"engine": "mysql", "port": 3306}}))
    assert 'ssl_mode = var.copy_ca_certificate == "" ? "none" : "verify-ca"' in text
    assert "ca_certificate" not in module(architecture(blocks, edges))


def test_an_alarm_ends_an_experiment(architecture: Make, module: Module, template: Template) -> None:
    blocks = {"app": "ecs_service", "alarm": "cloudwatch_alarm", "chaos": "fault_injection_experiment"}
    made = architecture(blocks, [("alarm", "app"), ("chaos", "app"), ("alarm", "chaos")])
    assert "value = aws_cloudwatch_composite_alarm.alarm.arn" in module(made)
    stop = template(made)["Resources"]["Chaos"]["Properties"]["StopConditions"]
    assert stop == [{"Source": "aws:cloudwatch:alarm", "Value": {"Fn::GetAtt": ["AlarmAny", "Arn"]}}]


def test_a_firewall_without_denied_ports_has_no_empty_rule_group(
    architecture: Make, module: Module, template: Template
) -> None:
    blocks, edges = {"wall": "network_firewall"}, [("wall", "network")]
    made = architecture(blocks, edges, {"wall": {"denied_ports": []}})
    assert "aws_networkfirewall_rule_group" not in module(made)
    assert "WallRules" not in template(made)["Resources"]
