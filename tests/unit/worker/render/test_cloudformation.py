"""The CloudFormation template as a whole. cfn-lint and deployment are in tests/integration/worker/render."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.options import DYNAMIC_REFERENCE
from worker.render.cloudformation import render_cloudformation

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def test_the_same_architecture_makes_the_same_bytes(make: Make, catalogue: Catalogue) -> None:
    assert render_cloudformation(make(), catalogue) == render_cloudformation(make(), catalogue)


@given(name=names.filter(lambda text: text.strip() and DYNAMIC_REFERENCE not in text))
def test_any_label_stays_text(name: str, make: Make, stack_template: Template) -> None:
    template = stack_template(make("orders", "", name=name))
    assert template["Resources"]["Orders"]["Properties"]["Description"] == " ".join(name.split())


@given(name=names.filter(str.strip))
def test_any_label_stays_text_inside_a_substitution(name: str, stack_template: Template) -> None:
    architecture = Architecture.model_validate(
        {
            "title": "T",
            "project": "shop",
            "components": [{"id": "flow", "block": "step_functions_state_machine", "name": name}],
        }
    )
    definition = stack_template(architecture)["Resources"]["Flow"]["Properties"]["DefinitionString"]
    assert json.loads(definition)["Comment"] == " ".join(name.split())


def test_parameters_are_only_those_that_are_used(make: Make, stack_template: Template) -> None:
    assert set(stack_template(make("orders", ""))["Parameters"]) == {"Project", "OrdersMemoryMb"}
    assert set(stack_template(make("api orders", "api>orders"))["Parameters"]) == {
        "Project",
        "Environment",
        "OrdersMemoryMb",
    }


def test_a_bucket_and_the_function_it_notifies_do_not_wait_for_each_other(make: Make, stack_template: Template) -> None:
    resources = stack_template(make())["Resources"]
    assert resources["Uploads"]["DependsOn"] == ["UploadsToWorkerPermission"]
    assert "'Ref': 'Uploads'" not in repr(resources["Worker"])


def test_data_survives_the_stack(make: Make, stack_template: Template) -> None:
    resources = stack_template(make())["Resources"]
    for name in ("Table", "Uploads", "Site", "JobsDeadLetters"):
        assert resources[name]["DeletionPolicy"] == resources[name]["UpdateReplacePolicy"] == "Retain"


def test_source_is_in_the_template(make: Make, stack_template: Template) -> None:
    code = stack_template(make())["Resources"]["Worker"]["Properties"]["Code"]["ZipFile"]
    assert "def handler(event, context):" in code
