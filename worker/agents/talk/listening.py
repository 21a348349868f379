"""Hears what the user's words ask for: a list of intents, and the sheet as it is after what they tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jobs.sheets import Sheet
from worker.agents.talk import cues
from worker.agents.talk.changes import ACCEPT, Changed, changed, pin_name, unclear_text, with_words
from worker.agents.talk.clauses import as_instruction, as_statement
from worker.agents.talk.designs import Designs
from worker.agents.talk.facts import Aspect
from worker.agents.talk.sheet_reading import read_sheet
from worker.agents.talk.state import Talk
from worker.agents.talk.subjects import Subject, about_of, all_subjects, needs_of, spoken_of, subjects_of
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import EngineError
from worker.architecture.reading import read_requirements
from worker.architecture.reading.measures import read_measures
from worker.architecture.revision import NothingToChange, UnclearInstruction

Kind = Literal[
    "greet",
    "thank",
    "help",
    "start_over",
    "cleared",
    "leave",
    "summarise",
    "understood",
    "assumed",
    "missing",
    "next",
    "told",
    "nothing",
    "unclear",
    "design",
    "cost",
    "review",
    "resilience",
    "why",
    "why_not",
    "what_if",
    "about",
    "compare",
    "recommend",
    "size",
    "regions",
    "search",
    "off_topic",
    "undo",
    "flow",
    "refuse",
    "kept",
    "limits",
]
MOST_INTENTS = 4
LONGEST_REQUEST = 20_000  # characters, as the API takes them
LONG = 40  # words: so much is told and not asked
LONG_QUESTION = 6  # words
FEW = 4  # words: too few to begin a design
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"“'(]?[A-Z0-9])|\n+")
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_PICK = re.compile(
    r"^\W*(?:(?:option|number|choice|i (?:take|choose|pick|want)|take|choose|pick|let'?s take)\s+)*(?:the )?"
    r"(?:(?P<digit>[1-9])|(?P<word>first|second|third|fourth|last)(?: (?:one|option|choice))?)\W*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bthe (?P<word>first|second|third|fourth|last)(?: (?:one|option|choice|service))\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\d+\. \*\*(.+?)\*\*", re.MULTILINE)


@dataclass(frozen=True)
class Intent:
    """One thing that the user wants of the answer."""

    kind: Kind
    text: str = ""
    subjects: tuple[Subject, ...] = ()
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True)
class Heard:
    """The intents, in the order of the words; the sheet before and after; notes of what was changed in it."""

    intents: tuple[Intent, ...]
    before: Sheet
    sheet: Sheet
    notes: tuple[str, ...] = ()

    @property
    def is_first(self) -> bool:
        """Did these words begin the design?"""
        return not self.before.request.strip() and bool(self.sheet.request.strip())


def listen(message: str, talk: Talk, designs: Designs) -> Heard:
    """What the message asks for and tells. Deterministic; nothing in it is followed but as a wish of the user's."""
    message = _picked(message.strip(), talk)
    sheet = talk.sheet
    notes: list[str] = []
    intents: list[Intent] = []
    for words, tells in _parts(message, bool(sheet.request.strip())):
        intent = Intent("told", words) if tells else _intent(words, talk, sheet, designs.catalogue)
        if intent.kind == "cleared":
            sheet = Sheet()
        elif intent.kind == "told":
            sheet, intent, told = _take_in(intent.text, sheet, designs)
            notes += told
        if not any(intent.kind == one.kind == "told" for one in intents):
            intents.append(intent)
    return Heard(tuple(_worth_saying(intents)), talk.sheet, read_sheet(sheet, designs), tuple(notes))


def _worth_saying(intents: list[Intent]) -> list[Intent]:
    """Of several, small talk and what only notes the rest is left out."""
    kept = [one for one in intents if one.kind not in ("greet", "thank", "nothing", "off_topic")]
    return (kept or intents[:1])[:MOST_INTENTS]


def _parts(message: str, has_design: bool) -> list[tuple[str, bool]]:
    """Sentences, and whether they only tell. What begins a design is told as a whole, but for the questions in it."""
    sentences = [one.strip() for one in _SENTENCE.split(message) if re.search(r"\w", one)] or [message]
    if len(sentences) == 1 or has_design:
        return [(one, False) for one in sentences]
    told = [one for one in sentences if not cues.QUESTION.search(one) or _describes(one)]
    told = [one for one in told if not any(cue.search(one) for _, cue in _ALONE)]
    asked = [one for one in sentences if one not in told]
    # `How would you build it?` asks for what is told before it, and is no part of it.
    kept = [one for one in told if not (cues.QUESTION.search(one) and cues.ONLY_ASKS.search(one))]
    whole = " ".join(map(as_statement, kept))
    begins = len(whole.split()) > FEW and (bool(cues.BUILDS.search(whole)) or any(map(_describes, told)))
    return ([(whole, True)] if begins else [(one, False) for one in told]) + [(one, False) for one in asked]


