"""What one sentence wants: it tells, orders, asks, or is talk about the talk."""

import re
from collections.abc import Sequence

from jobs.sheets import Sheet
from worker.agents.talk import cues
from worker.agents.talk.changes import ACCEPT, pin_name
from worker.agents.talk.clauses import as_instruction
from worker.agents.talk.headroom import has_rate
from worker.agents.talk.intents import Intent, Kind
from worker.agents.talk.questions_heard import question_of, service_before
from worker.agents.talk.said_before import theme_of
from worker.agents.talk.situations import situation_of
from worker.agents.talk.state import Talk
from worker.agents.talk.subjects import Subject, spoken_of, subjects_of
from worker.agents.talk.sums_heard import sum_of, with_request
from worker.agents.talk.which_one import asks_which, compared_before
from worker.architecture.catalogue import Catalogue
from worker.architecture.reading import read_requirements
from worker.architecture.reading.facts import read_regions
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.phrases import split_words

LONG = 40  # words: so much is told and not asked
FEW = 4
_MONEY = re.compile(r"\b(?:costs?|pay|price|bill|money|spend|expensive)\b|[$€£]", re.IGNORECASE)


def intent_of(words: str, talk: Talk, sheet: Sheet, catalogue: Catalogue) -> Intent:  # noqa: C901, PLR0911, PLR0912 - cases
    designed = bool(sheet.request.strip())
    if told := _accepted(words, talk, catalogue):
        return Intent("told", told)
    if cues.ACCEPTS.search(words) and not cues.THANKS.search(words):
        return Intent("missing", words)
    asks = bool(cues.QUESTION.search(words))
    if len(cues.FOREIGN.findall(words)) > 1 and not cues.ENGLISH.search(words):
        return Intent("off_topic", words)
    if designed and cues.NEXT.search(words):
        return Intent("next", words)
    if situation := situation_of(words, catalogue, asks=asks, designed=designed):
        return situation
    for kind, cue in ALONE:
        # `Ok, remove the firewall then` is more than a thank you.
        if cue.search(words) and not (kind == "thank" and cues.IMPERATIVE.search(words)):
            return Intent(kind, words)
    if cues.ORDERS_ACTS.search(words) and not asks:
        return Intent("refuse", words)
    if not designed and (cues.ASKS_FOR_DESIGN.search(words) or len(words.split()) > LONG):
        return Intent("told", words)
    named = subjects_of(words, catalogue)
    if asks and (early := _worked_out(words, talk, sheet, named, catalogue)):
        return early
    if asks or not cues.BUILDS.search(words):
        for kind, cue in _OF_THE_TALK:
            if cue.search(words):
                return Intent(kind, words)
    if designed and cues.UNDOES.search(words):
        return Intent("undo", words)
    if designed and (again := _elsewhere(words, talk, catalogue)):
        return again
    if designed and named and named[0].block and not asks and cues.REJECTS.search(words):
        return Intent("told", f"drop {pin_name(named[0].block, catalogue) or named[0].words}")
    if designed and asks and not named and cues.HOW_MUCH_IS_THAT.search(words) and not _MONEY.search(words):
        return Intent("load", words)
    if designed and asks and not named and cues.IS_MET.search(words) and not cues.REVIEWS.search(words):
        return Intent("resilience", words)
    if designed and not named and cues.KEEPS_UP.search(words):
        return Intent("headroom", words)
    if designed and asks and not named and cues.CHEAPER.search(words) and not cues.WHAT_IF.match(words):
        return Intent("what_if", "make it cheaper")
    if designed and asks and not named and cues.SEVERAL_REGIONS.search(words):
        return Intent("what_if", "make it multi-region")
    if designed and asks and (match := cues.WITHOUT.search(words)):
        return Intent("what_if", f"drop {match['change']}")
    if designed and asks and cues.COMMITMENT.search(words):
        return Intent("cost", words)
    if designed and asks and not named and cues.BOTTLENECK.search(words):
        return Intent("headroom", words)
    if designed and not named and cues.OPTIONS.search(words):
        return Intent("next", words)
    if designed and asks and not named and (cues.FLOW.search(words) or cues.WHERE_DATA.search(words)):
        return Intent("flow", words)
    if designed and cues.FAILS.search(words) and asks and not named:
        return Intent("resilience", words)
    if designed and (match := cues.WHAT_IF.match(words)) and _is_change(match["change"], words, named, catalogue):
        joint = (match["joint"] or "").lower()
        return Intent("what_if", as_instruction(match["change"], joint))
    if designed and asks and cues.COPES.match(words) and has_rate(words):
        return Intent("headroom", words)
    if designed and (match := cues.COPES.match(words) or cues.LOAD_PRICE.match(words)):
        return Intent("what_if", as_instruction(match["change"]))
    if designed and cues.IMPERATIVE.search(words) and not _compares(words, named):
        return Intent("told", words)
    short = len(words.split()) <= FEW and (cues.MORE.search(words) or (designed and cues.COST.search(words)))
    if not designed and not named and not service_before(talk, catalogue) and _of_a_design(words, asks, catalogue):
        return Intent("design", words)
    if asks or short or _elliptic(words, named):
        return question_of(words, talk, designed, named, catalogue)
    return Intent("told", words) if _tells(words, designed, catalogue) else Intent("off_topic", words)


