"""Numbers and names as people say them."""

import pytest

from worker.agents.talk.wording import in_a_sentence, in_relation, quantity_name, twice_as, uptime, with_article


@pytest.mark.parametrize(
    ("option", "name", "unit"),
    [
        ("transfer_gb_per_month", "data sent out a month", "GB"),
        ("requests_per_month", "requests a month", ""),
        ("storage_gb", "storage", "GB"),
        ("payload_kb", "message size", "KB"),
        ("events_per_second", "events a second", ""),
        ("rto_minutes", "recovery time", "minutes"),
        ("budget_usd_per_month", "budget a month", ""),
    ],
)
def test_an_option_has_plain_words_and_a_unit(option, name, unit):
    assert quantity_name(option) == (name, unit)


def test_what_is_counted_is_many_and_what_is_weighed_is_much():
    assert twice_as("messages a month of Device gateway") == "twice as many messages a month of Device gateway"
    assert twice_as("storage of Files") == "twice as much storage of Files"


def test_a_leap_is_told_as_a_factor_and_a_trifle_not_at_all():
    assert in_relation(6.19, 42_586) == ", 6,880 times as much"
    assert in_relation(100, 112) == ", +12 %"
    assert in_relation(42_586, 42_593) == ""
    assert in_relation(0, 5) == ""


@pytest.mark.parametrize(
    ("percent", "told"), [(99.8401, "99.84"), (99.7402, "99.74"), (99.9, "99.9"), (99.9951, "99.9951"), (100, "100")]
)
def test_a_promise_is_told_with_two_digits_of_what_it_lacks(percent, told):
    assert uptime(percent) == told


def test_names_and_articles_are_those_of_english():
    assert in_a_sentence("HTTP API") == "HTTP API"
    assert in_a_sentence("Uploaded files") == "uploaded files"
    assert with_article("event streaming") == "an event streaming"
    assert with_article("HTTP API") == "an HTTP API"
    assert with_article("user portal") == "a user portal"
