from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from jobs.claims import Claim, cancel, claim, extend
from jobs.conversation_turns import Answer, Talk, finish_turn, talk_of
from jobs.conversations import (
    Turn,
    change,
    create,
    delete,
    find,
    recent,
    restore,
    running_turn,
    say,
    utterances,
)
from jobs.database import Database
from jobs.errors import Conflict, NotFound
from jobs.models import Conversation, Job, Utterance
from jobs.sheet_history import earlier_sheet, undo
from jobs.sheets import Sheet, Understood
from jobs.states import Mode, State


class Talking:
    """A conversation of one tenant, and a worker that answers in it."""

    def __init__(self, database: Database, tenant: Any, *, title: str = "") -> None:
        self.database, self.tenant = database, tenant
        row, _ = create(database, org_id=tenant.org_id, user_id=tenant.user_id, title=title)
        self.id: UUID = row.id

    def say(self, text: str, key: str | None = None, fingerprint: str = "f") -> Turn:
        return say(
            self.database,
            org_id=self.tenant.org_id,
            user_id=self.tenant.user_id,
            conversation_id=self.id,
            text=text,
            idempotency_key=key,
            fingerprint=fingerprint,
        )

    def take(self, turn: Turn) -> tuple[Claim, Talk]:
        held = claim(self.database, self.tenant.org_id, turn.job.id, worker="w", lease_seconds=60)
        assert held is not None
        return held, talk_of(self.database, held)

    def hear(self, text: str, answer: Answer) -> Job:
        held, talk = self.take(self.say(text))
        assert finish_turn(self.database, held, talk, answer)
        return self.job(held.job_id)

    def job(self, job_id: UUID) -> Job:
        with self.database.tenant(self.tenant.org_id):
            return Job.get_by_id(job_id)

    def row(self) -> Conversation:
        return find(self.database, self.tenant.org_id, self.id)

    def said(self) -> list[tuple[int, str, str, str]]:
        lines = utterances(self.database, self.tenant.org_id, self.id, limit=100)
        return [(line.seq, line.role, line.text, line.state) for line, _ in reversed(lines)]


@pytest.fixture
def talking(database: Database, tenant: Any) -> Talking:
    return Talking(database, tenant)


def test_what_a_user_says_is_written_with_the_job_that_answers_it(talking: Talking) -> None:
    turn = talking.say("A shop for 2,000 users a day.")
    assert (turn.job.mode, turn.job.state, turn.job.request) == (Mode.BRAINSTORM, State.QUEUED, turn.utterance.text)
    assert turn.job.options == {"conversation_id": str(talking.id), "utterance": 1}
    assert talking.said() == [(1, "user", "A shop for 2,000 users a day.", "complete")]
    assert running_turn(talking.database, talking.tenant.org_id, talking.id) == turn.job


def test_an_answer_is_written_with_the_end_of_its_job(talking: Talking) -> None:
    sheet = Sheet(request="A shop.", understood=[Understood(label="Users", value="2,000", quote="2,000 users")])
    answer = Answer(
        "Let me see.",
        title="A shop",
        sheet=sheet,
        citations=[{"title": "Amazon ECS", "url": "https://docs.aws.amazon.com/ecs/"}],
        choices=[{"label": "Frankfurt", "value": "In Frankfurt."}],
        details={"seconds": 0.2},
    )
    job = talking.hear("A shop.", answer)
    assert job.state == State.SUCCEEDED
    assert job.result == {
        "seconds": 0.2,
        "conversation_id": str(talking.id),
        "utterance": 2,
        "title": "A shop",
        "citations": [{"title": "Amazon ECS", "url": "https://docs.aws.amazon.com/ecs/"}],
        "choices": [{"label": "Frankfurt", "value": "In Frankfurt."}],
        "sheet": sheet.model_dump(),
    }
    assert talking.said()[1:] == [(2, "assistant", "Let me see.", "complete")]
    row = talking.row()
    assert (row.title, Sheet.model_validate(row.sheet)) == ("A shop", sheet)
    assert running_turn(talking.database, talking.tenant.org_id, talking.id) is None


