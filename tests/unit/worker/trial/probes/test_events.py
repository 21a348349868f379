import json

import pytest

from worker.trial.probes.events import event_for


def test_literals_of_a_pattern_are_taken() -> None:
    event = event_for({"source": ["shop"], "detail-type": ["Order placed"], "detail": {"state": ["new", "old"]}})
    assert event == {"Source": "shop", "DetailType": "Order placed", "Detail": json.dumps({"state": "new"})}


@pytest.mark.parametrize(
    ("matcher", "value"),
    [
        ({"prefix": "a"}, "atrial"),
        ({"suffix": "z"}, "trialz"),
        ({"exists": True}, "trial"),
        ({"wildcard": "a*"}, "atrial"),
    ],
)
def test_a_matcher_gets_a_value_that_it_takes(matcher: dict[str, object], value: str) -> None:
    event = event_for({"source": ["s"], "detail": {"key": [matcher]}})
    assert event is not None
    assert json.loads(event["Detail"]) == {"key": value}


@pytest.mark.parametrize("pattern", [{"source": ["s"], "detail": {"n": [{"numeric": [">", 1]}]}}, {"$or": []}])
def test_what_is_not_understood_makes_no_event(pattern: dict[str, object]) -> None:
    assert event_for(pattern) is None
