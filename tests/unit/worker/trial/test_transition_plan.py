"""What a plan over the version before tells, without what the emulator would plan anew by itself."""

import json
from typing import Any

import pytest

from worker.architecture.model import Architecture, Component
from worker.trial.owners import Owners
from worker.trial.transition_plan import effects_of, planned_changes, without_noise


def change(address: str, actions: list[str], before: Any = None, after: Any = None, **more: Any) -> dict[str, Any]:
    type_ = address.split(".", maxsplit=1)[0]
    told = {"actions": actions, "before": before, "after": after, "after_unknown": {}, **more}
    return {"address": address, "type": type_, "mode": "managed", "change": told}


def plan(*changes: dict[str, Any]) -> str:
    return json.dumps({"resource_changes": list(changes)})


KEY = change(
    "aws_dynamodb_table.data",
    ["delete", "create"],
    {"hash_key": "pk", "ttl": 1},
    {"hash_key": "order_id", "ttl": 2},
    replace_paths=[["hash_key"], ["attribute", 0, "name"]],
)


def owners(*ids: str) -> Owners:
    parts = tuple(Component(id=one, block="sqs_queue", name=one) for one in ids)
    return Owners(Architecture(title="T", project="shop", components=parts))


def test_a_replacement_names_what_forces_it_and_what_stays_is_not_listed() -> None:
    stays = change("aws_sqs_queue.jobs", ["no-op"], {}, {})
    found = planned_changes(plan(KEY, stays, change("data.aws_region.here", ["read"], mode="data")))
    assert list(found) == ["aws_dynamodb_table.data"]
    assert found["aws_dynamodb_table.data"].action == "replace"
    assert found["aws_dynamodb_table.data"].forced_by == {"hash_key", "attribute.name"}


@pytest.mark.parametrize("order", [["delete", "create"], ["create", "delete"]])
def test_either_order_is_a_replacement(order: list[str]) -> None:
    assert planned_changes(plan(change("aws_x.y", order, {}, {})))["aws_x.y"].action == "replace"


def test_what_a_plan_of_the_old_version_would_do_too_is_the_emulators_doing() -> None:
    update = change("aws_lambda_function.a", ["update"], {"memory": 1, "tags": 1}, {"memory": 2, "tags": 2})
    noise = change("aws_lambda_function.a", ["update"], {"memory": 1, "tags": 1}, {"memory": 1, "tags": 2})
    left = without_noise(planned_changes(plan(update)), planned_changes(plan(noise)))
    assert left["aws_lambda_function.a"].attributes == {"memory"}
    assert without_noise(planned_changes(plan(noise)), planned_changes(plan(noise))) == {}


def test_a_replacement_that_the_emulator_causes_is_none_but_its_other_changes_are_told() -> None:
    noise = change(
        "aws_x.y", ["delete", "create"], {"zone": 1, "size": 1}, {"zone": 2, "size": 1}, replace_paths=[["zone"]]
    )
    both = change(
        "aws_x.y", ["delete", "create"], {"zone": 1, "size": 1}, {"zone": 2, "size": 2}, replace_paths=[["zone"]]
    )
    left = without_noise(planned_changes(plan(both)), planned_changes(plan(noise)))
    assert (left["aws_x.y"].action, left["aws_x.y"].attributes) == ("update", {"size"})
    own = change(
        "aws_x.y",
        ["delete", "create"],
        {"zone": 1, "name": 1},
        {"zone": 2, "name": 2},
        replace_paths=[["zone"], ["name"]],
    )
    assert without_noise(planned_changes(plan(own)), planned_changes(plan(noise)))["aws_x.y"].forced_by == {"name"}


def test_what_comes_and_goes_is_never_noise() -> None:
    gone, new = change("aws_x.old", ["delete"], {}), change("aws_x.new", ["create"], None, {})
    changes = planned_changes(plan(gone, new))
    assert without_noise(changes, changes) == changes


def test_effects_tell_component_and_data_what_is_lost_first() -> None:
    gone = change("aws_sqs_queue.jobs_dead[0]", ["delete"], {"name": "jobs"})
    new = change("aws_sns_topic.topic", ["create"], None, {})
    found = list(effects_of(planned_changes(plan(new, gone, KEY)), owners("jobs"), owners("data", "topic")))
    assert [(one.component, one.action, one.data, one.method) for one in found] == [
        ("data", "replace", "lost", "plan"),
        ("jobs", "delete", "lost", "plan"),
        ("topic", "create", "", "plan"),
    ]
    assert found[0].because == ("attribute.name", "hash_key")
