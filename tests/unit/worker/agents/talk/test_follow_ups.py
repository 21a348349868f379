"""What goes on with the talk: which of the compared, what could go, what was said."""

import json

import pytest

from jobs.sheets import Sheet
from worker.agents.talk.dropping import could_go
from worker.agents.talk.lookups import calls_for
from worker.agents.talk.said_before import said_of, theme_of
from worker.agents.talk.state import Said, Talk
from worker.agents.talk.subjects import all_subjects

TOOLS = frozenset({"set_side_by_side", "choose_between", "about_service", "size_service"})


def answer(desk, talk, message, hears):
    """What the desk says to the first intent of a message."""
    heard = hears(message, talk)
    (call, *_) = calls_for(0, heard.intents[0], heard, TOOLS)
    tools = {one.tool_name: one for one in desk(message, talk).tools()}
    return json.loads(tools[call.name](**call.input))["text"]


@pytest.fixture
def compared(desk, talk_of, hears):
    talk = talk_of("An HTTP API in Frankfurt with 3 million requests a month")
    question = "compare Lambda and Fargate"
    return Talk(
        (Said("user", question), Said("assistant", f"I look up both.\n\n{answer(desk, talk, question, hears)}")),
        sheet=talk.sheet,
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which one is cheaper?", "is cheaper at 3,000,000 requests a month (as you said)"),
        ("and which of them is faster to set up?", "**AWS Lambda function** is set up and run with the least work"),
        ("which is more reliable?", "promises of the uptime"),
        ("which one scales better?", "how they grow"),
        ("which would you take?", "Least to operate: AWS Lambda function"),
    ],
)
def test_a_question_after_a_comparison_is_answered_of_it(desk, hears, compared, question, told):
    assert [one.kind for one in hears(question, compared).intents] == ["which_of"]
    text = answer(desk, compared, question, hears)
    assert text.startswith("Of AWS Lambda function and Amazon ECS service on AWS Fargate: ")
    assert told in text


def test_the_comparison_is_remembered_over_its_follow_ups_only(desk, hears, compared):
    first = answer(desk, compared, "Which one is cheaper?", hears)
    further = Talk((*compared.transcript, Said("user", "?"), Said("assistant", first)), sheet=compared.sheet)
    assert hears("and which is easier?", further).intents[0].kind == "which_of"
    moved_on = Talk((*further.transcript, Said("user", "?"), Said("assistant", "The design")), sheet=compared.sheet)
    assert hears("Which one is cheaper?", moved_on).intents[0].kind != "which_of"
    assert hears("Which of them is cheaper?", moved_on).intents[0].kind == "which_of"


def test_a_service_that_another_stands_in_for_is_named_so(desk, hears, talk_of):
    text = answer(desk, talk_of(), "compare QLDB and DynamoDB", hears)
    assert "QLDB has no block of its own" in text
    assert "Amazon Aurora Serverless v2 cluster does its work" in text


@pytest.mark.parametrize("question", ["compare SQS and SNS in Ireland", "SQS price in Ireland"])
def test_prices_are_of_the_region_that_is_asked_for(desk, hears, talk_of, question):
    text = answer(desk, talk_of(), question, hears)
    assert "in eu-west-1" in text
    assert "eu-central-1" not in text


def test_what_could_go_says_what_that_saves_and_loses(designs, talk_of):
    told = could_go(talk_of().sheet, designs)
    assert "What could go" in told.text
    assert "- **Web firewall**: saves **$" in told.text
    assert "You asked for Database" in told.text
    assert "Nothing works without" in told.text
    assert told.choices[0].value.startswith("What changes if we drop ")


def test_what_everybody_comes_in_by_is_not_offered_to_go(designs):
    text = could_go(Sheet(request="A booking site for clinics on containers with a relational database"), designs).text
    assert "What could go" in text
    assert "- **Load balancer**" not in text


def test_what_is_offered_to_go_can_be_dropped(designs, talk_of, hears):
    talk = talk_of()
    for choice in could_go(talk.sheet, designs).choices[:-1]:
        assert hears(choice.value, talk).intents[0].kind == "what_if"


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("what did I say about the visitors?", "visitors"),
        ("What have we agreed on backups?", "backups"),
        ("what have we agreed so far?", ""),
        ("what did you say about cost?", "cost"),
    ],
)
def test_what_a_question_for_the_past_is_about(words, theme):
    assert theme_of(words) == theme


def test_what_was_said_is_quoted_with_what_stands_in_the_sheet(talk_of):
    talk = talk_of("A booking site for 40,000 patients in Frankfurt", "We have 40,000 patients", "Noted.")
    text = said_of("what did I say about patients?", talk, talk.sheet).text
    assert "“We have 40,000 patients”" in text
    assert "40,000 (“40,000 patients”)" in text


def test_what_was_not_said_is_not_made_up(talk_of):
    talk = talk_of()
    assert "said nothing about penguins" in said_of("what did I say about penguins?", talk, talk.sheet).text


def test_two_questions_in_one_sentence_are_both_answered(hears, talk_of):
    heard = hears("what does it cost, and what if we go to Ireland?", talk_of())
    assert [one.kind for one in heard.intents] == ["cost", "what_if"]


def test_subjects_keep_that_another_stands_in(catalogue):
    assert [one.substitute for one in all_subjects("QLDB", catalogue)] == [True]