def _worked_out(  # noqa: PLR0911 - cases
    words: str, talk: Talk, sheet: Sheet, named: tuple[Subject, ...], catalogue: Catalogue
) -> Intent | None:
    """Sums, what was said, and what goes on with a comparison or asks of the whole design by what it is made of."""
    if sum_of(words) and not cues.WHAT_IF.match(words):
        return Intent("sum", words)
    if (whole := with_request(words, sheet.request)) and sum_of(whole):
        return Intent("sum", whole)
    if cues.SAID.search(words) and theme_of(words):
        return Intent("said", words)
    if asks_which(words) and not named and (compared := compared_before(words, talk, catalogue)):
        return Intent("which_of", words, compared)
    if not sheet.request.strip() or named:
        return None
    if cues.LIMITS_HOLD.search(words) or (cues.PEAK.search(words) and has_rate(words)):
        return Intent("headroom", words)
    return Intent("could_go", words) if cues.COULD_GO.search(words) else None


def _of_a_design(words: str, asks: bool, catalogue: Catalogue) -> bool:
    """Does it speak of a design, where there is none yet? The answer says so."""
    if not asks:
        read = read_requirements(words, catalogue=catalogue)
        plain = not (read.capabilities or read.measures or read.services or read.compliance)
        return plain and bool(cues.IMPERATIVE.search(words)) and bool(cues.PRONOUN.search(words))
    own = (
        cues.COST.search(words) or cues.REVIEWS.search(words) or cues.DESIGN.search(words) or cues.WHAT_IF.match(words)
    )
    return bool(own and (cues.OWN.search(words) or cues.PRONOUN.search(words)))


def _elsewhere(words: str, talk: Talk, catalogue: Catalogue) -> Intent | None:
    """`and in London?`: what was asked of a service before, there; else what the design would be there."""
    match = cues.AND_THERE.match(words)
    if match is None or not read_regions(f"in {match['place']}", split_words(f"in {match['place']}")):
        return None
    if subjects_of(match["place"], catalogue) or read_measures(match["place"]):
        return None
    if service_before(talk, catalogue) and (spoken := spoken_of(talk.transcript, catalogue)):
        before = talk.last("user")
        asked = [name for name, cue in cues.ASPECTS.items() if before and cue.search(before.text) and name != "what"]
        if before and not asked and cues.REGIONS.search(before.text):
            return Intent("regions", words, spoken[:3])
        return Intent("about", words, spoken[:1], tuple(asked) or ("price",))
    return Intent("what_if", f"move to {match['place']}")


