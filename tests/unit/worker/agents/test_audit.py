"""What the audit can write down."""

import json

from worker.agents.audit import MAX_INPUT_CHARACTERS, recordable


def test_keeps_plain_input_as_it_is():
    assert recordable({"a": [1, "b", None]}) == {"a": [1, "b", None]}


def test_turns_bytes_and_objects_into_text():
    assert recordable({"a": b"\x00\xff", "b": {1, 2}}) == {"a": repr(b"\x00\xff"), "b": "{1, 2}"}


def test_takes_out_nul_which_postgres_cannot_hold():
    assert "\x00" not in recordable({"a": "x\x00y"})["a"]


def test_cuts_what_is_without_end():
    cut = recordable({"a": "x" * 100_000})
    assert cut["characters"] > 100_000
    assert len(json.dumps(cut)) < MAX_INPUT_CHARACTERS + 200


def test_wraps_what_is_not_a_map():
    assert recordable([1, 2]) == {"value": [1, 2]}