def _describes(question: str) -> bool:
    """`What do you recommend for a chatbot over our PDFs?` says beside other sentences what is to be built."""
    asks = bool(cues.ASKS_FOR_DESIGN.search(question))
    return asks or (
        len(question.split()) > LONG_QUESTION and bool(re.search(r"\b(?:recommend|suggest)\b", question, re.I))
    )


def _picked(message: str, talk: Talk) -> str:
    """What is meant by `the second one`, `2`, or the label of a choice."""
    last = talk.last("assistant")
    if last is None:
        return message
    offered = [(one.label, one.value) for one in last.choices]
    offered = offered or [(name, f"Tell me about {name}") for name in _NUMBERED.findall(last.text)]
    known = [(choice.label, choice.value) for one in talk.sheet.questions for choice in one.choices]
    for label, value in (*offered, *known):
        if message.lower().strip(" .!") == label.lower():
            return value
    if match := _PICK.match(message):
        index = int(match["digit"]) - 1 if match["digit"] else _ORDINALS[match["word"].lower()]
        return offered[index][1] if offered and index < len(offered) else message
    if (match := _WITHIN.search(message)) and offered:
        index = _ORDINALS[match["word"].lower()]
        if index < len(offered):
            return f"{message[: match.start()]}{offered[index][0]}{message[match.end() :]}"
    return message


def _take_in(words: str, sheet: Sheet, designs: Designs) -> tuple[Sheet, Intent, tuple[str, ...]]:  # noqa: PLR0911 - cases
    """The sheet with what was told; the intent says so, or that it changes nothing or is not understood."""
    if len(sheet.request) + len(words) >= LONGEST_REQUEST:
        much = f"{len(sheet.request):,} characters; {LONGEST_REQUEST:,} are the most"
        text = f"The request has {much}. Shorten it in the sheet."
        return sheet, Intent("unclear", text), ()
    if not sheet.request.strip():
        return with_words(sheet, as_statement(words)), Intent("told", words), ()
    orders = bool(cues.IMPERATIVE.search(words))
    try:
        change: Changed = changed(sheet, as_instruction(words) if orders else words, designs, declared=not orders)
    except NothingToChange as nothing:
        return sheet, Intent("nothing", nothing.reason), ()
    except UnclearInstruction as unclear:
        if orders or len(words.split()) < FEW:
            return sheet, Intent("unclear", unclear_text(unclear)) if orders else Intent("off_topic", words), ()
        return with_words(sheet, words), Intent("told", words), ()
    except EngineError as error:
        return sheet, Intent("unclear", f"I cannot do that: {error}"), ()
    return change.sheet, Intent("told", words), change.notes


def _intent(words: str, talk: Talk, sheet: Sheet, catalogue: Catalogue) -> Intent:  # noqa: C901, PLR0911, PLR0912 - cases
    designed = bool(sheet.request.strip())
    if told := _accepted(words, talk, catalogue):
        return Intent("told", told)
    if cues.ACCEPTS.search(words) and not cues.THANKS.search(words):
        return Intent("missing", words)
    asks = bool(cues.QUESTION.search(words))
    for kind, cue in _ALONE:
        # `Ok, remove the firewall then` is more than a thank you.
        if cue.search(words) and not (kind == "thank" and cues.IMPERATIVE.search(words)):
            return Intent(kind, words)
    if cues.ORDERS_ACTS.search(words) and not asks:
        return Intent("refuse", words)
    if not designed and (cues.ASKS_FOR_DESIGN.search(words) or len(words.split()) > LONG):
        return Intent("told", words)
    named = subjects_of(words, catalogue)
    if asks or not cues.BUILDS.search(words):
        for kind, cue in _OF_THE_TALK:
            if cue.search(words):
                return Intent(kind, words)
    if designed and cues.UNDOES.search(words):
        return Intent("undo", words)
    if designed and asks and not named and cues.CHEAPER.search(words) and not cues.WHAT_IF.match(words):
        return Intent("what_if", "make it cheaper")
    if designed and asks and (match := cues.WITHOUT.search(words)):
        return Intent("what_if", f"drop {match['change']}")
    if designed and asks and cues.COMMITMENT.search(words):
        return Intent("cost", words)
    if designed and asks and not named and cues.BOTTLENECK.search(words):
        return Intent("limits", words)
    if designed and not named and cues.OPTIONS.search(words):
        return Intent("next", words)
    if designed and asks and not named and (cues.FLOW.search(words) or cues.WHERE_DATA.search(words)):
        return Intent("flow", words)
    if designed and cues.FAILS.search(words) and asks and not named:
        return Intent("resilience", words)
    if designed and (match := cues.WHAT_IF.match(words)) and not _only_names(match["change"], words, named):
        joint = (match["joint"] or "").lower()
        return Intent("what_if", as_instruction(match["change"], joint))
    if designed and (match := cues.COPES.match(words) or cues.LOAD_PRICE.match(words)):
        return Intent("what_if", as_instruction(match["change"]))
    if designed and cues.IMPERATIVE.search(words) and not _compares(words, named):
        return Intent("told", words)
    short = len(words.split()) <= FEW and (cues.MORE.search(words) or (designed and cues.COST.search(words)))
    if not designed and not named and not _service_before(talk, catalogue) and _of_a_design(words, asks, catalogue):
        return Intent("design", words)
    if asks or short or _elliptic(words, named):
        return _question(words, talk, designed, named, catalogue)
    return Intent("told", words) if _tells(words, designed, catalogue) else Intent("off_topic", words)


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


