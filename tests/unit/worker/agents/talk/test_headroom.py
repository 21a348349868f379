"""Limits held against the load."""

import re

import pytest

from jobs.sheets import Sheet
from worker.agents.talk.headroom import gauge_forms, has_rate, headroom

API = "An HTTP API on Lambda and DynamoDB with 2 million requests a day"


@pytest.fixture
def told(designs):
    def told(request, asked=""):
        return headroom(designs.design(Sheet(request=request)), asked).text

    return told


def test_every_gauge_reads_a_limit_that_its_block_records(catalogue):
    for name, forms in gauge_forms().items():
        block = catalogue.block(name)
        numbers = {one.replace(",", "") for one in re.findall(r"\d[\d,]*", " ".join(block.quotas))}
        for form in forms:
            assert set(form["load"]) <= set(block.options), name
            if "option" in form:
                assert form["option"] in block.options, name
            else:
                wanted = {str(form["limit"]), *map(str, form.get("regions", {}).values())}
                assert wanted <= numbers, (name, wanted)
            assert all(one in catalogue.blocks for one in form.get("unless_from", ()))


def test_without_a_peak_one_is_assumed_and_named(told):
    text = told(API, "will the limits hold?")
    assert text.startswith("**Yes.**")
    assert "assumed: 5 times the average of 23.15" in text
    assert "116 of 400 requests a second that this design lets through: **29 %**" in text


def test_a_peak_beyond_the_limits_names_what_to_raise(told):
    text = told(API, "will it hold at 12,000 per second?")
    assert text.startswith("**No, not as it stands**: HTTP API and API function")
    assert "1,440 of 1,000 concurrent runs" in text
    assert "each taking 120 ms: **144 %**" in text
    assert "at least 7 partition keys" in text
    assert "Service Quotas for 2,200 concurrent runs" in text


def test_a_peak_that_the_request_states_is_taken(told):
    text = told("Clickstream with Kinesis, 3000 events per second of 2 KB, peaks at 9000 per second, stored in S3")
    assert "9,000 calls a second (as you said)" in text
    assert "at least 9 shards" in text
    assert "put directly" not in text  # the stream feeds the delivery


def test_a_rush_of_people_is_a_peak(told):
    text = told("Tickets for a club's matches, sold online; at a cup game 40,000 people come in the first five minutes")
    assert "1,333 calls a second (“40,000 people come in the first five minutes”, 10 requests of each" in text


def test_servers_have_no_published_rate_and_that_is_said(told):
    text = told("A web shop on containers with a relational database for 10,000 users", "at 5000 per second?")
    assert text.startswith("**No published limit is in the way.**")
    assert "only a load test tells" in text
    assert "2,500 for each of 2" in text


@pytest.mark.parametrize(
    ("words", "rate"),
    [("5000 per second", True), ("300 rps", True), ("30,000 users", False), ("2 million a day", False)],
)
def test_what_is_a_rate(words, rate):
    assert has_rate(words) is rate
