"""The families are applied with Terraform in one account, and made with CloudFormation in one each, on MiniStack."""

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

TAGS = 'provider "aws" {\n  default_tags {\n    tags = { ManagedBy = "terraform" }\n  }\n}\n'
"""Bundles tag all that they make in the same way."""


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
    """As modules of one root, beside each other in one account: each start of a provider is seconds of work.

    The providers' own files stand in test_validate.py.
    """
    for family in FAMILIES:
        files = render_terraform(_without_firewall_log(families[family]), CATALOGUE)
        del files["providers.tf"]
        write(files, tmp_path / family)
    provider = emulated_provider(ministack.url, SERVICES).replace('"000000000000"', '"310000000000"')
    modules = [_module(family, tmp_path / family) for family in FAMILIES]
    (tmp_path / "main.tf").write_text("".join([provider, *modules]))
    (tmp_path / "tags_override.tf").write_text(TAGS)
    options = ["-auto-approve", "-input=false", "-no-color", "-parallelism=40"]
    terraform_init(tmp_path)
    terraform(tmp_path, "apply", *options)
    shown = json.loads(terraform(tmp_path, "show", "-json"))["values"]["root_module"]["child_modules"]
    made = {module["address"].removeprefix("module."): module["resources"] for module in shown}
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