def test_one_turn_runs_at_a_time(talking: Talking) -> None:
    talking.say("A shop.")
    with pytest.raises(Conflict, match="still on its way"):
        talking.say("In Frankfurt.")


def test_of_two_who_speak_at_once_one_is_heard(talking: Talking) -> None:
    def speak(number: int) -> bool:
        try:
            talking.say(f"Voice {number}")
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(speak, range(4))) == 1
    assert len(talking.said()) == 1


def test_a_repeated_key_answers_with_the_first_turn_even_while_it_runs(talking: Talking) -> None:
    first = talking.say("A shop.", key="k")
    again = talking.say("A shop.", key="k")
    assert (again.utterance, again.job) == (first.utterance, first.job)
    with pytest.raises(Conflict, match="another body"):
        talking.say("A bank.", key="k", fingerprint="other")


def test_a_conversation_may_begin_with_words_and_is_begun_once(database: Database, tenant: Any) -> None:
    def begin() -> Any:
        given = {"org_id": tenant.org_id, "user_id": tenant.user_id, "idempotency_key": "k", "fingerprint": "f"}
        return create(database, text="A shop.", **given)

    (row, turn), (same_row, same_turn) = begin(), begin()
    assert turn.utterance.conversation_id == row.id == same_row.id
    assert same_turn.job == turn.job
    with database.tenant(tenant.org_id):
        assert (Conversation.select().count(), Utterance.select().count(), Job.select().count()) == (1, 1, 1)


def test_a_silent_conversation_is_begun_once_too(database: Database, tenant: Any) -> None:
    given = {"org_id": tenant.org_id, "user_id": tenant.user_id, "idempotency_key": "k", "fingerprint": "f"}
    first, again = create(database, title="Shop", **given), create(database, title="Shop", **given)
    assert (first[0].id, first[1]) == (again[0].id, None)


def test_a_worker_hears_the_conversation_up_to_the_turn_it_answers(talking: Talking) -> None:
    talking.hear("A shop.", Answer("Where?", choices=[{"label": "Frankfurt", "value": "In Frankfurt."}]))
    _, talk = talking.take(talking.say("In Frankfurt."))
    assert [(line.role, line.text) for line in talk.lines] == [
        ("user", "A shop."),
        ("assistant", "Where?"),
        ("user", "In Frankfurt."),
    ]
    assert talk.lines[1].choices == [{"label": "Frankfurt", "value": "In Frankfurt."}]
    assert talk.answer_seq == 4


def test_what_is_summarised_is_not_read_again(talking: Talking) -> None:
    talking.hear("A shop.", Answer("Where?"))
    talking.hear("In Frankfurt.", Answer("Good.", summary="A shop, in Frankfurt.", summarised_to=2))
    _, talk = talking.take(talking.say("And now?"))
    assert (talk.summary, talk.summarised_to) == ("A shop, in Frankfurt.", 2)
    assert [line.text for line in talk.lines] == ["In Frankfurt.", "Good.", "And now?"]
    assert len(talking.said()) == 5


def test_no_answer_is_lost_for_a_character_that_cannot_be_kept_or_a_summary_that_says_too_much(
    talking: Talking,
) -> None:
    odd = Answer("A\x00 shop \ud83d.", title="T" * 300 + "\x00", summary="All\x00.", summarised_to=99)
    talking.hear("A shop.", odd)
    assert talking.said()[1][2] == "A shop ?."
    assert talking.row().title == "T" * 200
    _, talk = talking.take(talking.say("And now?"))
    assert (talk.summary, [line.text for line in talk.lines]) == ("All.", ["And now?"])


