"""What is told and no part of the design follows from: it stands in the sheet as an open point, by its kind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from jobs.sheets import Understood
from worker.agents.talk.questions import ANSWERS
from worker.agents.talk.wording import sentence
from worker.architecture.requirements import Quote, Requirements

OPEN = "Open point"
"""Label in the sheet."""
NOTHING_READ = "nothing of the design follows from it"
MOST = 8
LONGEST = 160
UNREAD = (
    "I read no part of a design in that. It stands in the sheet as an open point: say it with what the system should "
    "do, keep, send or "
    "withstand, or leave it to the application."
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\d)[^.!?\n]+)*")


@dataclass(frozen=True)
class Telling:
    """See tellings.yaml."""

    says: re.Pattern[str]
    name: str
    answer: str
    always: bool = False


def open_points(read: Requirements) -> list[Understood]:
    """The sentences after the first from which nothing was read, and the rules that only the application can keep."""
    quotes = tuple(_quotes(read))
    points = []
    for match in list(_SENTENCE.finditer(read.request))[1:]:
        words = match[0].strip()
        kind = telling_of(words)
        is_read = any(match.start() <= one.start < match.end() for one in quotes) or f"{words}." in ANSWERS
        if is_read and not (kind and kind.always):
            continue
        short = words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
        points.append(Understood(label=OPEN, value=kind.name if kind else NOTHING_READ, quote=short))
    return points[:MOST]


def answers_to(points: Iterable[Understood]) -> list[str]:
    """What is said of open points, each kind once."""
    by_name = {one.name: one.answer for one in _tellings()} | {NOTHING_READ: UNREAD}
    return list(dict.fromkeys(sentence(by_name[one.value]) for one in points if one.value in by_name))


def telling_of(words: str) -> Telling | None:
    """Its kind; None where the words are of none that is known."""
    return next((one for one in _tellings() if one.says.search(words)), None)


def _quotes(read: Requirements) -> Iterable[Quote]:
    for group in (read.capabilities, read.services, read.measures, read.compliance, read.preferences, read.regions):
        yield from (one.quote for one in group)
    yield from read.family_quotes


@cache
def _tellings() -> tuple[Telling, ...]:
    kinds = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return tuple(
        Telling(
            re.compile("|".join(one["says"]), re.IGNORECASE),
            one["name"],
            one["answer"].strip(),
            one.get("always", False),
        )
        for one in kinds.values()
    )
