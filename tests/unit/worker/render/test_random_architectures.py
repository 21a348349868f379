"""Whatever the catalogue allows is rendered whole: no component left out, no edge without wiring."""

import json
import re
from collections.abc import Mapping
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stack.testing.architectures import architectures, covering
from worker.architecture.catalogue import load_catalogue
from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture
from worker.architecture.naming import logical_id
from worker.architecture.validation import validate
from worker.checks.context import Context
from worker.checks.rules.every_component_is_rendered import EveryComponentIsRendered
from worker.checks.rules.every_connection_is_wired import EveryConnectionIsWired
from worker.checks.rules.terraform_parses import TerraformParses
from worker.checks.run import run_check
from worker.render import cloudformation_yaml
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

CATALOGUE = load_catalogue()
EDGES = 3  # a design is rendered once for each of its edges: many small ones are quicker than few large ones
WHOLE = [EveryComponentIsRendered(), EveryConnectionIsWired(), TerraformParses()]


def terraform(architecture: Architecture) -> str:
    files = render_terraform(architecture, CATALOGUE)
    text = "\n".join(content.decode() for name, content in files.items() if name.endswith(".tf"))
    return re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)


def template(architecture: Architecture) -> dict[str, dict[str, object]]:
    return loaded(render_cloudformation(architecture, CATALOGUE))


def loaded(stack: Mapping[str, bytes]) -> dict[str, dict[str, object]]:
    return dict(cloudformation_yaml.load(stack["template.yaml"].decode()))


@cache
def every_edge() -> list[tuple[Architecture, str, Mapping[str, bytes]]]:
    """Designs in which each kind of connection occurs, in both languages."""
    designs = covering(CATALOGUE, most=EDGES)
    return [(design, terraform(design), render_cloudformation(design, CATALOGUE)) for design in designs]


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(architectures(CATALOGUE))
def test_two_hundred_architectures_lose_no_component_and_no_edge(architecture: Architecture) -> None:
    validate(architecture, CATALOGUE)
    files = {f"terraform/{name}": text for name, text in render_terraform(architecture, CATALOGUE).items()}
    files["cloudformation/template.yaml"] = render_cloudformation(architecture, CATALOGUE)["template.yaml"]
    context = Context(architecture, CATALOGUE, files, None)
    assert [result.findings for check in WHOLE if (result := run_check(check, context)).status != "passed"] == []


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(architectures(CATALOGUE))
def test_no_component_is_left_out(architecture: Architecture) -> None:
    hcl, resources = terraform(architecture), template(architecture)["Resources"]
    for component in architecture.components:
        if CATALOGUE.block(component.block).resources["terraform"]:
            assert re.search(rf'^resource "\w+" "{component.id}\w*" {{', hcl, re.MULTILINE), component.id
        if CATALOGUE.block(component.block).resources["cloudformation"]:
            assert any(name.startswith(logical_id(component.id)) for name in resources), component.id


def test_no_edge_is_without_wiring() -> None:
    for architecture, whole, stack in every_edge():
        for connection in architecture.connections:
            rest = tuple(c for c in architecture.connections if c != connection)
            without = architecture.model_copy(update={"connections": rest})
            if not _valid(without):
                continue  # the component cannot even be without this edge
            assert terraform(without) != whole, connection.id
            assert render_cloudformation(without, CATALOGUE) != stack, connection.id


def test_what_a_connection_file_says_is_in_both_languages() -> None:
    for architecture, hcl, files in every_edge():
        stack = json.dumps(loaded(files))
        for connection in architecture.connections:
            ends = (architecture.component(connection.source).block, architecture.component(connection.target).block)
            kind = CATALOGUE.connection(*ends)
            for action in (action for grant in kind.iam if not grant.when for action in grant.actions):
                assert f'"{action}"' in hcl, (connection.id, action)
                assert f'"{action}"' in stack, (connection.id, action)
            for port in (port for port in kind.ports if not port.when):
                assert hcl.count(f'_rule" "{connection.id}_') >= 2, (connection.id, port)
                assert stack.count(f'"{logical_id(connection.id)}') >= 2, (connection.id, port)


def _valid(architecture: Architecture) -> bool:
    try:
        validate(architecture, CATALOGUE)
    except InvalidArchitecture:
        return False
    return True


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(architectures(CATALOGUE), st.data())
def test_the_order_of_components_changes_nothing_but_the_order(architecture: Architecture, data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(architecture.components))
    other = architecture.model_copy(update={"components": tuple(mixed)})
    assert template(other)["Resources"] == template(architecture)["Resources"]
