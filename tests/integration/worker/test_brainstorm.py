"""Conversations on the real servers, with the offline architect and the reference server."""

import threading

import pytest

from jobs import conversations
from jobs.claims import cancel
from jobs.states import Mode, State
from worker.bootstrap import bootstrap
from worker.errors import ModelNotConfigured, ModelUnavailable

# As in worker/agents/mcp_start.py: pytest sets its own filters for each test.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine 'MCPClient.stop:RuntimeWarning")

WORKLOAD = (
    "We are building a service for beekeepers: hive scales send their weight every ten minutes, beekeepers see charts "
    "on a website and get an SMS when a hive suddenly loses weight. About 2,000 hives in Germany."
)


@pytest.fixture
def worker(bed, monkeypatch):
    """Wired as the entry points do, and put where the handler finds it."""
    worker = bootstrap(bed.environment)
    worker.servers.tools()
    monkeypatch.setattr("worker.lambda_handler._worker", worker)
    yield worker
    worker.close()


def test_a_ten_turn_conversation_about_an_unseen_workload_ends_in_a_sheet_that_can_be_built(bed, worker, talk):
    first, job = talk.say(WORKLOAD)
    assert "a month" in first.text
    assert first.citations
    assert first.choices
    assert talk.row().title
    assert job.result["sheet"]["understood"]

    again, _ = talk.say(first.choices[1]["value"])
    assert "What changed" in again.text

    why, _ = talk.say("Why not DynamoDB?")
    assert "DynamoDB" in why.text
    limits, _ = talk.say("What are the limits of SQS?")
    assert "messages in flight" in limits.text
    price, _ = talk.say("and how much is it?")
    assert "per 1,000,000 requests" in price.text
    assert any("pricing" in one["url"] for one in price.citations)

    offer, _ = talk.say("What changes if we have 20,000 hives and it must survive the loss of a zone?")
    assert offer.text
    cost, _ = talk.say("What would the whole thing cost?")
    assert "a month" in cost.text
    move, _ = talk.say("What if we moved to Ireland?")
    assert "eu-central-1 → eu-west-1" in move.text
    assert [one["label"] for one in move.choices] == ["Make this change", "Leave it as it is"]
    assert talk.sheet().region is None
    talk.say("yes")
    assert talk.sheet().region == "eu-west-1"
    talk.say("no, undo that")
    assert talk.sheet().region is None
    talk.say("Run it in eu-west-1.")
    assert talk.sheet().region == "eu-west-1"
    end, _ = talk.say("Summarise, please.")
    assert "beekeepers" in end.text

    sheet = talk.sheet()
    options = {"region": sheet.region, "assumptions": sheet.assumptions, "pins": sheet.pins}
    job_id = bed.submit(sheet.request, **options)
    assert bed.deliver(bed.receive()) == []
    made = bed.job(job_id)
    assert made.error is None
    assert made.result["region"] == "eu-west-1"
    assert made.result["checks"]["failed"] == 0


def test_the_words_stream_while_the_turn_runs_and_each_tool_call_is_audited(bed, worker, talk):
    answer, job = talk.say("What is DynamoDB?")
    events = bed.events(job.id)
    said = "".join(event.data["text"] for event in events if event.type == "delta").strip()
    assert said == answer.text
    calls = bed.tool_calls(job.id)
    assert {(one.name, one.phase) for one in calls} >= {
        ("about_service", "before"),
        ("about_service", "after"),
        ("aws___search_documentation", "before"),
        ("aws___search_documentation", "after"),
    }


def test_a_stopped_turn_keeps_the_words_that_were_said(bed, worker, talk, monkeypatch):
    talker = worker.pipelines[Mode.BRAINSTORM]._talker
    reply = talker.reply
    heard, cancelled = threading.Event(), threading.Event()

    def slow(message, before, understood, *, listener, **rest):
        def on_text(text):
            listener.on_text(text)
            heard.set()
            cancelled.wait(10)

        slowed = type(listener)(on_text, listener.on_tool)
        return reply(message, before, understood, listener=slowed, **rest)

    monkeypatch.setattr(talker, "reply", slow)
    job_id = talk.begin(WORKLOAD)
    messages = bed.receive()
    runs = threading.Thread(target=bed.deliver, args=(messages,))
    runs.start()
    assert heard.wait(20)
    assert cancel(bed.database, bed.org_id, job_id)
    cancelled.set()
    runs.join(20)
    (answer,) = talk.answers(job_id)
    assert answer.state == "stopped"
    assert answer.text
    assert bed.job(job_id).state == State.CANCELLED


def test_what_the_user_sets_in_the_sheet_is_what_the_next_answer_speaks_of(bed, worker, talk):
    talk.say(WORKLOAD)
    conversations.change(bed.database, bed.org_id, talk.id, title=None, sheet={"region": "eu-west-3"})
    answer, _ = talk.say("What would it cost?")
    assert "in eu-west-3" in answer.text
    assert talk.sheet().region == "eu-west-3"


def test_a_turn_that_fails_for_good_keeps_its_words_and_says_what_is_wrong(bed, worker, talk, monkeypatch):
    def fails(message, before, understood, *, listener, **rest):
        listener.on_text("I begin to")
        raise ModelNotConfigured("The model provider refused the call with status 403.")

    monkeypatch.setattr(worker.pipelines[Mode.BRAINSTORM]._talker, "reply", fails)
    job_id = talk.begin(WORKLOAD)
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert (job.state, job.error["code"]) == (State.FAILED, "model_not_configured")
    (answer,) = talk.answers(job_id)
    assert (answer.state, answer.text) == ("failed", "I begin to")
    assert "beekeepers" in talk.sheet().request


def test_a_turn_that_is_tried_again_begins_its_answer_anew(bed, worker, talk, monkeypatch):
    talker = worker.pipelines[Mode.BRAINSTORM]._talker
    reply, tries = talker.reply, []

    def fails_once(*given, listener, **more):
        tries.append(1)
        if len(tries) == 1:
            listener.on_text("I begin to")
            raise ModelUnavailable("It is away.")
        return reply(*given, listener=listener, **more)

    monkeypatch.setattr(talker, "reply", fails_once)
    monkeypatch.setattr(worker.runner, "_backoff", lambda _: 0)
    job_id = talk.begin("What is SQS?")
    for _ in range(2):
        bed.deliver(bed.receive())
    (answer,) = talk.answers(job_id)
    shown = ""
    for event in bed.events(job_id):
        if event.type == "delta":
            shown = event.data["text"] if event.data.get("anew") else shown + event.data["text"]
    assert bed.job(job_id).attempt == 2
    assert shown.strip() == answer.text
    assert "I begin to" not in answer.text


def test_a_talk_of_forty_utterances_is_summarised_and_the_model_reads_on_from_there(bed, worker, talk):
    talk.say(WORKLOAD)
    for count in range(2, 21):
        talk.say(f"What if we have {count},000 hives?" if count == 2 else "thanks")
    assert talk.row().summary == ""
    talk.say("What are the limits of SQS?")
    row = talk.row()
    assert "hive scales" in row.summary
    assert row.summarised_to == 24
    answer, _ = talk.say("What would it cost?")
    assert "a month" in answer.text
    assert len(conversations.utterances(bed.database, bed.org_id, talk.id, limit=100)) == 44
