"""What environments differ in is a variable of the module and a parameter of the template, with what it takes."""

import re

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component
from worker.render import cloudformation_yaml
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

CATALOGUE = load_catalogue()
VARIABLES = [
    (block.name, name)
    for block in CATALOGUE.blocks.values()
    for name, option in block.options.items()
    if option.variable
]


def design(environment: str = "production", **options: int) -> Architecture:
    function = Component(id="work", block="lambda_function", name="Work", options=dict(options))
    return Architecture(title="T", project="shop", environment=environment, components=(function,))


def terraform(architecture: Architecture) -> dict[str, str]:
    files = render_terraform(architecture, CATALOGUE)
    return {name: " ".join(text.decode().split()) for name, text in files.items() if not name.endswith(".zip")}


def test_the_resource_names_the_variable_and_the_variable_has_the_value() -> None:
    files = terraform(design(memory_mb=1024))
    assert "memory_size = var.work_memory_mb" in files["compute.tf"]
    assert 'variable "work_memory_mb"' in files["variables.tf"]
    assert "default = 1024" in files["variables.tf"]
    assert "var.work_memory_mb >= 128 && var.work_memory_mb <= 10240" in files["variables.tf"]


def test_the_template_refers_to_a_parameter_with_the_same_limits() -> None:
    template = cloudformation_yaml.load(
        render_cloudformation(design(memory_mb=1024), CATALOGUE)["template.yaml"].decode()
    )
    assert template["Resources"]["Work"]["Properties"]["MemorySize"] == {"Ref": "WorkMemoryMb"}
    parameter = template["Parameters"]["WorkMemoryMb"]
    assert (parameter["Default"], parameter["MinValue"], parameter["MaxValue"]) == (1024, 128, 10240)
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    assert {"Label": {"default": "Work"}, "Parameters": ["WorkMemoryMb"]} in groups


def test_every_parameter_is_in_one_group() -> None:
    template = cloudformation_yaml.load(render_cloudformation(design(), CATALOGUE)["template.yaml"].decode())
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    grouped = [name for group in groups for name in group["Parameters"]]
    assert sorted(grouped) == sorted(template["Parameters"])


def test_each_environment_has_a_file_of_values() -> None:
    files = terraform(design("demo"))
    for name in ("development", "staging", "production", "demo"):
        assert f'environment = "{name}"' in files[f"environments/{name}.tfvars"]


def test_the_backend_is_an_example_that_terraform_does_not_read() -> None:
    assert "use_lockfile = true" in terraform(design())["backend.tf.example"]


@pytest.mark.parametrize(("block", "option"), VARIABLES)
def test_templates_print_a_variable_and_decide_nothing_by_it(block: str, option: str) -> None:
    folder = CATALOGUE.folder / "blocks" / block
    for name in ("main.tf.j2", "template.yaml.j2"):
        text = (folder / name).read_text()
        decided = [line for line in re.findall(r"\{%.*?%\}", text) if re.search(rf"options\.{option}\b", line)]
        assert decided == [], name
        assert not re.search(rf'"\{{\{{ *options\.{option} *\}}\}}"', text), "a reference in quotes is text"
