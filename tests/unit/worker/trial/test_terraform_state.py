import json
from typing import Any

import pytest

from worker.trial.terraform_state import Change, changes_of, read_state


def plan(before: dict[str, Any], after: dict[str, Any], actions: list[str], **more: Any) -> str:
    change = {"actions": actions, "before": before, "after": after, **more}
    return json.dumps({"resource_changes": [{"address": "aws_x.y", "mode": "managed", "change": change}]})


def test_managed_resources_are_read_from_a_state() -> None:
    one = {
        "address": "aws_sqs_queue.a",
        "type": "aws_sqs_queue",
        "name": "a",
        "mode": "managed",
        "values": {"url": "u"},
    }
    other = {**one, "address": "data.aws_region.b", "mode": "data"}
    state = read_state(json.dumps({"values": {"root_module": {"resources": [one, other]}}}))
    assert list(state) == ["aws_sqs_queue.a"]
    assert state["aws_sqs_queue.a"].values["url"] == "u"


def test_an_empty_state_has_nothing() -> None:
    assert read_state("{}") == {}


def test_text_that_is_no_state_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        read_state("oops")


def test_a_change_names_its_attributes() -> None:
    changes = changes_of(plan({"size": 1, "name": "a"}, {"size": 2, "name": "a"}, ["update"]))
    assert changes == {"aws_x.y": Change("update", frozenset({"size"}), follows=False)}


def test_null_and_empty_are_the_same() -> None:
    changes = changes_of(plan({"role": "", "size": 1}, {"role": None, "size": 2}, ["update"]))
    assert changes["aws_x.y"].attributes == {"size"}


def test_what_only_aws_knows_does_not_count_beside_a_change() -> None:
    text = plan({"arn": "a", "size": 1}, {"size": 2}, ["delete", "create"], after_unknown={"arn": True})
    assert changes_of(text)["aws_x.y"] == Change("delete/create", frozenset({"size"}), follows=False)


def test_a_change_of_unknown_values_alone_follows_another() -> None:
    text = plan({"policy": "{}"}, {}, ["update"], after_unknown={"policy": True})
    assert changes_of(text)["aws_x.y"] == Change("update", frozenset({"policy"}), follows=True)


def test_what_stays_is_not_listed() -> None:
    assert changes_of(plan({"a": 1}, {"a": 1}, ["no-op"])) == {}
