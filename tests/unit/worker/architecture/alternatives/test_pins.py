"""A user's own choices go before the request."""

import pytest

from worker.architecture.alternatives.pins import InvalidPin, pinned_requirements
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

REQUEST = "A web application on containers with RDS PostgreSQL and no Lambda"


@pytest.fixture
def pinned(catalogue):
    def make(*pins, request=REQUEST):
        return pinned_requirements(read_requirements(request, catalogue=catalogue), pins, catalogue)

    return make


def _blocks(requirements, catalogue):
    return {component.block for component in plan(requirements, catalogue).components}


def test_a_pinned_service_takes_the_place_of_one_that_does_the_same(pinned, catalogue):
    blocks = _blocks(pinned("must use Aurora"), catalogue)
    assert "aurora_serverless" in blocks
    assert "rds_instance" not in blocks


def test_what_the_request_said_otherwise_is_told(pinned):
    told = [one for one in pinned("must use Aurora").assumptions if one.important]
    assert any("RDS" in one.reason and "Aurora" in one.reason for one in told)


def test_a_pin_can_rule_out(pinned, catalogue):
    assert "waf_web_acl" not in _blocks(pinned("no WAF"), catalogue)


def test_a_pin_goes_before_what_the_request_rules_out(pinned, catalogue):
    assert "lambda_function" in _blocks(pinned("must use Lambda"), catalogue)


def test_another_kind_of_database_is_no_rival(pinned, catalogue):
    assert {"rds_instance", "dynamodb_table"} <= _blocks(pinned("must use DynamoDB"), catalogue)


def test_no_pins_change_nothing(pinned, catalogue):
    assert pinned() == read_requirements(REQUEST, catalogue=catalogue)


@pytest.mark.parametrize(
    ("pins", "fault"),
    [
        (("must use Aurora", "no Aurora"), "only one of the two"),
        (("make it nice",), "names no AWS service"),
        ((" ",), "1 to 200 characters"),
        (("no Lambda " * 30,), "1 to 200 characters"),
        (("no Lambda",) * 11, "10 are the most"),
    ],
)
def test_a_pin_that_cannot_be_kept_is_refused(pinned, pins, fault):
    with pytest.raises(InvalidPin, match=fault):
        pinned(*pins)
