"""Hears what may go wrong with the running system: `what happens if the database dies?` asks of it as it stands."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_ASKS = re.compile(
    r"\b(?:what (?:all )?(?:happens|would happen|will happen|if|about|do we do|would you do|then)|"
    r"how (?:do|would|will|can) (?:we|you|i|it)\b.{0,30}\b(?:notice|recover|restore|know|survive|go on|cope)|"
    r"who (?:is|gets|will be) (?:told|warned|woken|called|alarmed)|and if|suppose|imagine|"
    r"(?:does|do|will|would|can) (?:it|we|everything|our \w+|the \w+)\b.{0,30}\b(?:survive|go on|still|work|lose|cope)|"
    r"are we (?:safe|protected|prepared)|is (?:it|our data|the data|everything) (?:safe|protected|gone|lost))\b",
    re.IGNORECASE,
)
_OF_LOAD = re.compile(r"\b(?:times|fold|doubl\w+|tripl\w+|more (?:users|traffic|people))\b", re.IGNORECASE)


@dataclass(frozen=True)
class Happening:
    """One kind of mishap; see happenings.yaml."""

    name: str
    says: re.Pattern[str]
    title: str
    matters: tuple[str, ...]
    tries: tuple[tuple[str, str], ...]
    scope: str = ""
    itself: str = ""
    lost: str = ""
    do: str = ""
    otherwise: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    seen_by: tuple[str, ...] | None = None
    """None where the design's alarms see it."""


def happening_of(words: str) -> Happening | None:
    """The mishap that a question speaks of, the first of the list. None for growth, which is a change."""
    asks = _ASKS.search(words)
    if not asks or _OF_LOAD.search(words):
        return None
    return next((one for one in happenings().values() if one.says.search(words)), None)


@cache
def happenings() -> dict[str, Happening]:
    """All kinds, the most particular first."""
    read = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {
        name: Happening(
            name,
            re.compile("|".join(one.pop("says")), re.IGNORECASE),
            matters=tuple(one.pop("matters")),
            tries=tuple((brings, instruction) for brings, instruction in one.pop("tries")),
            otherwise=tuple(one.pop("otherwise", ())),
            only_with=tuple(one.pop("only_with", ())),
            seen_by=tuple(one.pop("seen_by")) if "seen_by" in one else None,
            **one,
        )
        for name, one in read.items()
    }
