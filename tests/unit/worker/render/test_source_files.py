"""The starter code of functions really works: it is run here with events as AWS sends them."""

import json
import types
from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Component
from worker.render.source_files import source_files, zipped

EVENTS: dict[str, Any] = {
    "http": {"version": "2.0", "rawPath": "/a", "requestContext": {"http": {"method": "GET"}}},
    "sqs": {"Records": [{"eventSource": "aws:sqs", "messageId": "m1", "body": "{}"}]},
    "sns": {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": "hello"}}]},
    "s3": {"Records": [{"eventSource": "aws:s3", "s3": {"bucket": {"name": "b"}, "object": {"key": "a+b%21"}}}]},
    "dynamodb": {
        "Records": [
            {
                "eventSource": "aws:dynamodb",
                "eventName": "INSERT",
                "dynamodb": {"Keys": {"pk": {"S": "1"}}, "SequenceNumber": "7"},
            }
        ]
    },
    "eventbridge": {"detail-type": "Order Placed", "source": "shop", "detail": {"id": 1}},
}

Load = Callable[..., types.ModuleType]


@pytest.fixture
def load(catalogue: Catalogue) -> Load:
    """The function's module for these kinds of events; `seen` collects what reaches `work`."""

    def loaded(*kinds: str) -> types.ModuleType:
        component = Component(id="orders", block="lambda_function", name='"""; raise SystemExit')
        slots = {"events": list(kinds), "file_systems": [], "kms_keys": []}
        module = types.ModuleType("index")
        exec(compile(source_files(component, catalogue, slots)["index.py"], "index.py", "exec"), module.__dict__)  # noqa: S102 - running it is the test
        module.__dict__["seen"] = seen = []
        module.__dict__["work"] = lambda kind, item: seen.append((kind, item))
        return module

    return loaded


@pytest.mark.parametrize("kind", EVENTS)
def test_each_kind_of_event_reaches_the_work(kind: str, load: Load) -> None:
    module = load(kind)
    module.handler(EVENTS[kind], None)
    assert len(module.seen) == 1


@pytest.mark.parametrize("kind", EVENTS)
def test_a_function_for_all_kinds_tells_them_apart(kind: str, load: Load) -> None:
    module, alone = load(*EVENTS), load(kind)
    assert module.handler(EVENTS[kind], None) == alone.handler(EVENTS[kind], None)
    assert module.seen == alone.seen


def test_object_keys_are_decoded(load: Load) -> None:
    module = load("s3")
    module.handler(EVENTS["s3"], None)
    assert module.seen == [("object", {"bucket": "b", "key": "a b!"})]


def test_a_request_is_answered(load: Load) -> None:
    answer = load("http").handler(EVENTS["http"], None)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"])["path"] == "/a"


@pytest.mark.parametrize(("kind", "identifier"), [("sqs", "m1"), ("dynamodb", "7")])
def test_what_fails_is_reported_and_nothing_else(kind: str, identifier: str, load: Load) -> None:
    module = load(kind)
    module.__dict__["work"] = failing
    assert module.handler(EVENTS[kind], None) == {"batchItemFailures": [{"itemIdentifier": identifier}]}


def failing(kind: str, item: object) -> None:
    raise ValueError(f"cannot take {kind} {item}")


def test_anything_else_is_a_task(load: Load) -> None:
    assert load().handler({"schedule": "nightly"}, None) == {"handled": True}


def test_a_zip_depends_on_its_files_alone() -> None:
    assert zipped({"b": "2", "a": "1"}) == zipped({"a": "1", "b": "2"})
    assert zipped({"a": "1"}) != zipped({"a": "2"})
