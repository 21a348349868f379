from collections.abc import Callable
from pathlib import Path

import pytest

from stack.servers.ministack import MiniStack
from stack.testing.terraform import Terraform, emulated_provider
from worker.architecture.model import Architecture

pytestmark = pytest.mark.terraform

Write = Callable[[Architecture, str], Path]
SERVICES = [
    *("backup", "cloudwatch", "logs", "cognitoidp", "dynamodb", "ec2", "ecr", "ecs", "efs", "elbv2"),
    *("iam", "kms", "s3", "secretsmanager", "sqs", "sts", "wafv2"),
]


MODULES = {"first": "names", "second": "names", "guards": "guards", "containers": "containers"}
"""Architectures by module: one of them stands twice in the account."""


def test_the_modules_are_valid(
    architectures: dict[str, Architecture],
    terraform_folder: Write,
    terraform_init: Callable[[Path], None],
    terraform: Terraform,
    tmp_path: Path,
) -> None:
    names = ["web", "kept", "events", "guards", "containers"]
    for name in names:
        terraform_folder(architectures[name], name)
    (tmp_path / "main.tf").write_text("\n".join(_module(name) for name in names))
    terraform_init(tmp_path)
    terraform(tmp_path, "validate", "-no-color")
    terraform(tmp_path, "fmt", "-check", "-diff", "-recursive", "-no-color")


def test_modules_are_applied_and_one_of_them_twice_in_one_account(
    architectures: dict[str, Architecture],
    terraform_folder: Write,
    terraform_init: Callable[[Path], None],
    terraform: Terraform,
    tmp_path: Path,
    ministack: MiniStack,
) -> None:
    """In one apply with one provider, whose starts and waits for AWS cost more than all that is made."""
    for module, name in MODULES.items():
        (terraform_folder(architectures[name], module) / "providers.tf").unlink()
    # MiniStack has no Application Auto Scaling.
    variables = {"containers": "  app_autoscaling = false\n"}
    provider = emulated_provider(ministack.url, SERVICES).replace('"000000000000"', '"210000000001"')
    modules = [_module(name, variables.get(name, "")) for name in MODULES]
    (tmp_path / "main.tf").write_text("\n".join([provider, *modules]))
    terraform_init(tmp_path)
    options = ["-auto-approve", "-input=false", "-no-color", "-parallelism=40"]
    try:
        terraform(tmp_path, "apply", *options)
    finally:
        terraform(tmp_path, "destroy", *options)


def _module(name: str, variables: str = "") -> str:
    return f'module "{name}" {{\n  source = "./{name}"\n{variables}}}\n'
