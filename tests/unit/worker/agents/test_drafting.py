"""The draft of a language model: what it takes, and what it refuses and how."""

import pytest

from worker.agents.drafting import MOST_CHANGES, UNTOUCHED, DraftingBoard
from worker.architecture.catalogue import load_catalogue
from worker.architecture.change import (
    AddComponent,
    AddConnection,
    RemoveComponent,
    RemoveConnection,
    ReplaceBlock,
    SetNetwork,
    SetOption,
)
from worker.architecture.errors import EngineError, InvalidArchitecture, InvalidOption, MissingConnection, UnknownBlock
from worker.architecture.model import Component
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()
PLAN = plan(
    read_requirements("A serverless HTTP API for todo lists that keeps its items in DynamoDB", catalogue=CATALOGUE),
    CATALOGUE,
)
FUNCTION = next(one.id for one in PLAN.components if one.block == "lambda_function")
TABLE = next(one.id for one in PLAN.components if one.block == "dynamodb_table")


@pytest.fixture
def board():
    one = DraftingBoard(CATALOGUE, {"hooks.mine.example"})
    one.begin(PLAN)
    return one


def added(identity="jobs", block="sqs_queue", name="Jobs", **more):
    return AddComponent(component=Component(id=identity, block=block, name=name, **more))


def test_a_change_is_made_and_can_be_taken_back(board):
    step = board.change([added(), AddConnection(source=FUNCTION, target="jobs")], "It asks for jobs.")
    assert str(step) == f"add Jobs (jobs, sqs_queue); connect {FUNCTION} to jobs"
    assert board.draft.component("jobs").block == "sqs_queue"
    assert board.steps == (step,)
    assert board.undo() == step
    assert board.draft == PLAN
    with pytest.raises(InvalidArchitecture, match="no change to take back"):
        board.undo()


@pytest.mark.parametrize(
    ("changes", "kind", "says"),
    [
        ([added(block="sqs_que")], UnknownBlock, ["component jobs.block", "'sqs_que'", "Near it: sqs_queue"]),
        ([SetOption(component=FUNCTION, option="memory_mb", value=99999)], InvalidOption, [FUNCTION, "10240"]),
        ([SetOption(component=FUNCTION, option="colour", value="red")], InvalidOption, ["no option 'colour'"]),
        ([SetOption(component="ghost", option="colour", value="red")], InvalidArchitecture, ["no component 'ghost'"]),
        ([AddConnection(source=TABLE, target=FUNCTION + "x")], InvalidArchitecture, ["no component"]),
        ([added(), AddConnection(source="jobs", target=TABLE)], MissingConnection, ["sqs_queue", "stand between"]),
        ([added(block="rds_instance")], InvalidArchitecture, ["component jobs.network", "needs a network"]),
        ([SetNetwork(component=TABLE, network=FUNCTION)], InvalidArchitecture, ["does not live in a network"]),
        ([RemoveConnection(source=TABLE, target=FUNCTION)], InvalidArchitecture, ["no connection"]),
        ([added(TABLE)], InvalidArchitecture, ["already another component"]),
        ([SetOption(component=FUNCTION, option="memory_mb", value=True)], InvalidOption, ["not of type integer"]),
        ([], InvalidArchitecture, [f"1 to {MOST_CHANGES} go together"]),
    ],
)
def test_what_does_not_fit_is_refused_by_name_and_changes_nothing(board, changes, kind, says):
    with pytest.raises(EngineError) as refused:
        board.change(changes)
    assert type(refused.value) is kind
    text = str(refused.value)
    assert all(one in text for one in says), text
    assert text.endswith(UNTOUCHED)
    assert "changes[0]" not in text or len(changes) > 1
    assert board.draft is PLAN
    assert not board.steps


def test_a_change_that_changes_nothing_is_told(board):
    board.change([added()])
    with pytest.raises(InvalidArchitecture, match="changes nothing"):
        board.change([added()])


def test_of_several_changes_all_are_made_or_none(board):
    with pytest.raises(UnknownBlock):
        board.change([added(), added("more", "mainframe")])
    assert board.draft is PLAN


def test_without_a_draft_there_is_nothing_to_change():
    with pytest.raises(InvalidArchitecture, match="call plan_architecture"):
        DraftingBoard(CATALOGUE).change([added()])


def test_a_reason_is_told_as_an_assumption_and_what_went_leaves_none(board):
    board.change([SetOption(component=FUNCTION, option="memory_mb", value=1024)], "Images are large.")
    told = {one.subject: one for one in board.draft.assumptions}
    assert (told[f"{FUNCTION}.memory_mb"].value, told[f"{FUNCTION}.memory_mb"].reason) == ("1024", "Images are large.")
    board.change([added(), SetOption(component="jobs", option="visibility_timeout_seconds", value=77)], "Slow work.")
    board.change([ReplaceBlock(component="jobs", block="sns_topic")], "Many listen.")
    assert "jobs.visibility_timeout_seconds" not in {one.subject for one in board.draft.assumptions}
    board.change([RemoveComponent(component=TABLE)], "Nothing is kept.")
    subjects = {one.subject: one for one in board.draft.assumptions}
    assert not any(subject.startswith(f"{TABLE}.") for subject in subjects)
    assert subjects[TABLE].important


def test_links_in_a_models_words_go_and_strange_hosts_are_refused(board):
    name, reason = "Jobs https://evil.example/x", "see [this](https://evil.example/y)"
    board.change([added(name=name, because=reason)], reason)
    assert "evil.example" not in board.draft.model_dump_json()
    target = {"url": "https://evil.example/collect"}
    with pytest.raises(InvalidOption, match=r"out.url points to https://evil.example/collect"):
        board.change([added("out", "eventbridge_api_destination", "Out", options=target)])
    mine = {"url": "https://hooks.mine.example/x"}
    board.change([added("out", "eventbridge_api_destination", "Out", options=mine)])
    assert board.draft.component("out").options == mine


def test_a_name_that_cloudformation_would_resolve_is_refused(board):
    with pytest.raises(InvalidOption, match=r"component jobs\.name"):
        board.change([added(name="{{resolve:secretsmanager:x}}")])
