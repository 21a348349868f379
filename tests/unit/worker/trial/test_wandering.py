import base64
import json
from typing import Any

from worker.trial.terraform_state import changes_of
from worker.trial.wandering import Wandered, carried, wandered

OLD, NEW = "data.cluster-1.rds.amazonaws.com", "127.0.0.1"
MOVE = Wandered("aws_rds_cluster.data", "endpoint", OLD, NEW)


def plan(drift: dict[str, Any], **changes: tuple[dict[str, Any], dict[str, Any]]) -> str:
    before, after = {"endpoint": OLD, "engine": "a", "arn": "x"}, {"endpoint": OLD, "engine": "a", "arn": "x"} | drift
    moved = {"address": MOVE.address, "type": "aws_rds_cluster", "change": {"before": before, "after": after}}
    changed = [
        {"address": name, "mode": "managed", "change": {"actions": ["update"], "before": was, "after": will}}
        | ({"type": "t"})
        for name, (was, will) in changes.items()
    ]
    return json.dumps({"resource_drift": [moved], "resource_changes": changed})


def test_only_the_attributes_that_are_known_to_wander_are_found() -> None:
    text = plan({"endpoint": NEW, "engine": "b"})
    assert wandered(text, {"aws_rds_cluster": {"endpoint", "arn"}}) == (MOVE,)
    assert wandered(text, {"aws_db_instance": {"endpoint"}}) == ()


def test_what_was_not_known_before_has_not_wandered() -> None:
    assert wandered(plan({"endpoint": None}), {"aws_rds_cluster": {"endpoint"}}) == ()


def test_a_new_value_is_carried_into_texts_and_into_base64() -> None:
    script = base64.b64encode(f"export HOST={OLD}\n".encode()).decode()
    value = {"url": f"sql://{OLD}:5432", "all": [{"user_data": script}], "number": 1, "other": "data.cluster-2"}
    assert carried(value, [MOVE]) == {
        "url": f"sql://{NEW}:5432",
        "all": [{"user_data": base64.b64encode(f"export HOST={NEW}\n".encode()).decode()}],
        "number": 1,
        "other": "data.cluster-2",
    }


def test_a_change_that_only_follows_is_none_and_one_beside_it_remains() -> None:
    text = plan(
        {"endpoint": NEW},
        follows=({"host": OLD, "size": 1}, {"host": NEW, "size": 1}),
        grows=({"host": OLD, "size": 1}, {"host": NEW, "size": 2}),
        other=({"host": "a"}, {"host": NEW}),
    )
    changes = changes_of(text, [MOVE])
    assert {name: set(one.attributes) for name, one in changes.items()} == {"grows": {"size"}, "other": {"host"}}
