"""A language model's changes, made in every option of a comparison."""

from worker.agents.architect import Design
from worker.agents.drafting import DraftingBoard, Step
from worker.architecture.alternatives import make_alternatives
from worker.architecture.catalogue import load_catalogue
from worker.architecture.change import AddComponent, RemoveComponent
from worker.architecture.model import Component
from worker.architecture.reading import read_requirements
from worker.checks import CheckResult, Finding
from worker.pipelines.carrying_over import options_with
from worker.pipelines.examination import examine

CATALOGUE = load_catalogue()
READ = read_requirements("A web application on containers with a Postgres database, in Frankfurt", catalogue=CATALOGUE)
OPTIONS = make_alternatives(READ, CATALOGUE)
BALANCED = next(one for one in OPTIONS if one.name == "balanced")
QUEUE = AddComponent(component=Component(id="jobs", block="sqs_queue", name="Jobs"))


def carried(*steps, from_plan=True):
    board = DraftingBoard(CATALOGUE)
    board.begin(BALANCED.architecture)
    for step in steps:
        board.change(step.changes, step.because)
    design = Design(board.draft, "", (), {}, (), steps=board.steps, from_plan=from_plan)
    made, notes = options_with(design, OPTIONS, READ, CATALOGUE)
    return {one.name: one for one in made}, notes


def blocks_of(option):
    return [one.block for one in option.architecture.components]


def test_a_change_is_made_in_all_and_what_a_profile_decided_is_told_no_more():
    made, notes = carried(Step((QUEUE,), "Mail waits."))
    assert notes == ()
    assert all("sqs_queue" in blocks_of(one) for one in made.values())
    assert all(one.decisions == () for one in made.values())


def test_without_changes_the_options_stay_as_they_were_planned():
    made, notes = carried()
    assert tuple(made.values()) == OPTIONS
    assert notes == ()


def test_what_an_option_does_not_take_is_told_by_name_and_the_rest_is_made():
    made, notes = carried(Step((RemoveComponent(component="firewall"),)), Step((QUEUE,)))
    assert "firewall" not in {one.id for one in made["resilient"].architecture.components}
    assert len(notes) == 1
    assert notes[0].startswith("Cost-optimised: “remove firewall with its connections” could not be carried over")
    assert "there is no component 'firewall'" in notes[0]
    assert "sqs_queue" in blocks_of(made["cost-optimised"])


def test_a_design_that_began_without_a_plan_is_not_carried_over():
    made, notes = carried(Step((QUEUE,)), from_plan=False)
    assert len(notes) == 2
    assert all("by rules alone" in one for one in notes)
    assert [name for name, one in made.items() if "sqs_queue" in blocks_of(one)] == ["balanced"]


def test_an_option_that_would_lose_what_was_asked_for_stays_as_planned():
    # The resilient option has another database, under the same id.
    made, notes = carried(Step((RemoveComponent(component="database"),), "It is elsewhere."))
    planned = {one.name: one.architecture for one in OPTIONS}
    assert "rds_instance" not in blocks_of(made["balanced"])
    assert made["resilient"].architecture == planned["resilient"]
    assert any(one.startswith("Resilient: it stays as planned") for one in notes)


def test_what_is_planned_has_nothing_grave():
    assert examine(BALANCED.architecture, CATALOGUE) == ()


def test_what_is_grave_is_named_with_its_component_and_what_is_not_is_left_to_the_review(monkeypatch):
    def failed(severity):
        finding = Finding(component="files", message="Anyone may read it.")
        return CheckResult(id=severity, severity=severity, sentence="", status="failed", findings=(finding,))

    monkeypatch.setattr("worker.pipelines.examination.run_checks", lambda *_, **__: [failed("high"), failed("low")])
    assert examine(BALANCED.architecture, CATALOGUE) == ("files: Anyone may read it. (high)",)
