"""The planner's data files speak only of what the catalogue has."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.options import fault_of
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.load import load_of
from worker.architecture.planner.rules import FAMILIES, family, rules
from worker.architecture.reading import read_requirements
from worker.architecture.reading.vocabulary import load

CATALOGUE = load_catalogue()
NAMES = sorted(path.stem for path in FAMILIES.glob("*.yaml"))


def test_every_link_has_a_connection_file():
    assert [link for link in rules().links if (link.source, link.target) not in CATALOGUE.connections] == []


def test_every_connection_file_can_be_planned_or_is_left_to_people():
    linked = {(link.source, link.target) for link in rules().links}
    edges = {block for pair in CATALOGUE.connections for block in pair} - {block for pair in linked for block in pair}
    assert edges == set()


def test_every_block_has_a_label():
    assert set(CATALOGUE.blocks) <= set(rules().labels)


def test_needs_and_capabilities_name_blocks_that_are_there():
    named = {block for need in rules().needs.values() for block in (*need.out, *need.into, *need.add)}
    named |= {block for blocks in rules().capabilities.values() for block in blocks} | set(rules().needs)
    assert named <= set(CATALOGUE.blocks)


def test_capabilities_are_those_of_the_vocabulary():
    assert set(rules().capabilities) <= set(load("capabilities"))


def sizes():
    for block, options in rules().sizing.items():
        for name, rows in options.items():
            for row in rows:
                yield block, name, row


def test_sizing_sets_options_that_are_there_to_values_that_they_take():
    for block, name, row in sizes():
        option = CATALOGUE.block(block).options[name]
        for value in [row.value] if row.value is not None else row.steps.values():
            assert not fault_of(value, option), (block, name, value)


def test_savings_set_options_that_are_there_to_values_that_they_take():
    for saving in rules().savings:
        for options in saving.set:
            for name, value in options.items():
                assert not fault_of(value, CATALOGUE.block(saving.block).options[name])


@pytest.mark.parametrize("name", NAMES)
def test_families_name_blocks_and_roles_that_are_there(name):
    kind = family(name)
    roles = [role.id for role in kind.roles]
    assert len(roles) == len(set(roles))
    assert {end for edge in kind.edges for end in edge} <= set(roles)
    blocks = {block for role in kind.roles for block in role.blocks}
    blocks |= {block for role in kind.roles for preference in role.prefer for block in preference.blocks}
    assert blocks <= set(CATALOGUE.blocks)


def test_every_condition_can_be_asked():
    requirements = read_requirements("web app")
    facts = Facts.of(requirements, load_of(requirements))
    conditions = [condition for saving in rules().savings for condition in saving.unless]
    conditions += [condition for _, _, row in sizes() for condition in row.when]
    for name in NAMES:
        for role in family(name).roles:
            conditions += [*role.when, *role.unless, *(when for preference in role.prefer for when in preference.when)]
    for condition in conditions:
        facts.any_holds([condition])
        for term in condition.removeprefix("not ").split(" and "):
            if term.startswith("capability:"):
                assert term.removeprefix("capability:") in load("capabilities"), condition
            if term.startswith(("has:", "service:")):
                assert term.partition(":")[2] in CATALOGUE.blocks, condition
