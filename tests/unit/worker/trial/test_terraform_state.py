import json
from typing import Any

import pytest

from worker.trial.terraform_state import Change, changes_of, read_state


def plan(before: dict[str, Any], after: dict[str, Any], actions: list[str], **more: Any) -> str:
    change = {"actions": actions, "before": before, "after": after, **more}
    return json.dumps({"resource_changes": [{"address": "aws_x.y", "mode": "managed", "change": change}]})


def state(*resources: dict[str, Any]) -> str:
    return json.dumps({"version": 4, "resources": list(resources)})


QUEUE = {"mode": "managed", "type": "aws_sqs_queue", "name": "a", "instances": [{"attributes": {"url": "u"}}]}


def test_managed_resources_are_read_from_a_state() -> None:
    made = read_state(state(QUEUE, {**QUEUE, "mode": "data", "type": "aws_region"}))
    assert list(made) == ["aws_sqs_queue.a"]
    assert made["aws_sqs_queue.a"].values["url"] == "u"


def test_each_of_several_has_its_index_as_terraform_writes_it() -> None:
    several = [{"index_key": 0, "attributes": {}}, {"index_key": 'a "b"', "attributes": {}}]
    assert list(read_state(state({**QUEUE, "instances": several}))) == [
        "aws_sqs_queue.a[0]",
        'aws_sqs_queue.a["a \\"b\\""]',
    ]


def test_what_a_replacement_has_yet_to_delete_is_not_the_resource() -> None:
    instances = [{"deposed": "1f", "attributes": {"url": "old"}}, {"attributes": {"url": "new"}}]
    assert read_state(state({**QUEUE, "instances": instances}))["aws_sqs_queue.a"].values["url"] == "new"


def test_an_empty_state_has_nothing() -> None:
    assert read_state(state()) == {}


@pytest.mark.parametrize("text", ["oops", "[]", '{"version": 3, "modules": []}'])
def test_text_that_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"Expecting|no state"):
        read_state(text)


def test_a_change_names_its_attributes() -> None:
    changes = changes_of(plan({"size": 1, "name": "a"}, {"size": 2, "name": "a"}, ["update"]))
    assert changes == {"aws_x.y": Change("update", frozenset({"size"}), follows=False, paths=frozenset({"size"}))}


def test_null_and_empty_are_the_same() -> None:
    changes = changes_of(plan({"role": "", "size": 1}, {"role": None, "size": 2}, ["update"]))
    assert changes["aws_x.y"].attributes == {"size"}


def test_what_only_aws_knows_does_not_count_beside_a_change() -> None:
    text = plan({"arn": "a", "size": 1}, {"size": 2}, ["delete", "create"], after_unknown={"arn": True})
    change = changes_of(text)["aws_x.y"]
    assert change == Change("delete/create", frozenset({"size"}), follows=False, paths=frozenset({"size"}))


def test_a_change_of_unknown_values_alone_follows_another() -> None:
    text = plan({"policy": "{}"}, {}, ["update"], after_unknown={"policy": True})
    assert changes_of(text)["aws_x.y"] == Change("update", frozenset({"policy"}), follows=True)


def test_a_change_in_a_block_is_told_as_deep_as_it_is() -> None:
    before = {"rule": [{"days": 1, "then": [{"class": "a", "id": 1}]}], "tags": [{"a": 1}]}
    after = {"rule": [{"days": 1, "then": [{"class": "b", "id": 1}]}], "tags": []}
    change = changes_of(plan(before, after, ["update"]))["aws_x.y"]
    assert change.attributes == {"rule", "tags"}
    assert change.paths == {"rule.then.class", "tags"}


def test_what_stays_is_not_listed() -> None:
    assert changes_of(plan({"a": 1}, {"a": 1}, ["no-op"])) == {}
