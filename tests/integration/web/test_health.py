"""Each thing that the web tier stands on, by name, with how long it takes."""

import threading

import pytest

from web import dependencies
from web.app import create_app
from web.dependencies import Dependencies
from web.services import connect

NOWHERE = "127.0.0.1:9"


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """A busy machine answers late."""
    monkeypatch.setattr(dependencies, "PATIENCE_SECONDS", 30.0)


def told(client, status):
    answer = client.get("/health/ready")
    assert answer.status_code == status
    return answer.json, {one["name"]: one for one in answer.json["dependencies"]}


def test_everything_answers_and_says_in_how_long(app):
    client = app.test_client()
    whole, by_name = told(client, 200)
    assert whole["status"] in {"ready", "degraded"}, "chores may be late where none run"
    assert list(by_name) == ["database", "redis", "queue", "artifacts"]
    assert all(one["answers"] and one["milliseconds"] > 0 for one in by_name.values())
    assert [one["name"] for one in by_name.values() if one["needed"]] == ["database"]
    assert client.get("/health/live").text == "ok\n"


@pytest.mark.parametrize(
    ("change", "name", "status", "word"),
    [
        ({"database_url": f"postgresql://nobody@{NOWHERE}/nothing"}, "database", 503, "not ready"),
        ({"redis_url": f"redis://{NOWHERE}/0"}, "redis", 200, "degraded"),
        ({"artifacts_bucket": "one-that-nobody-made"}, "artifacts", 200, "degraded"),
    ],
)
def test_what_does_not_answer_is_named_and_only_what_requests_need_closes(settings, change, name, status, word):
    client = create_app(connect(settings.model_copy(update=change))).test_client()
    whole, by_name = told(client, status)
    assert whole["status"] == word
    assert [one for one, state in by_name.items() if not state["answers"]] == [name]
    assert by_name[name]["milliseconds"] is None


def test_what_hangs_is_waited_for_briefly_and_asked_once(monkeypatch):
    monkeypatch.setattr(dependencies, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(dependencies, "FRESH_SECONDS", 0.0)
    free, asked = threading.Event(), []

    def hang():
        asked.append(1)
        free.wait(30)

    stands_on = Dependencies({"database": (True, lambda: None), "queue": (False, hang)})
    try:
        for _ in range(3):
            database, queue = stands_on.states()
            assert (database.answers, queue.answers) == (True, False)
        assert len(asked) == 1
    finally:
        free.set()


def test_the_answer_of_a_moment_ago_is_given_again(monkeypatch):
    monkeypatch.setattr(dependencies, "FRESH_SECONDS", 60.0)
    asked = []
    stands_on = Dependencies({"database": (True, lambda: asked.append(1))})
    assert stands_on.states() == stands_on.states()
    assert len(asked) == 1
