"""Each family is applied with Terraform and made with CloudFormation, in accounts of their own on MiniStack."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stack.servers.ministack import MiniStack
from stack.testing.terraform import Terraform, emulated_provider
from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

CATALOGUE = load_catalogue()
FAMILIES = ["web_application", "http_api", "static_site", "file_processing"]
SERVICES = [
    "apigatewayv2", "backup", "cloudfront", "cloudwatch", "cognitoidp", "dynamodb", "ec2", "ecr", "ecs", "efs",
    "elasticache", "elbv2", "events", "iam", "kms", "lambda", "logs", "rds", "s3", "scheduler", "secretsmanager",
    "sfn", "sns", "sqs", "sts", "wafv2",
]  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_cloudformation_makes_the_family_twice_in_one_account(
    family: str, families: dict[str, Architecture], deploy: Callable[[bytes, str, str], Any]
) -> None:
    body = render_cloudformation(families[family], CATALOGUE)["template.yaml"]
    for name in ("first", "second"):
        stack = deploy(body, f"30000000000{FAMILIES.index(family)}", name)
        assert (stack.status, stack.failures) == ("CREATE_COMPLETE", [])


def test_only_what_the_emulator_lacks_is_left_out(
    families: dict[str, Architecture], deploy: Callable[[bytes, str, str], Any]
) -> None:
    body = render_cloudformation(families["http_api"], CATALOGUE)["template.yaml"]
    assert deploy(body, "300000000009", "whole").not_emulated == ()


@pytest.mark.terraform
def test_terraform_applies_and_destroys_every_family(
    families: dict[str, Architecture],
    tmp_path: Path,
    write: Callable[[Mapping[str, bytes], Path], None],
    terraform: Terraform,
    terraform_init: Callable[[Path], None],
    ministack: MiniStack,
) -> None:
    """As modules of one root, in an account each: the provider waits for AWS most of the time, and then for all."""
    for number, family in enumerate(FAMILIES):
        folder = tmp_path / family
        write(render_terraform(_without_firewall_log(families[family]), CATALOGUE), folder)
        provider = emulated_provider(ministack.url, SERVICES).replace('"000000000000"', f'"31000000000{number}"')
        (folder / "emulator_override.tf").write_text(provider)
    (tmp_path / "main.tf").write_text("".join(_module(family, tmp_path / family) for family in FAMILIES))
    options = ["-auto-approve", "-input=false", "-no-color", "-parallelism=40"]
    terraform_init(tmp_path)
    terraform(tmp_path, "apply", *options)
    modules = json.loads(terraform(tmp_path, "show", "-json"))["values"]["root_module"]["child_modules"]
    made = {module["address"].removeprefix("module."): module["resources"] for module in modules}
    for family in FAMILIES:
        for component in families[family].components:
            found = any(resource["name"].startswith(component.id) for resource in made[family])
            assert found, f"{component.id} of {family}"
    terraform(tmp_path, "destroy", *options)


def _module(family: str, folder: Path) -> str:
    """MiniStack has no Application Auto Scaling; what is protected could not be destroyed again."""
    names = re.findall(r'variable "(\w+_autoscaling|deletion_protection)"', (folder / "variables.tf").read_text())
    return "\n".join([f'module "{family}" {{', f'  source = "./{family}"', *(f"  {it} = false" for it in names), "}\n"])


def _without_firewall_log(architecture: Architecture) -> Architecture:
    """MiniStack takes no log of a firewall."""
    firewalls = [c for c in architecture.components if c.block == "waf_web_acl"]
    quiet = {c.id: c.model_copy(update={"options": {**c.options, "log_days": 0}}) for c in firewalls}
    return architecture.model_copy(update={"components": tuple(quiet.get(c.id, c) for c in architecture.components)})
