"""Correcting what the rules read in a request."""

import pytest
from pydantic import ValidationError

from worker.architecture.alternatives import pinned_requirements
from worker.architecture.amending import amended
from worker.architecture.amendment import Amendment
from worker.architecture.catalogue import load_catalogue
from worker.architecture.errors import InvalidRequirements, UnknownBlock
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()
REQUEST = (
    "A booking tool for dentists with a relational database, under HIPAA. About five thousand\npatients use it daily."
)
READ = read_requirements(REQUEST, catalogue=CATALOGUE)


def amend(given, read=READ, now=None):
    return amended(now or read, Amendment.model_validate(given), CATALOGUE, read=read)


def told(requirements, subject):
    return [one for one in requirements.assumptions if one.subject == subject]


def test_what_the_request_says_is_taken_with_its_words():
    got = amend({"measures": [{"quantity": "users", "value": 5000, "quote": "Five thousand patients"}]})
    measure = next(one for one in got.measures if one.quantity == "users")
    assert (measure.value, measure.quote.text) == (5000, "five thousand\npatients")
    assert REQUEST[measure.quote.start : measure.quote.end] == measure.quote.text
    assert "“Five thousand patients”" in told(got, "users")[0].reason


def test_what_the_request_does_not_say_is_told_as_an_assumption_beside_the_result():
    got = amend({"measures": [{"quantity": "storage_gb", "value": 40, "assumed_because": "Records of ten years."}]})
    (one,) = told(got, "storage_gb")
    assert one.important
    assert "Assumed by a language model: Records of ten years." in one.reason
    kept = amend({"measures": [{"quantity": "retention_days", "value": 40, "assumed_because": "As HIPAA likes."}]})
    assert any(note.reason.startswith("it was assumed") for note in plan(kept, CATALOGUE).assumptions)


def test_words_that_do_not_stand_there_are_refused():
    with pytest.raises(
        InvalidRequirements, match=r"measures\[0\].quote: the request does not say “ten thousand users”"
    ):
        amend({"measures": [{"quantity": "users", "value": 10000, "quote": "ten thousand users"}]})


@pytest.mark.parametrize("ground", [{}, {"quote": "dentists", "assumed_because": "so"}])
def test_each_thing_has_one_ground(ground):
    with pytest.raises(ValidationError, match="exactly one"):
        Amendment.model_validate({"capabilities": [{"value": "cache", **ground}]})


def test_a_region_from_the_words_takes_the_place_of_the_one_assumed():
    read = read_requirements("A booking tool for dentists of the city on the Main", catalogue=CATALOGUE)
    assert told(read, "region")[0].value == "us-east-1"
    got = amend({"region": {"value": "eu-central-1", "quote": "the city on the Main"}}, read)
    assert got.region.value == plan(got, CATALOGUE).region == "eu-central-1"
    assert [one.value for one in told(got, "region")] == ["eu-central-1"]
    assert not any("In which AWS region" in one.text for one in got.questions)


@pytest.mark.parametrize(
    ("amendment", "message"),
    [
        ({"region": {"value": "eu-west-1", "assumed_because": "nearer"}}, "the user chose the region eu-north-1"),
        ({"environment": {"value": "staging", "quote": "tool"}}, "the user chose the environment development"),
        ({"measures": [{"quantity": "users", "value": 1, "quote": "five"}]}, "the user chose users 70"),
        ({"services": [{"block": "sqs_queue", "excluded": True, "quote": "tool"}]}, "the user pinned"),
        ({"withdrawn": [{"kind": "service", "name": "sqs_queue", "because": "no"}]}, "the user chose 'sqs_queue'"),
        ({"withdrawn": [{"kind": "measure", "name": "users", "because": "no"}]}, "the user chose 'users'"),
    ],
)
def test_what_the_user_chose_stays(amendment, message):
    read = read_requirements(
        REQUEST, region="eu-north-1", environment="development", chosen={"users": "70"}, catalogue=CATALOGUE
    )
    with pytest.raises(InvalidRequirements, match=message):
        amend(amendment, pinned_requirements(read, ["must use SQS"], CATALOGUE))


@pytest.mark.parametrize(
    ("amendment", "message"),
    [
        ({"capabilities": [{"value": "magic", "quote": "tool"}]}, "'magic' is no capability that is known"),
        ({"region": {"value": "eu-moon-1", "quote": "tool"}}, "'eu-moon-1' is no region"),
        ({"compliance": [{"value": "ISO-1", "quote": "tool"}]}, "'ISO-1' is no compliance"),
        ({"environment": {"value": "staging", "assumed_because": "cheap"}}, "production is safe"),
        ({"measures": [{"quantity": "availability_percent", "value": 101, "quote": "daily"}]}, "more than 100 percent"),
        ({"withdrawn": [{"kind": "service", "name": "sqs_queue", "because": "no"}]}, "no service 'sqs_queue' was read"),
        ({}, "corrects nothing"),
    ],
)
def test_what_is_not_known_is_refused_by_name(amendment, message):
    with pytest.raises(InvalidRequirements, match=message):
        amend(amendment)


def test_a_block_that_there_is_not_is_refused():
    with pytest.raises(UnknownBlock, match="mainframe"):
        amend({"services": [{"block": "mainframe", "quote": "tool"}]})


def test_a_service_that_is_wanted_or_ruled_out_changes_the_plan():
    got = amend({"services": [{"block": "sqs_queue", "quote": "booking", "count": 2}]})
    assert sum(one.block == "sqs_queue" for one in plan(got, CATALOGUE).components) == 2
    without = amend({"services": [{"block": "sqs_queue", "excluded": True, "quote": "booking"}]}, now=got)
    assert not any(one.block == "sqs_queue" for one in plan(without, CATALOGUE).components)


def test_what_was_misread_is_set_aside_and_told():
    got = amend({"withdrawn": [{"kind": "compliance", "name": "hipaa", "because": "It is a demo."}]})
    assert not got.compliance
    implied = {one.name for one in READ.capabilities} - {one.name for one in got.capabilities}
    assert implied
    assert told(got, "hipaa")[0].important


def test_a_framework_brings_what_it_asks_for():
    read = read_requirements("A booking tool for dentists that keep health records", catalogue=CATALOGUE)
    got = amend({"compliance": [{"value": "hipaa", "quote": "health records"}]}, read)
    assert len(got.capabilities) > len(read.capabilities)


def test_a_kind_of_system_answers_the_question_for_it_also_when_more_is_amended():
    read = read_requirements("Something for dentists", catalogue=CATALOGUE)
    asked = "What should the system do"
    assert any(asked in one.text for one in read.questions)
    got = amend({"family": {"value": "web_application", "assumed_because": "People use it."}}, read)
    more = amend({"purpose": {"value": "Booking", "quote": "dentists"}}, read, got)
    assert more.family == "web_application"
    for one in (got, more):
        assert not any(asked in question.text for question in one.questions)
        assert len(told(one, "family")) == 1


def test_a_conflict_that_the_amendment_brings_is_found_and_one_that_it_settles_goes():
    read = read_requirements("A booking tool in one region, up four nines and a half of the time", catalogue=CATALOGUE)
    quote = "four nines and a half"
    got = amend({"measures": [{"quantity": "availability_percent", "value": 99.995, "quote": quote}]}, read)
    assert len(got.conflicts) == len(read.conflicts) + 1
    back = amend({"measures": [{"quantity": "availability_percent", "value": 99.5, "quote": quote}]}, read, got)
    assert back.conflicts == read.conflicts
