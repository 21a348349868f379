from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.checks.lint import lint_here
from worker.render.cloudformation import render_cloudformation

Deploy = Callable[[Architecture, str], tuple[dict[str, Any], tuple[str, ...]]]
NAMES = ["web", "kept", "events", "guards", "containers"]


@pytest.mark.parametrize("name", NAMES)
def test_the_template_has_no_error_and_no_warning(architectures: dict[str, Architecture], name: str) -> None:
    text = render_cloudformation(architectures[name], load_catalogue())["template.yaml"].decode()
    assert lint_here(text, "us-east-1") == []


@pytest.mark.parametrize("name", NAMES)
def test_the_stack_is_made(architectures: dict[str, Architecture], deploy_stack: Deploy, name: str) -> None:
    stack, _ = deploy_stack(architectures[name], f"2000000000{NAMES.index(name):02}")
    assert (stack["StackStatus"], stack["Failures"]) == ("CREATE_COMPLETE", [])


def test_what_the_emulator_lacks_is_named(architectures: dict[str, Architecture], deploy_stack: Deploy) -> None:
    _, not_emulated = deploy_stack(architectures["containers"], "200000000099")
    assert "AWS::EC2::NatGateway (NetworkNatGateway1) is not emulated" in not_emulated


def test_a_load_balancer_has_an_address(architectures: dict[str, Architecture], deploy_stack: Deploy) -> None:
    stack, _ = deploy_stack(architectures["web"], "200000000098")
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    assert outputs["EntryUrl"].startswith("http://")
