"""Hears what those ask who pay for, run and answer for the system: mishaps, laws, savings, the move, the plain way."""

import re
from functools import cache
from pathlib import Path

import yaml

from worker.agents.talk.everyday_things import thing_asked
from worker.agents.talk.frameworks_told import framework_asked
from worker.agents.talk.happenings import happening_of
from worker.agents.talk.intents import Intent, Kind
from worker.agents.talk.subjects import Subject, all_subjects, subjects_of
from worker.architecture.catalogue import Catalogue

_BY_CUE: tuple[Kind, ...] = ("against_now", "two_loads", "moving", "save")


def situation_of(words: str, catalogue: Catalogue, *, asks: bool, designed: bool) -> Intent | None:  # noqa: PLR0911 - cases
    """None for what is another kind of question, or none."""
    cues = _cues()
    if designed and cues["save"].search(words):
        return Intent("save", words)
    if designed and cues["leave_out"].search(words):
        return Intent("could_go", words)
    if not asks:
        return None
    if framework := framework_asked(words):
        return Intent("framework", framework)
    if not designed:
        return None
    if happening_of(words) and not subjects_of(words, catalogue):
        return Intent("happening", words)
    for kind in _BY_CUE:
        if cues[kind].search(words):
            return Intent(kind, words)
    return _of_services(words, catalogue)


def _of_services(words: str, catalogue: Catalogue) -> Intent | None:
    """`Is X better than Y here?`, `do we need X?`, `why not one server?`"""
    cues = _cues()
    several = all_subjects(words, catalogue)
    if len(several) > 1 and cues["better_here"].search(words):
        return Intent("better_here", words, several[:2])
    named: tuple[Subject, ...] = subjects_of(words, catalogue)
    if not named and thing_asked(words):
        return Intent("thing", words)
    if len(named) == 1 and named[0].block and cues["needed"].search(words):
        return Intent("needed", words, named)
    return None


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    read = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(patterns), re.IGNORECASE) for kind, patterns in read.items()}
