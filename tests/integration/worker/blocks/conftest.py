"""Small architectures of networks, containers, databases and guards, rendered and tried on MiniStack."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from stack.servers.ministack import MiniStack
from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.validation import validate
from worker.render import cloudformation_yaml
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform
from worker.trial.emulated_template import fit_to_emulator, unrecognized_types

WEB = {
    "network": "vpc",
    "entry": "application_load_balancer",
    "app": "ecs_service",
    "database": "rds_instance",
    "cache": "elasticache_redis",
    "files": "efs_file_system",
    "images": "ecr_repository",
    "secret": "secrets_manager_secret",
    "users": "cognito_user_pool",
    "firewall": "waf_web_acl",
    "logs": "s3_bucket",
    "alarm": "cloudwatch_alarm",
    "board": "cloudwatch_dashboard",
}
WATCHED = ("app", "entry", "database", "cache", "files")
WEB_EDGES = [
    *[("app", target) for target in ("database", "cache", "files", "secret", "users")],
    *[("entry", "app"), ("entry", "logs"), ("images", "app"), ("firewall", "entry"), ("firewall", "users")],
    *[(watcher, target) for watcher in ("alarm", "board") for target in WATCHED],
]

KEPT = {
    "network": "vpc",
    "function": "lambda_function",
    "database": "aurora_serverless",
    "mysql": "rds_instance",
    "files": "efs_file_system",
    "cache": "elasticache_redis",
    "secret": "secrets_manager_secret",
    "images": "ecr_repository",
    "table": "dynamodb_table",
    "bucket": "s3_bucket",
    "queue": "sqs_queue",
    "topic": "sns_topic",
    "key": "kms_key",
    "backups": "backup_plan",
}
KEPT_OPTIONS: dict[str, dict[str, Any]] = {
    "network": {"availability_zones": 3, "nat_gateways": "per_az", "interface_endpoints": ["logs", "secretsmanager"]},
    "mysql": {"engine": "mysql", "port": 3306, "instance_class": "db.t4g.micro", "multi_az": False},
    "cache": {"engine": "redis", "nodes": 1},
}
KEPT_EDGES = [
    *[("key", name) for name in KEPT if name not in ("network", "key")],
    *[("backups", name) for name in ("database", "mysql", "files", "table", "bucket")],
    *[("function", name) for name in ("database", "mysql", "files", "cache", "secret", "key")],
]

EVENTS = {
    "network": "vpc",
    "cdn": "cloudfront_distribution",
    "firewall": "waf_web_acl",
    "entry": "application_load_balancer",
    "app": "ecs_service",
    "worker": "ecs_service",
    "hook": "lambda_function",
    "rule": "eventbridge_rule",
    "clock": "eventbridge_schedule",
    "flow": "step_functions_state_machine",
    "api": "http_api",
    "users": "cognito_user_pool",
    "table": "dynamodb_table",
    "bucket": "s3_bucket",
    "queue": "sqs_queue",
    "topic": "sns_topic",
    "bus": "eventbridge_bus",
}
EVENTS_EDGES = [
    *[("app", target) for target in ("table", "bucket", "queue", "topic", "bus", "flow", "hook")],
    *[("cdn", "entry"), ("firewall", "cdn"), ("entry", "app"), ("entry", "hook"), ("api", "hook"), ("api", "users")],
    *[("queue", "worker"), ("rule", "worker"), ("clock", "worker"), ("flow", "worker")],
    ("app", "worker"),
    ("worker", "app"),
]

GUARDS = {
    "users": "cognito_user_pool",
    "firewall": "waf_web_acl",
    "key": "kms_key",
    "secret": "secrets_manager_secret",
    "images": "ecr_repository",
    "backups": "backup_plan",
    "table": "dynamodb_table",
}
GUARDS_EDGES = [("key", "secret"), ("key", "images"), ("key", "backups"), ("backups", "table"), ("firewall", "users")]

NAMES = {name: GUARDS[name] for name in ("users", "firewall", "secret", "images")}

QUIET: dict[str, dict[str, Any]] = {"firewall": {"log_days": 0}}
"""MiniStack takes no log of a firewall."""

CONTAINERS = {"network": "vpc", "app": "ecs_service", "files": "efs_file_system"}

IN_NETWORK = {"public_subnets", "private_subnets", "data_subnets"}

Deploy = Callable[[Architecture, str], tuple[dict[str, Any], tuple[str, ...]]]


def _architecture(
    blocks: dict[str, str],
    edges: list[tuple[str, str]],
    options: dict[str, dict[str, Any]] | None = None,
    environment: str = "production",
    inside: tuple[str, ...] = (),
) -> Architecture:
    catalogue = load_catalogue()
    components = tuple(
        Component(
            id=name,
            block=block,
            name=name.title(),
            network="network" if catalogue.block(block).placement in IN_NETWORK or name in inside else None,
            options=(options or {}).get(name, {}),
        )
        for name, block in blocks.items()
    )
    made = Architecture(
        title="Try it",
        project="shop",
        environment=environment,
        components=components,
        connections=tuple(Connection(source=source, target=target) for source, target in edges),
    )
    validate(made, catalogue)
    return made


@pytest.fixture(scope="session")
def architectures() -> dict[str, Architecture]:
    return {
        "web": _architecture(WEB, WEB_EDGES),
        "kept": _architecture(KEPT, KEPT_EDGES, KEPT_OPTIONS, inside=("function",)),
        "events": _architecture(EVENTS, EVENTS_EDGES),
        "guards": _architecture(GUARDS, GUARDS_EDGES, QUIET, environment="test"),
        "names": _architecture(NAMES, [("firewall", "users")], QUIET, environment="test"),
        "containers": _architecture(CONTAINERS, [("app", "files")], environment="test"),
    }


@pytest.fixture
def terraform_folder(tmp_path: Path) -> Callable[[Architecture, str], Path]:
    """The rendered module on disk, in a folder of the name under `tmp_path`."""

    def write(architecture: Architecture, name: str) -> Path:
        folder = tmp_path / name
        for file, content in render_terraform(architecture, load_catalogue()).items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder

    return write


@pytest.fixture
def deploy_stack(ministack: MiniStack) -> Deploy:
    """Create the stack in an account of its own, delete it again; its description, and what was not emulated."""

    def deploy(architecture: Architecture, account: str) -> tuple[dict[str, Any], tuple[str, ...]]:
        where = {
            "endpoint_url": ministack.url,
            "region_name": "us-east-1",
            "aws_access_key_id": account,
            "aws_secret_access_key": "local",
        }
        client, s3 = boto3.client("cloudformation", **where), boto3.client("s3", **where)
        text = render_cloudformation(architecture, load_catalogue())["template.yaml"].decode()
        bucket = f"templates-{account}"
        s3.create_bucket(Bucket=bucket)

        def upload(body: str) -> str:
            s3.put_object(Bucket=bucket, Key="template.yaml", Body=body.encode())
            return f"{ministack.url}/{bucket}/template.yaml"

        try:
            client.validate_template(TemplateURL=upload(text))
            missing: set[str] = set()
        except ClientError as error:
            missing = unrecognized_types(str(error))
        fitted = fit_to_emulator(cloudformation_yaml.load(text), missing)
        protected = "DeletionProtection" in fitted.template.get("Parameters", {})
        client.create_stack(
            StackName="tried",
            TemplateURL=upload(cloudformation_yaml.dump(fitted.template)),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": "DeletionProtection", "ParameterValue": "false"}] if protected else [],
        )
        try:
            client.get_waiter("stack_create_complete").wait(
                StackName="tried", WaiterConfig={"Delay": 1, "MaxAttempts": 60}
            )
        finally:
            stack = client.describe_stacks(StackName="tried")["Stacks"][0]
            events = client.describe_stack_events(StackName="tried")["StackEvents"]
            stack["Failures"] = [
                (event["LogicalResourceId"], event.get("ResourceStatusReason"))
                for event in events
                if event["ResourceStatus"].endswith("FAILED")
            ]
        client.delete_stack(StackName="tried")
        return stack, fitted.not_emulated

    return deploy