def test_a_stopped_turn_keeps_the_words_that_were_said(talking: Talking) -> None:
    held, talk = talking.take(talking.say("A shop."))
    assert cancel(talking.database, held.org_id, held.job_id)
    assert not extend(talking.database, held)
    following = talking.say("No, a bank.")
    stopped = Answer("A shop needs", state="stopped", sheet=Sheet(request="A shop."))
    assert finish_turn(talking.database, held, talk, stopped)
    assert talking.said() == [
        (1, "user", "A shop.", "complete"),
        (2, "assistant", "A shop needs", "stopped"),
        (3, "user", "No, a bank.", "complete"),
    ]
    assert talking.job(held.job_id).state == State.CANCELLED
    assert following.utterance.seq == 3
    assert talking.row().sheet["request"] == "A shop."


def test_a_stopped_answer_needs_a_cancelled_job_and_is_written_once(talking: Talking) -> None:
    held, talk = talking.take(talking.say("A shop."))
    assert not finish_turn(talking.database, held, talk, Answer("A", state="stopped"))
    cancel(talking.database, held.org_id, held.job_id)
    assert finish_turn(talking.database, held, talk, Answer("A shop", state="stopped"))
    assert finish_turn(talking.database, held, talk, Answer("A shop needs", state="stopped"))
    assert talking.said()[1:] == [(2, "assistant", "A shop", "stopped")]


def test_a_cancelled_turn_cannot_be_completed(talking: Talking) -> None:
    held, talk = talking.take(talking.say("A shop."))
    cancel(talking.database, held.org_id, held.job_id)
    assert not finish_turn(talking.database, held, talk, Answer("Done.", sheet=Sheet(request="A shop."), title="T"))
    assert len(talking.said()) == 1
    assert (talking.row().title, talking.row().sheet) == ("", {})


def test_a_worker_that_lost_its_claim_writes_nothing(talking: Talking, as_superuser: Callable[..., Any]) -> None:
    turn = talking.say("A shop.")
    slow, talk = talking.take(turn)
    as_superuser("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = %s", turn.job.id)
    quick, _ = talking.take(turn)
    assert not finish_turn(talking.database, slow, talk, Answer("Slow."))
    assert finish_turn(talking.database, quick, talk, Answer("Quick."))
    assert [text for _, _, text, _ in talking.said()] == ["A shop.", "Quick."]


def test_a_failed_turn_keeps_its_words_and_says_why(talking: Talking) -> None:
    answer = Answer("A shop nee", state="failed", error=("deadline", "It took too long: ask for less at once."))
    job = talking.hear("A shop.", answer)
    assert (job.state, job.error) == (
        State.FAILED,
        {"code": "deadline", "message": "It took too long: ask for less at once."},
    )
    assert talking.said()[1] == (2, "assistant", "A shop nee", "failed")


def test_what_the_user_sets_while_a_turn_runs_goes_before_its_answer(talking: Talking) -> None:
    org_id = talking.tenant.org_id
    change(talking.database, org_id, talking.id, title=None, sheet={"pins": ["no Lambda"]})
    held, talk = talking.take(talking.say("A shop."))
    change(talking.database, org_id, talking.id, title="Mine", sheet={"region": "eu-west-1"})
    new = Sheet(request="A shop.", region="us-east-1", pins=["no Lambda", "must use Aurora"])
    assert finish_turn(talking.database, held, talk, Answer("Good.", sheet=new, title="A shop"))
    row = talking.row()
    assert row.title == "Mine"
    assert Sheet.model_validate(row.sheet) == new.model_copy(update={"region": "eu-west-1"})