def _question(words: str, talk: Talk, designed: bool, named: tuple[Subject, ...], catalogue: Catalogue) -> Intent:  # noqa: C901, PLR0911, PLR0912 - as above
    spoken: tuple[Subject, ...] = () if named else spoken_of(talk.transcript, catalogue)
    meant = named or (spoken if cues.PRONOUN.search(words) or len(words.split()) <= 5 else ())
    aspects = tuple(name for name, cue in cues.ASPECTS.items() if cue.search(words))
    beyond = tuple(name for name in aspects if name != "what")
    about_own = bool(cues.OWN.search(words))
    if designed and cues.WHY_NOT.search(words) and (all_ := named or needs_of(words, catalogue)):
        return Intent("why_not", words, _against(words, all_))
    several = all_subjects(words, catalogue)
    if cues.COMPARES.search(words) and len(several) > 1:
        return Intent("compare", words, several)
    if cues.COMPARES.search(words) and len(named) == 1 and not re.search(r"\bor\b", words, re.IGNORECASE):
        before = spoken_of(talk.transcript, catalogue) if _service_before(talk, catalogue) or not designed else ()
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
    if designed and cues.COST.search(words) and not named and (about_own or not _service_before(talk, catalogue)):
        return Intent("cost", words)
    if (
        designed
        and cues.REVIEWS.search(words)
        and not named
        and (about_own or "compliance" in aspects or not (meant and _service_before(talk, catalogue)))
    ):
        return Intent("review", words)
    if designed and cues.DESIGN.search(words) and not named:
        return Intent("design", words)
    if designed and about_own and not named and cues.REGIONS.search(words):
        return Intent("regions", words)
    if designed and "limits" in aspects and not named and (about_own or not _service_before(talk, catalogue)):
        return Intent("limits", words)
    if cues.REGIONS.search(words) and (all_ := meant or needs_of(words, catalogue)):
        return Intent("regions", words, all_[:3])
    if designed and cues.REGIONS.search(words):
        return Intent("regions", words)
    if named and cues.RECOMMENDS.search(words) and re.search(r"\bfor\b", words) and len(named) == 1 and designed:
        return Intent("why_not", words, named)
    if meant and (beyond or aspects or cues.MORE.search(words) or named):
        return Intent("about", words, meant[:3], beyond or ("what",))
    needs = needs_of(words, catalogue)
    if needs and beyond:
        return Intent("about", words, needs[:2], beyond)
    if cues.RECOMMENDS.search(words) and needs:
        return Intent("recommend", words, needs)
    if needs and aspects:
        return Intent("about", words, needs[:2], beyond or ("what",))
    if designed and cues.MORE.search(words):
        return Intent("design", words)
    if designed and read_measures(words):
        return Intent("what_if", as_instruction(words))
    known = (
        cues.AWS.search(words)
        or cues.HOW_TO.search(words)
        or read_requirements(words, catalogue=catalogue).capabilities
    )
    return Intent("search" if known else "off_topic", words)


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


def _service_before(talk: Talk, catalogue: Catalogue) -> bool:
    """Was the last answer about a service, so that `how much is that` means it?"""
    last = talk.last("assistant")
    return bool(last and (about_of(last.text, catalogue) or cues.SIDE_BY_SIDE in last.text[:300]))


def _tells(words: str, designed: bool, catalogue: Catalogue) -> bool:
    if designed or cues.BUILDS.search(words):
        return True
    read = read_requirements(words, catalogue=catalogue)
    return bool(read.capabilities or read.measures or read.compliance or read.regions)


_ALONE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
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
