"""A language model designs through tools, in the same loop as the offline architect."""

import json

import pytest

from worker.agents.limits import Limits
from worker.agents.model_providers import offline_provider

REQUEST = "A serverless HTTP API for todo lists that keeps its items in DynamoDB, in Frankfurt, for 500 people"
PLAN, END = ("plan_architecture", {}), ("Proposal", {"explanation": "So."})
QUEUE = (
    "add_component",
    {"id": "jobs", "block": "sqs_queue", "name": "Jobs", "because": "lists", "connect_from": ["api"]},
)


def last(model):
    return json.loads(model.heard[-1][-1]["content"][0]["toolResult"]["content"][0]["text"])


@pytest.fixture
def designed(bench, scripted):
    """Runs a script as a language model; gives the design and the model."""

    def run(*steps, limits=None, request=REQUEST):
        model = scripted(steps)
        one = bench(model, is_language_model=True, limits=limits or Limits())
        return one.design(request), model

    return run


def function_of(design):
    return next(one.id for one in design.architecture.components if one.block == "lambda_function")


def test_a_changed_draft_is_the_architecture(designed):
    plain, _ = designed(PLAN, END)
    name = function_of(plain)
    queue = (QUEUE[0], {**QUEUE[1], "connect_from": [name]})
    memory = {"component": name, "option": "memory_mb", "value": 1024, "because": "images"}
    design, model = designed(PLAN, queue, ("set_option", memory), ("show_architecture", {}), END)
    assert model.errors() == []
    assert design.architecture.component("jobs").because == "lists"
    assert design.architecture.component(name).options["memory_mb"] == 1024
    assert f"{name}_to_jobs" in {one.id for one in design.architecture.connections}
    assert [len(step.changes) for step in design.steps] == [2, 1]
    assert design.explanation == "So."
    assert last(model)["components"][-1]["id"] == "jobs"


def test_a_refused_change_leaves_the_draft_and_may_be_mended(designed):
    wrong = ("add_component", {**QUEUE[1], "block": "sqs_que", "connect_from": []})
    right = ("add_component", {**QUEUE[1], "connect_from": []})
    design, model = designed(PLAN, wrong, right, END)
    assert any("Near it: sqs_queue" in one and "The draft is as it was." in one for one in model.errors())
    assert design.architecture.component("jobs")
    assert design.warnings == ()


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (("set_option", {"component": "Not An Id", "option": "x", "value": 1, "because": "y"}), "should match pattern"),
        (("make_changes", {"changes": [{"kind": "set_region", "region": "eu-west-1"}], "because": "x"}), "set_region"),
        (("make_changes", {"changes": [], "because": "x"}), "1 to 40 go together"),
        (("undo_change", {}), "no change to take back"),
        (("remove_component", {"component": "ghost", "because": "x"}), "no component 'ghost'"),
        (("connect", {"source": "ghost", "target": "ghost", "because": "x"}), "no component 'ghost'"),
        (("disconnect", {"source": "ghost", "target": "ghost"}), "no connection"),
        (("place", {"component": "ghost"}), "no component 'ghost'"),
        (("replace_block", {"component": "ghost", "block": "sqs_queue", "because": "x"}), "no component 'ghost'"),
        (("Proposal", {"architecture": {}}), "architecture"),
    ],
)
def test_each_tool_refuses_with_the_fault(designed, step, says):
    design, model = designed(PLAN, step, END)
    assert any(says in one for one in model.errors()), model.errors()
    assert design.architect != offline_provider().name


def test_each_tool_changes_the_draft(designed):
    alone = (QUEUE[0], {**QUEUE[1], "connect_from": []})
    topic = {"component": "jobs", "block": "sns_topic", "because": "many listen"}
    steps = [
        PLAN,
        alone,
        ("replace_block", topic),
        ("undo_change", {}),
        ("remove_component", {"component": "jobs", "because": "no"}),
        (
            "make_changes",
            {
                "changes": [{"kind": "add_component", "component": {"id": "net", "block": "vpc", "name": "Network"}}],
                "because": "servers",
            },
        ),
        END,
    ]
    design, model = designed(*steps)
    assert model.errors() == []
    assert [str(step) for step in design.steps] == [
        "add Jobs (jobs, sqs_queue)",
        "remove jobs with its connections",
        "add Network (net, vpc)",
    ]


