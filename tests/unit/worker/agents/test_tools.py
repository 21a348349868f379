"""What one job's architect works with."""

import pytest

from worker.agents.tools import Desk
from worker.architecture.alternatives import make_alternatives
from worker.architecture.catalogue import load_catalogue
from worker.architecture.change import AddComponent
from worker.architecture.errors import EngineError
from worker.architecture.model import Component
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()
READ = read_requirements("A web application on containers with a Postgres database", catalogue=CATALOGUE)
QUEUE = AddComponent(component=Component(id="jobs", block="sqs_queue", name="Jobs"))


@pytest.mark.parametrize("option", make_alternatives(READ, CATALOGUE), ids=lambda option: option.name)
def test_the_draft_begins_as_the_option_that_the_comparison_shows_and_takes_changes(option):
    desk = Desk(READ, CATALOGUE, option.name)
    assert desk.begin() == option.architecture
    assert desk.faults(examined=True) == ()
    assert not desk.may_be_finished()
    desk.board.change([QUEUE])
    assert desk.may_be_finished()


def test_an_option_that_there_is_not_is_the_fault_of_the_job():
    desk = Desk(READ, CATALOGUE, "cheapest")
    with pytest.raises(EngineError, match="no option 'cheapest'"):
        desk.begin()
    assert "cheapest" in str(desk.fault)


def test_what_is_grave_keeps_a_draft_from_being_proposed_and_is_looked_for_once_a_draft():
    looked = []
    desk = Desk(READ, CATALOGUE, examine=lambda draft: looked.append(draft) or ["files: anyone may read it"])
    desk.begin()
    assert desk.faults(examined=False) == ()
    assert desk.faults(examined=True) == desk.faults(examined=True) == ("files: anyone may read it",)
    assert len(looked) == 1
    desk.board.change([QUEUE])
    assert not desk.may_be_finished()
    assert len(looked) == 2


def test_requirements_that_are_amended_leave_no_draft():
    desk = Desk(READ, CATALOGUE)
    desk.begin()
    desk.amend(READ.model_copy(update={"purpose": "Something else"}))
    assert not desk.board.is_begun
    assert "call plan_architecture" in desk.faults(examined=True)[0]
    assert desk.read is READ
