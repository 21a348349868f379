from collections.abc import Callable
from pathlib import Path

import pytest

from stack.servers.ministack import MiniStack
from stack.testing.terraform import Terraform, emulated_provider
from worker.architecture.model import Architecture

pytestmark = pytest.mark.terraform

Write = Callable[[Architecture], Path]
SERVICES = [
    *("backup", "cloudwatch", "logs", "cognitoidp", "dynamodb", "ec2", "ecr", "ecs", "efs", "elbv2"),
    *("iam", "kms", "s3", "secretsmanager", "sqs", "sts", "wafv2"),
]


@pytest.mark.parametrize("name", ["web", "kept", "events", "guards", "containers"])
def test_the_module_is_valid(
    architectures: dict[str, Architecture],
    terraform_folder: Write,
    terraform_init: Callable[[Path], None],
    terraform: Terraform,
    name: str,
) -> None:
    folder = terraform_folder(architectures[name])
    terraform_init(folder)
    terraform(folder, "validate", "-no-color")
    terraform(folder, "fmt", "-check", "-diff", "-no-color")


@pytest.fixture
def applied(
    terraform_folder: Write, terraform_init: Callable[[Path], None], terraform: Terraform, ministack: MiniStack
) -> Callable[..., None]:
    """Apply the module `times` times beside each other in one account, then destroy them all."""

    def apply(architecture: Architecture, account: str, *variables: str, times: int = 1) -> None:
        folder = terraform_folder(architecture)
        provider = emulated_provider(ministack.url, SERVICES).replace('"000000000000"', f'"{account}"')
        (folder / "emulator_override.tf").write_text(provider)
        terraform_init(folder)
        options = ["-auto-approve", "-input=false", "-no-color", "-parallelism=20", *variables]
        states = [f"-state={number}.tfstate" for number in range(times)]
        try:
            for state in states:
                terraform(folder, "apply", state, *options)
        finally:
            for state in states:
                terraform(folder, "destroy", state, *options)

    return apply


def test_a_module_is_applied_twice_in_one_account(
    architectures: dict[str, Architecture], applied: Callable[..., None]
) -> None:
    applied(architectures["names"], "210000000001", times=2)


def test_what_a_key_encrypts_and_a_plan_backs_up_is_applied(
    architectures: dict[str, Architecture], applied: Callable[..., None]
) -> None:
    applied(architectures["guards"], "210000000003")


def test_containers_in_a_network_are_applied(
    architectures: dict[str, Architecture], applied: Callable[..., None]
) -> None:
    # MiniStack has no Application Auto Scaling.
    applied(architectures["containers"], "210000000002", "-var=app_autoscaling=false")