def test_what_the_request_names_cannot_be_dropped(designed):
    plain, _ = designed(PLAN, END)
    table = next(one.id for one in plain.architecture.components if one.block == "dynamodb_table")
    gone = ("remove_component", {"component": table, "because": "not needed"})
    design, model = designed(PLAN, gone, END, ("undo_change", {}), END)
    assert any("the request names" in one and "“DynamoDB”" in one for one in model.errors())
    assert design.architecture.component(table)


def test_an_empty_draft_is_filled_or_refused(designed):
    design, model = designed(PLAN, ("start_empty_draft", {}), END, PLAN, END)
    assert any("it has no component" in one for one in model.errors())
    assert design.from_plan
    assert design.architecture.components


def test_a_check_tells_what_must_be_mended_what_it_costs_and_what_mends_it(designed):
    _, model = designed(PLAN, ("check_architecture", {}), END)
    told = last(model)
    assert told["must_mend"] == []
    assert told["usd_a_month"]["expected"] > 0
    assert told["review"]
    assert all(one["severity"] in {"high", "medium", "low"} for one in told["review"])


def test_amended_requirements_are_planned_and_carried_on(designed):
    amendment = {
        "measures": [{"quantity": "users", "value": 500, "quote": "500 people"}],
        "capabilities": [{"value": "cache", "assumed_because": "Lists are read often, see https://evil.example/x"}],
    }
    design, model = designed(("read_request", {}), PLAN, ("amend_requirements", amendment), END, PLAN, END)
    assert any("there is no draft yet" in one for one in model.errors())
    assert design.requirements.measure("users") == 500
    assert design.requirements.has("cache")
    told = next(one for one in design.architecture.assumptions if one.subject == "cache")
    assert told.important
    assert "evil.example" not in design.requirements.model_dump_json()


def test_an_amendment_that_the_request_does_not_bear_out_is_refused(designed):
    amendment = {"measures": [{"quantity": "users", "value": 9, "quote": "nine people"}]}
    design, model = designed(("amend_requirements", amendment), PLAN, END)
    assert any("the request does not say “nine people”" in one for one in model.errors())
    assert design.requirements is None


def test_after_too_many_refusals_the_offline_architect_goes_on_from_the_draft(designed):
    alone = (QUEUE[0], {**QUEUE[1], "connect_from": []})
    wrong = [("remove_component", {"component": "ghost", "because": "x"})] * 10
    design, model = designed(PLAN, alone, *wrong, limits=Limits(refusals=4))
    assert len(model.errors()) == 4 - 1  # the last is heard by nobody
    assert design.architect == offline_provider().name
    assert design.architecture.component("jobs")
    (warned,) = design.warnings
    assert "AGENT_MAX_REFUSALS" in warned.text
    assert "with 1 of its changes" in warned.text


def test_a_draft_that_lost_something_is_planned_anew(designed):
    plain, _ = designed(PLAN, END)
    table = next(one.id for one in plain.architecture.components if one.block == "dynamodb_table")
    gone = ("remove_component", {"component": table, "because": "not needed"})
    design, _ = designed(PLAN, gone, *[END] * 10, limits=Limits(refusals=3))
    assert design.architecture.component(table)
    assert "planned anew" in design.warnings[0].text


def test_what_a_proposal_assumes_is_in_the_architecture_without_links(designed):
    taken = {"subject": "hours", "value": "nine to five", "reason": "see https://evil.example/x"}
    design, _ = designed(PLAN, ("Proposal", {"explanation": "By https://evil.example", "assumptions": [taken]}))
    told = next(one for one in design.architecture.assumptions if one.subject == "hours")
    assert told.value == "nine to five"
    assert "evil.example" not in told.reason + design.explanation


def test_calls_of_one_turn_are_made_in_their_order(designed):
    more = [("add_component", {**QUEUE[1], "id": f"jobs{number}", "connect_from": []}) for number in range(5)]
    last_first = ("remove_component", {"component": "jobs4", "because": "one too many"})
    design, model = designed(PLAN, [*more, last_first], END)
    assert model.errors() == []
    assert [one.id for one in design.architecture.components if one.block == "sqs_queue"] == [
        f"jobs{number}" for number in range(4)
    ]


def test_a_draft_that_is_spoiled_after_it_was_proposed_is_not_taken(designed):
    plain, _ = designed(PLAN, END)
    table = next(one.id for one in plain.architecture.components if one.block == "dynamodb_table")
    design, _ = designed(PLAN, [END, ("remove_component", {"component": table, "because": "too late"})])
    assert design.architecture.component(table)
    assert [one.check for one in design.warnings] == ["model"]
