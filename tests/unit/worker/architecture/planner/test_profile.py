"""The profiles' files speak of what is there."""

import pytest
from pydantic import ValidationError

from worker.architecture.planner import plan
from worker.architecture.planner.profile import OPTIONS, Add, LeaveOut, Replace, Set, profile
from worker.architecture.reading import read_requirements

RULES = [
    (name, rule)
    for name in OPTIONS
    for rule in (
        *profile(name).replace,
        *profile(name).leave_out,
        *profile(name).add,
        *profile(name).set,
        *profile(name).apart,
    )
]


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_rule_names_blocks_and_options_that_exist(catalogue, name, rule):
    named = [rule.block] if isinstance(rule, Add | LeaveOut | Replace) else rule.blocks
    named += [rule.by] if isinstance(rule, Replace) else []
    assert set(named) <= set(catalogue.blocks)
    if isinstance(rule, Set):
        among = [catalogue.block(block) for block in rule.blocks] or catalogue.blocks.values()
        assert any(rule.option in block.options for block in among), rule.option


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_rule_says_what_it_gains_or_loses(name, rule):
    assert rule.gains or rule.loses
    assert not (rule.gains + rule.loses).endswith(".")


def test_a_rule_that_sets_nothing_is_refused():
    with pytest.raises(ValidationError, match="a value, at_least"):
        Set(option="nodes")


def test_the_plan_without_a_profile_is_the_balanced_one(catalogue):
    requirements = read_requirements("A web application on containers with PostgreSQL", catalogue=catalogue)
    assert plan(requirements, catalogue) == plan(requirements, catalogue, "balanced")


def test_what_a_profile_sets_is_told_among_the_assumptions(catalogue):
    requirements = read_requirements("A web application on containers with PostgreSQL", catalogue=catalogue)
    told = {one.subject: one for one in plan(requirements, catalogue, "resilient").assumptions}
    assert told["network.availability_zones"].value == "3"
    assert told["network.availability_zones"].reason.startswith("Resilient: ")
