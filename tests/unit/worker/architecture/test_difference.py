"""What one version has over another."""

import pytest

from worker.architecture.difference import difference
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.revision import revise

REQUEST = "A web application on containers for 20,000 users in Frankfurt, with PostgreSQL and a Redis session cache."


@pytest.fixture
def found(catalogue):
    def compared(instruction):
        requirements = read_requirements(REQUEST, catalogue=catalogue)
        before = plan(requirements, catalogue)
        made = revise(before, instruction, requirements, catalogue)
        return difference((before, requirements), (made.architecture, made.requirements), catalogue)

    return compared


def test_nothing_differs_from_itself(catalogue):
    requirements = read_requirements(REQUEST, catalogue=catalogue)
    design = plan(requirements, catalogue)
    same = difference((design, requirements), (design, requirements), catalogue)
    assert same.is_empty
    assert not same.findings_gone + same.findings_new
    assert same.cost.expected.before == same.cost.expected.after


def test_what_went_is_named_with_what_it_saves(found):
    made = found("drop Redis")
    (gone,) = made.components
    assert (gone.kind, gone.component) == ("removed", "cache")
    assert made.cost.expected.before - made.cost.expected.after == pytest.approx(gone.usd_before, abs=0.02)
    assert ("removed", "service", "cache") in [(one.kind, one.source, one.target) for one in made.connections]


def test_options_are_told_before_and_after(found):
    (changed,) = found("keep backups 30 days").components
    assert [(one.option, one.after) for one in changed.options] == [("backup_retention_days", 30)]


def test_another_block_and_another_region_are_told(found):
    made = found("Aurora instead and move to eu-west-1")
    assert made.facts == {"region": ("eu-central-1", "eu-west-1")}
    assert ("replaced", "database") in [(one.kind, one.component) for one in made.components]


def test_a_finding_that_comes_with_the_change_is_told(found):
    assert any("database" in one.components for one in found("turn off multi-AZ").findings_new)
