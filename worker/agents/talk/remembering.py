"""What a conversation keeps of what was said long ago, and what it is called."""

import re

from worker.agents.talk.intents import Heard
from worker.agents.talk.state import Said, Talk
from worker.agents.talk.subjects import all_subjects
from worker.agents.talk.wording import listed
from worker.architecture.catalogue import Catalogue

MOST_LINES = 40
KEPT_LINES = 16
"""So many utterances stay word for word when the older ones are summarised."""
MOST_CHARACTERS = 3_000
LONGEST_LINE = 160
LONGEST_TITLE = 70
SHORT = 5  # words: too few to say what a workload is
NAMING = ("told", "about", "compare", "size", "regions", "recommend", "search")
"""Kinds of first words that say what a conversation is about."""
_TELLING = re.compile(r"(?:i|we|our|my|there)\b", re.IGNORECASE)
_LINE = "- You: "
_SPOKEN = "Earlier we spoke of "


def title_of(heard: Heard) -> str:
    """What the workload is for, or what was asked first; empty for a greeting."""
    purpose = next((one.value for one in heard.sheet.understood if one.label == "Purpose"), "")
    if _TELLING.match(purpose):
        # `I run a logistics company. Drivers send …`: the second sentence says more.
        further = [
            one
            for one in re.split(r"(?<=[.!?])\s+", heard.sheet.request)[1:]
            if not _TELLING.match(one) and len(one.split()) > SHORT
        ]
        purpose = next(iter(further), purpose)
    first = heard.intents[0]
    words = purpose or (first.text if first.kind in NAMING else "")
    subjects = [one.title for one in first.subjects]
    if not purpose and subjects and first.kind in ("about", "compare", "size", "regions"):
        words = listed(subjects)
    words = re.sub(r"\s+", " ", words).strip(" .?!")
    if len(words) > LONGEST_TITLE:
        words = words[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return words[:1].upper() + words[1:]


def remembered(talk: Talk, message: str, catalogue: Catalogue) -> tuple[str | None, int]:
    """The summary with the oldest utterances taken in, and how many these are; (None, 0) while there is no need.

    What was decided stands in the sheet; the summary holds what the user asked and said.
    """
    lines = [*talk.transcript, Said("user", message)]
    if len(lines) <= MOST_LINES:
        return None, 0
    count = len(lines) - KEPT_LINES
    count -= count % 2
    told = [_line(said.text) for said in lines[:count] if said.role == "user"]
    return _within(talk.summary, told, catalogue), count


def _line(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip()
    return _LINE + (words if len(words) <= LONGEST_LINE else words[:LONGEST_LINE].rsplit(" ", 1)[0] + " …")


def _within(summary: str, told: list[str], catalogue: Catalogue) -> str:
    """When it grows too long, the oldest lines become the services that they spoke of."""
    head, lines = "", [line for line in summary.splitlines() if line]
    if lines and lines[0].startswith(_SPOKEN):
        head = lines.pop(0)
    lines += told
    folded: list[str] = []
    while lines and sum(map(len, lines)) > MOST_CHARACTERS:
        folded.append(lines.pop(0))
    if folded:
        titles = [one.title for one in all_subjects(f"{head} {' '.join(folded)}", catalogue)]
        head = f"{_SPOKEN}{listed(titles[:30])}." if titles else head
    return "\n".join(filter(None, (head, *lines)))
