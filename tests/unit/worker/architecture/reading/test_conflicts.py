"""Demands that cannot all be met are told, each with what would resolve it."""

import pytest

from worker.architecture.reading import read_requirements


def conflicts(text, **chosen):
    return read_requirements(text, **chosen).conflicts


@pytest.mark.parametrize(
    ("text", "told", "resolved_by"),
    [
        (
            "A web app with an RTO of 15 minutes for a regional outage, in a single region",
            "loss of a region",
            "second region",
        ),
        ("An air-gapped document portal behind CloudFront", "air-gapped", "internal load balancer"),
        (
            "An API that must run in a single availability zone at 99.99% availability",
            "a zone may be gone",
            "several zones",
        ),
        ("An API with five nines", "one region promise", "second region"),
        ("An API with an RPO of 1 minute", "recovery point", "standby"),
        (
            "An API for 10 requests per second, 900 million requests a month",
            "more than 10 a second",
            "which of the two",
        ),
        ("Personal data must stay in the EU. Deploy to us-east-1.", "not in EU", "eu-central-1"),
        ("Use Lambda for the API. No Lambda in the workers.", "rules out", "out of the request"),
    ],
)
def test_a_contradiction_is_told_with_what_would_resolve_it(text, told, resolved_by):
    found = [conflict for conflict in conflicts(text) if told in conflict.message]
    assert len(found) == 1
    assert resolved_by in found[0].resolution
    assert all(quote.text in text for quote in found[0].quotes)


@pytest.mark.parametrize(
    "text",
    [
        "A web app in eu-west-1 and eu-central-1 with an RTO of 15 minutes for a regional outage",
        "A document portal behind CloudFront",
        "An API with 99.9 % availability",
        "Personal data must stay in the EU. Deploy to eu-west-1.",
        "A web app in a single region",
    ],
)
def test_what_goes_together_is_no_conflict(text):
    assert conflicts(text) == ()


def test_the_region_that_was_chosen_counts_for_where_data_may_be():
    assert any("us-west-2" in c.message for c in conflicts("Data must remain in Germany", region="us-west-2"))


def test_to_survive_the_failure_of_a_zone_is_no_wish_to_have_one():
    assert conflicts("An API at 99.9% availability that survives a failure in one availability zone") == ()
