"""The planner's data files speak only of what the catalogue has."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.options import fault_of
from worker.architecture.planner.facts import Facts, terms_of
from worker.architecture.planner.load import load_of
from worker.architecture.planner.rules import FAMILIES, family, rules
from worker.architecture.reading import read_requirements
from worker.architecture.reading.vocabulary import load

CATALOGUE = load_catalogue()
RULES = rules(CATALOGUE)
PLANNINGS = {name: block.planning for name, block in CATALOGUE.blocks.items()}
NAMES = sorted(path.stem for path in FAMILIES.glob("*.yaml"))


def test_every_connection_file_can_be_planned_or_is_left_to_people():
    linked = {(link.source, link.target) for link in RULES.links}
    edges = {block for pair in CATALOGUE.connections for block in pair} - {block for pair in linked for block in pair}
    assert edges == set()


def test_needs_name_blocks_that_are_there():
    needs = [planning.needs for planning in PLANNINGS.values() if planning.needs]
    assert {block for need in needs for block in (*need.out, *need.into, *need.add)} <= set(CATALOGUE.blocks)


def test_a_need_can_be_met_by_each_block_that_it_names():
    for name, planning in PLANNINGS.items():
        for other in planning.needs.out if planning.needs else []:
            assert (name, other) in CATALOGUE.connections, (name, other)
        for other in planning.needs.into if planning.needs else []:
            assert (other, name) in CATALOGUE.connections, (other, name)


def test_capabilities_are_those_of_the_vocabulary():
    assert set(RULES.capabilities) <= set(load("capabilities"))


def sizes():
    for block, planning in PLANNINGS.items():
        for name, rows in planning.sizing.items():
            for row in rows:
                yield block, name, row


def test_sizing_sets_options_that_are_there_to_values_that_they_take():
    for block, name, row in sizes():
        option = CATALOGUE.block(block).options[name]
        for value in [row.value] if row.value is not None else row.steps.values():
            assert not fault_of(value, option), (block, name, value)


def test_savings_set_options_that_are_there_to_values_that_they_take():
    for block, saving in RULES.savings:
        for options in saving.set:
            for name, value in options.items():
                assert not fault_of(value, CATALOGUE.block(block).options[name])


@pytest.mark.parametrize("name", NAMES)
def test_families_name_blocks_and_roles_that_are_there(name):
    kind = family(name)
    roles = [role.id for role in kind.roles]
    assert len(roles) == len(set(roles))
    assert {end for edge in kind.edges for end in edge[:2]} <= set(roles)
    assert {role for pair in kind.apart for role in pair} | set(kind.told_by) <= set(roles)
    assert {capability for role in kind.roles for capability in role.meets} <= set(load("capabilities"))
    blocks = {block for role in kind.roles for block in role.blocks}
    blocks |= {block for role in kind.roles for preference in role.prefer for block in preference.blocks}
    assert blocks <= set(CATALOGUE.blocks)


def test_every_condition_can_be_asked():
    requirements = read_requirements("web app")
    facts = Facts.of(requirements, load_of(requirements))
    conditions = [condition for _, saving in RULES.savings for condition in saving.unless]
    conditions += [condition for _, _, row in sizes() for condition in row.when]
    for name in NAMES:
        conditions += [edge[2] for edge in family(name).edges if len(edge) == 3]
        for role in family(name).roles:
            conditions += [*role.when, *role.unless, *(when for preference in role.prefer for when in preference.when)]
    for condition in conditions:
        for term in terms_of(condition):
            facts.holds(term)
            kind, _, value = term.removeprefix("not ").partition(":")
            if kind == "capability":
                assert value in load("capabilities"), condition
            if kind in {"has", "service"}:
                assert value in CATALOGUE.blocks, condition


def test_an_and_among_the_words_of_a_request_joins_no_terms():
    assert terms_of("says:archive and replay") == ["says:archive and replay"]
    assert terms_of("has:vpc and not says:x and y and peak_rps >= 5 and parts") == [
        "has:vpc",
        "not says:x and y",
        "peak_rps >= 5",
        "parts",
    ]