def test_the_sheet_goes_back_step_by_step_through_turns_and_what_was_set_by_hand(talking: Talking) -> None:
    database, org_id = talking.database, talking.tenant.org_id
    with pytest.raises(Conflict, match="nothing to undo"):
        undo(database, org_id, talking.id)
    shop, fast = Sheet(request="A shop."), Sheet(request="A shop.", pins=["must use Aurora"])
    talking.hear("A shop.", Answer("Yes.", sheet=shop, details={"intents": ["told"]}))
    talking.hear("Use Aurora.", Answer("Yes.", sheet=fast, details={"intents": ["told"]}))
    talking.hear("What does it cost?", Answer("Little.", sheet=fast, details={"intents": ["cost"]}))
    change(database, org_id, talking.id, title=None, sheet={"region": "eu-west-3"})
    assert earlier_sheet(database, org_id, talking.id) == fast
    steps = [Sheet.model_validate(undo(database, org_id, talking.id).sheet) for _ in range(3)]
    assert steps == [fast, shop, Sheet()]
    talking.hear("A shop.", Answer("Yes.", sheet=fast, details={"intents": ["told"]}))
    talking.hear("undo", Answer("Done.", sheet=shop, details={"intents": ["undone"]}))
    assert earlier_sheet(database, org_id, talking.id) == Sheet()
    running = talking.say("More.")
    with pytest.raises(Conflict, match="on its way"):
        undo(database, org_id, talking.id)
    assert running.job.state == State.QUEUED


def test_conversations_are_listed_by_who_spoke_last_page_by_page(database: Database, tenant: Any) -> None:
    first, second, third = (Talking(database, tenant, title=title) for title in ("one", "two", "three"))
    first.say("Again.")
    page = recent(database, tenant.org_id, limit=2)
    assert [row.id for row in page] == [first.id, third.id]
    last = page[-1]
    assert [row.id for row in recent(database, tenant.org_id, limit=2, before=(last.updated_at, last.id))] == [
        second.id
    ]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("shop", True),
        ("SHO", True),
        ("frank shop", True),
        ("node.js", True),
        ("eu-central-1", True),
        ("bank", False),
        ("shop bank", False),
        ("hop", False),
        ("it's", False),
        ("!! & | \\ ' :*", False),
        ("\\'", False),
    ],
)
def test_titles_and_words_are_searched(database: Database, make_tenant: Any, words: str, finds: bool) -> None:
    tenant = make_tenant()
    talking = Talking(database, tenant, title="The shop")
    talking.hear("Node.js in Frankfurt.", Answer("That is eu-central-1."))
    other = Talking(database, make_tenant(), title="The shop of someone else in Frankfurt")
    assert [row.id for row in recent(database, tenant.org_id, limit=9, words=words)] == ([talking.id] if finds else [])
    assert other.id != talking.id


def test_a_deleted_conversation_is_gone_until_it_is_restored(talking: Talking) -> None:
    database, org_id = talking.database, talking.tenant.org_id
    turn = talking.say("A shop.")
    assert delete(database, org_id, talking.id) == [talking.job(turn.job.id)]
    assert talking.job(turn.job.id).state == State.CANCELLED
    assert recent(database, org_id, limit=9) == []
    for gone in (talking.row, talking.said, lambda: talking.say("More."), lambda: delete(database, org_id, talking.id)):
        with pytest.raises(NotFound):
            gone()
    assert restore(database, org_id, talking.id).deleted_at is None
    assert restore(database, org_id, talking.id).id == talking.id
    assert talking.said() == [(1, "user", "A shop.", "complete")]


def test_another_organizations_conversation_does_not_exist(talking: Talking, make_tenant: Any) -> None:
    other = make_tenant()
    with pytest.raises(NotFound):
        find(talking.database, other.org_id, talking.id)
    with pytest.raises(NotFound):
        restore(talking.database, other.org_id, talking.id)
    with pytest.raises(NotFound):
        say(talking.database, org_id=other.org_id, user_id=other.user_id, conversation_id=talking.id, text="Hello?")


def test_utterances_come_page_by_page_the_last_first(talking: Talking) -> None:
    talking.hear("A shop.", Answer("Where?"))
    job = talking.hear("In Frankfurt.", Answer("Good."))
    database, org_id = talking.database, talking.tenant.org_id
    last = utterances(database, org_id, talking.id, limit=3)
    assert [line.seq for line, _ in last] == [4, 3, 2]
    assert last[0][1] == job
    assert [line.seq for line, _ in utterances(database, org_id, talking.id, limit=3, before=2)] == [1]