def _is_change(change: str, words: str, named: Sequence[Subject], catalogue: Catalogue) -> bool:
    """`What about licences?` is asked of what no design has; `what about 2 regions?` is a change."""
    if _only_names(re.sub(r",.*$", "", change) if cues.BETTER.search(words) else change, words, named):
        return False
    if named or not re.match(r"^\W*(?:and |so |but )*(?:what|how) about\b", words, re.IGNORECASE):
        return True
    if cues.IMPERATIVE.search(as_instruction(change)) or read_measures(change) or re.search(r"\d", change):
        return True
    read = read_requirements(change, catalogue=catalogue)
    return bool(read.regions or read.capabilities or read.compliance or read.preferences or read.environment)


def _only_names(change: str, words: str, named: Sequence[Subject]) -> bool:
    """`What about SQS?` and `how about its limits?` ask about a service, and change nothing."""
    about = bool(re.match(r"^\W*(?:and |so |but )*(?:what|how) about\b", words, re.IGNORECASE))
    rest = change
    for one in named:
        rest = rest.replace(one.words, "")
    aspect = any(cue.search(change) for name, cue in cues.ASPECTS.items() if name != "what")
    return about and (aspect or (bool(named) and not re.search(r"\w{3,}", rest.replace("the", ""))))


def _compares(words: str, named: Sequence[Subject]) -> bool:
    return len(named) > 1 and bool(cues.COMPARES.search(words)) and not re.search(r"\binstead\b", words, re.IGNORECASE)


def _accepted(words: str, talk: Talk, catalogue: Catalogue) -> str:
    """The change that was offered and is taken; `yes, add it` takes the service that was spoken of."""
    if words.startswith(f"{ACCEPT}: "):
        return words.removeprefix(f"{ACCEPT}: ")
    last = talk.last("assistant")
    if last and cues.ACCEPTS.search(words):
        offered = next((one.value for one in last.choices if one.value.startswith(f"{ACCEPT}: ")), "")
        return offered.removeprefix(f"{ACCEPT}: ")
    if match := cues.TAKES_IT.match(words):
        offered = next((one.value for one in (last.choices if last else ()) if one.value.startswith(ACCEPT)), "")
        spoken = [one.block for one in spoken_of(talk.transcript, catalogue) if one.block]
        names = [pin_name(block, catalogue) for block in spoken[:1]]
        return offered.removeprefix(f"{ACCEPT}: ") or (f"{match['verb']} {names[0]}" if names and names[0] else "")
    return ""


def _elliptic(words: str, named: Sequence[Subject]) -> bool:
    """`SQS`, `limits of Lambda`, `Lambda vs Fargate`: few words that name a service and tell nothing."""
    few = len(words.split()) <= 6
    return (
        few
        and bool(named)
        and not cues.IMPERATIVE.search(words)
        and not re.search(r"\b(?:we|i|our|it|with)\b", words, re.I)
    )


def _tells(words: str, designed: bool, catalogue: Catalogue) -> bool:
    if designed or cues.BUILDS.search(words):
        return True
    read = read_requirements(words, catalogue=catalogue)
    return bool(read.capabilities or read.measures or read.compliance or read.regions)


ALONE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("greet", cues.GREETS),
    ("cleared", cues.CLEARS),
    ("start_over", cues.STARTS_OVER),
    ("thank", cues.THANKS),
    ("leave", cues.LEAVES),
    ("help", cues.HELP),
    ("refuse", cues.ORDERS_ME),
    ("kept", cues.KEEPS),
)
_OF_THE_TALK: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("summarise", cues.SUMMARISES),
    ("understood", cues.UNDERSTOOD),
    ("assumed", cues.ASSUMED),
    ("missing", cues.MISSING),
    ("next", cues.NEXT),
)
