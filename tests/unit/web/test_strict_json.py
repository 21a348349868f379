import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.problems import InvalidFields, Problem, UnreadableBody
from web.strict_json import kind, parse_object


def read(body):
    try:
        return parse_object(body)
    except Problem as problem:
        return problem


def test_an_object_is_read():
    assert parse_object('{"a": [1, true, null, "ü"]}'.encode()) == {"a": [1, True, None, "ü"]}


def test_the_place_of_the_fault_is_named():
    with pytest.raises(UnreadableBody) as raised:
        parse_object(b'{"a": 1,\n "b" 2}')

    assert raised.value.faults[0].fault.endswith("at line 2, column 6")


def test_bytes_that_are_not_utf_8_are_named_by_their_place():
    with pytest.raises(UnreadableBody) as raised:
        parse_object(b'{"a": "\xe4"}')

    assert raised.value.faults[0].fault == "has bytes that are not UTF-8, the first at 7"


@pytest.mark.parametrize(
    ("text", "words"), [("[]", "a list"), ("1", "a number"), ("true", "a boolean"), ("null", "null")]
)
def test_what_is_not_an_object_is_named(text, words):
    with pytest.raises(InvalidFields) as raised:
        parse_object(text.encode())

    assert raised.value.faults[0].fault == f"is {words}"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(body):
    outcome = read(body)

    assert isinstance(outcome, dict | Problem)
    if isinstance(outcome, Problem):
        assert 400 <= outcome.status < 500
        assert all(fault.field and fault.fault and fault.limit for fault in outcome.faults)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_every_value_has_a_kind(value):
    assert kind(json.loads(json.dumps(value))) in {"null", "a boolean", "a string", "a list", "a number"}
