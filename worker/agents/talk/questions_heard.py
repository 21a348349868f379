"""What a question asks for: of the design, of services, or of what only a search may know."""

import re

from worker.agents.talk import cues
from worker.agents.talk.clauses import as_instruction
from worker.agents.talk.intents import Intent
from worker.agents.talk.state import Talk
from worker.agents.talk.subjects import Subject, about_of, all_subjects, needs_of, spoken_of
from worker.architecture.catalogue import Catalogue
from worker.architecture.reading import read_requirements
from worker.architecture.reading.measures import read_measures


def question_of(words: str, talk: Talk, designed: bool, named: tuple[Subject, ...], catalogue: Catalogue) -> Intent:  # noqa: C901, PLR0911, PLR0912 - as above
    spoken: tuple[Subject, ...] = () if named else spoken_of(talk.transcript, catalogue)
    aspects = tuple(name for name, cue in cues.ASPECTS.items() if cue.search(words))
    beyond = tuple(name for name in aspects if name != "what")
    goes_on = len(words.split()) <= 5 and (beyond or cues.MORE.search(words) or cues.REGIONS.search(words))
    meant = named or (spoken if cues.PRONOUN.search(words) or goes_on else ())
    about_own = bool(cues.OWN.search(words))
    if designed and cues.WHY_NOT.search(words) and (all_ := named or needs_of(words, catalogue)):
        return Intent("why_not", words, _against(words, all_))
    if designed and len(named) == 1 and (cues.BETTER.search(words) or cues.WOULD_CHANGE.search(words)):
        return Intent("why_not", words, named)
    several = all_subjects(words, catalogue)
    if cues.COMPARES.search(words) and len(several) > 1:
        return Intent("compare", words, several)
    if cues.COMPARES.search(words) and len(named) == 1 and not re.search(r"\bor\b", words, re.IGNORECASE):
        before = spoken_of(talk.transcript, catalogue) if service_before(talk, catalogue) or not designed else ()
        if before:
            return Intent("compare", words, (*before[:2], *named))
        if designed:
            return Intent("why_not", words, named)
    if designed and cues.USES.search(words) and (all_ := named or needs_of(words, catalogue) or meant):
        return Intent("why_not", words, all_[:1])
    if designed and cues.WHY.search(words) and (all_ := named or needs_of(words, catalogue) or meant):
        return Intent("why", words, all_[:2])
    if cues.SIZES.search(words) and (all_ := named or needs_of(words, catalogue)):
        return Intent("size", _load_of(words, all_[0]), all_[:1])
    if designed and cues.COST.search(words) and not named and (about_own or not service_before(talk, catalogue)):
        return Intent("cost", words)
    if (
        designed
        and cues.REVIEWS.search(words)
        and not named
        and (about_own or "compliance" in aspects or not (meant and service_before(talk, catalogue)))
    ):
        return Intent("review", words)
    if designed and cues.DESIGN.search(words) and not named:
        return Intent("design", words)
    if designed and about_own and not named and cues.REGIONS.search(words):
        return Intent("regions", words)
    if designed and "limits" in aspects and not named and (about_own or not service_before(talk, catalogue)):
        return Intent("limits", words)
    if cues.REGIONS.search(words) and (all_ := meant or needs_of(words, catalogue)):
        return Intent("regions", words, all_[:3])
    if designed and cues.REGIONS.search(words):
        return Intent("regions", words)
    if (
        named
        and cues.RECOMMENDS.search(words)
        and re.search(r"\bfor\b", words)
        and len(named) == 1
        and designed
        and not beyond
    ):
        return Intent("why_not", words, named)
    if meant and (beyond or aspects or cues.MORE.search(words) or named):
        return Intent("about", words, meant[:3], beyond or ("what",))
    if designed and "compliance" in aspects:
        return Intent("review", words)
    needs = needs_of(words, catalogue)
    if needs and beyond:
        return Intent("about", words, needs[:2], beyond)
    if cues.RECOMMENDS.search(words) and needs:
        return Intent("recommend", words, needs)
    if needs and aspects:
        return Intent("about", words, needs[:2], beyond or ("what",))
    if designed and cues.MORE.search(words):
        return Intent("design", words)
    if (
        designed
        and read_measures(words)
        and not re.match(r"^\W*(?:and |so )?how (?:do|can|should|could)\b", words, re.I)
    ):
        return Intent("what_if", as_instruction(words))
    known = (
        cues.AWS.search(words)
        or cues.HOW_TO.search(words)
        or read_requirements(words, catalogue=catalogue).capabilities
    )
    return Intent("search" if known or designed else "off_topic", words)


def _against(words: str, named: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """`Why RDS and not Aurora` asks for the second, `why not Aurora instead of RDS` for the first."""
    turned = re.search(
        r"\bwhy\b(?!\s+not)(?!\s+did)(?!\s+no\b).*\b(?:not|instead of|rather than|over)\b", words, re.IGNORECASE
    )
    return named[-1:] if turned else named[:1]


def _load_of(words: str, subject: Subject) -> str:
    """What stands after `for`, `with` or `at`; the whole without the service's name where nothing does."""
    after = re.search(r"\b(?:for|with|at)\s+((?:[^.?!]|\.\d)*\d(?:[^.?!]|\.\d)*)", words)
    return (after[1] if after else words.replace(subject.words, "")).strip(" ?.!")


def service_before(talk: Talk, catalogue: Catalogue) -> bool:
    """Was the last answer about a service, so that `how much is that` means it?"""
    last = talk.last("assistant")
    return bool(last and (about_of(last.text, catalogue) or cues.SIDE_BY_SIDE in last.text[:300]))
