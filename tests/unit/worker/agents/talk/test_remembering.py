"""Long conversations are summarised, not cut."""

from worker.agents.talk.remembering import MOST_CHARACTERS, MOST_LINES, remembered, title_of
from worker.agents.talk.state import Said, Talk


def talk(turns, summary=""):
    said = []
    for number in range(turns):
        said += [Said("user", f"Question {number} on SQS and {'long words ' * 20}"), Said("assistant", "An answer.")]
    return Talk(tuple(said), summary)


def test_a_short_conversation_is_not_summarised(catalogue):
    assert remembered(talk(3), "and now?", catalogue) == (None, 0)


def test_the_oldest_turns_go_into_the_summary(catalogue):
    summary, count = remembered(talk(MOST_LINES // 2 + 1), "and now?", catalogue)
    assert count % 2 == 0
    assert "Question 0" in summary
    assert summary.count("- You: ") == count // 2


def test_a_summary_that_grows_too_long_keeps_the_services_that_were_spoken_of(catalogue):
    summary, _ = remembered(talk(MOST_LINES), "and now?", catalogue)
    again, _ = remembered(talk(MOST_LINES, summary), "and now?", catalogue)
    assert len(again) < MOST_CHARACTERS + 500
    assert again.startswith("Earlier we spoke of Amazon SQS queue")


def test_a_title_says_what_the_workload_is_for(hears):
    assert (
        title_of(hears("We need a booking site for dentists with a database"))
        == "A booking site for dentists with a database"
    )
    assert title_of(hears("What is SQS?")) == "Amazon SQS queue"
    assert title_of(hears("hi")) == ""
