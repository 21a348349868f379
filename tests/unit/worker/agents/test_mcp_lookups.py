"""Which answers are given again, and which are not."""

import asyncio
import json

import pytest
from mcp.types import Tool

from jobs.testing.tool_servers import InMemoryToolServerRecords
from worker.agents.mcp_lookups import Lookups
from worker.agents.mcp_questions import AVAILABILITY, question_of
from worker.agents.mcp_servers_file import ServerConfig

CONFIG = ServerConfig(name="s", command="x", readonly_because="x", allowed_tools=["look"])
SCHEMA = {"type": "object", "properties": {"phrase": {"type": "string"}, "limit": {"type": "integer", "default": 10}}}
ANSWER = [{"text": "found"}]


def question(tool="look", version="1", config=CONFIG, **arguments):
    return question_of(config, version, Tool(name=tool, input_schema=SCHEMA), arguments)


def availability(*names, regions=("eu-west-1",), **more):
    arguments = {"regions": list(regions), "resource_type": "cfn", "filters": list(names), **more}
    return question(AVAILABILITY, **arguments)


def told(*names, regions=("eu-west-1",), **more):
    of_region = {name: f"{name} is available" for name in names}
    content = {"resource_type": "cfn", "regions": dict.fromkeys(regions, of_region), **more}
    return [{"text": json.dumps({"content": content})}]


@pytest.fixture
def lookups():
    return Lookups()


def find(lookups, asked):
    return asyncio.run(lookups.find(asked))


def keep(lookups, asked, content, seconds=60.0):
    asyncio.run(lookups.keep(asked, content, seconds))


def test_the_same_question_finds_the_answer_in_any_order_and_with_defaults_left_out(lookups):
    keep(lookups, question(phrase="s3", limit=10), ANSWER)
    assert find(lookups, question(limit=10, phrase="s3")) == ANSWER
    assert find(lookups, question(phrase="s3")) == ANSWER


@pytest.mark.parametrize(
    "other",
    [
        question(phrase="sqs"),
        question(phrase="s3", limit=11),
        question("find", phrase="s3"),
        question(version="2", phrase="s3"),
        question(config=CONFIG.model_copy(update={"name": "t"}), phrase="s3"),
        question(config=CONFIG.model_copy(update={"args": ["--other"]}), phrase="s3"),
    ],
)
def test_another_question_tool_server_version_or_configuration_does_not(lookups, other):
    keep(lookups, question(phrase="s3"), ANSWER)
    assert find(lookups, other) is None


def test_an_answer_is_a_copy(lookups):
    keep(lookups, question(phrase="s3"), ANSWER)
    find(lookups, question(phrase="s3"))[0]["text"] = "changed"
    assert find(lookups, question(phrase="s3")) == ANSWER


def test_an_answer_is_given_until_its_time_is_over(lookups):
    keep(lookups, question(phrase="s3"), ANSWER, seconds=-1)
    assert find(lookups, question(phrase="s3")) is None


def test_pictures_are_not_kept(lookups):
    keep(lookups, question(phrase="s3"), [{"image": {"format": "png", "source": {"bytes": b""}}}])
    assert find(lookups, question(phrase="s3")) is None


def test_what_was_asked_for_longest_ago_goes_first():
    lookups = Lookups(largest=1000)
    for phrase in ("a", "b"):
        keep(lookups, question(phrase=phrase), [{"text": "x" * 300}])
    find(lookups, question(phrase="a"))
    keep(lookups, question(phrase="c"), [{"text": "x" * 300}])
    assert [bool(find(lookups, question(phrase=phrase))) for phrase in "abc"] == [True, False, True]


def test_another_process_finds_it_by_the_records_and_no_words_stand_in_them():
    records = InMemoryToolServerRecords()
    keep(Lookups(records), question(phrase="a secret merger"), ANSWER)
    assert find(Lookups(records), question(phrase="a secret merger")) == ANSWER
    assert "merger" not in str(records.__dict__)


def test_without_records_nothing_but_this_process_knows():
    records = InMemoryToolServerRecords()
    lookups = Lookups(records)
    records.is_down = True
    keep(lookups, question(phrase="s3"), ANSWER)
    assert find(lookups, question(phrase="s3")) == ANSWER
    assert find(Lookups(records), question(phrase="s3")) is None


@pytest.mark.parametrize(
    "kept", ["", "[]", '{"until": 9e9}', '{"until": "soon", "part": []}', '{"until": 9e9, "part": 1}']
)
def test_what_cannot_be_read_is_not_at_hand(kept):
    records = InMemoryToolServerRecords()
    records.keep(question(phrase="s3").keys[0], kept, 60)
    assert find(Lookups(records), question(phrase="s3")) is None


class TestAvailability:
    def test_what_is_known_of_each_thing_answers_a_question_about_others_together(self, lookups):
        keep(lookups, availability("A", "B"), told("A", "B"))
        keep(lookups, availability("C"), told("C"))
        assert find(lookups, availability("C", "A")) == [
            {"text": json.dumps(json.loads(told("C", "A")[0]["text"]), separators=(",", ":"))}
        ]
        assert find(lookups, availability("A", "D")) is None
        assert find(lookups, availability("A", regions=["us-east-1"])) is None

    def test_every_region_of_the_question_must_be_known(self, lookups):
        both = ("eu-west-1", "us-east-1")
        keep(lookups, availability("A"), told("A"))
        assert find(lookups, availability("A", regions=both)) is None
        keep(lookups, availability("A", regions=both), told("A", regions=both))
        assert find(lookups, availability("A", regions=both)) is not None

    def test_what_is_added_does_not_make_the_older_live_longer(self, lookups):
        keep(lookups, availability("A"), told("A"), seconds=-1)
        keep(lookups, availability("B"), told("B"))
        assert find(lookups, availability("A")) is None
        assert find(lookups, availability("B")) is not None

    def test_workers_add_to_what_others_know(self):
        records = InMemoryToolServerRecords()
        one, two = Lookups(records), Lookups(records)
        keep(one, availability("A"), told("A"))
        keep(two, availability("B"), told("B"))
        assert find(one, availability("A", "B")) is not None

    @pytest.mark.parametrize(
        "content",
        [
            told("A"),
            told("A", "B", next_token="2"),
            told("A", "B", "C"),
            [{"text": "{}"}],
            [{"text": "not JSON"}],
            [],
            [*told("A", "B"), {"text": "and more"}],
        ],
    )
    def test_an_answer_in_another_form_is_not_kept(self, lookups, content):
        keep(lookups, availability("A", "B"), content)
        assert find(lookups, availability("A", "B")) is None

    def test_pages_are_kept_as_they_came(self, lookups):
        keep(lookups, availability("A", next_token="2"), told("A", next_token="3"))
        assert find(lookups, availability("A", next_token="2")) == told("A", next_token="3")
        assert find(lookups, availability("A")) is None
