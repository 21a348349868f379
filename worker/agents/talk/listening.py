"""Hears what the user's words ask for: a list of intents, and the sheet as it is after what they tell."""

import re

from jobs.sheets import Sheet
from worker.agents.talk import cues
from worker.agents.talk.changes import Changed, changed, turns_kind, with_words
from worker.agents.talk.clauses import as_instruction, as_statement
from worker.agents.talk.corrections import restated
from worker.agents.talk.designs import Designs
from worker.agents.talk.intents import Heard, Intent
from worker.agents.talk.picking import picked
from worker.agents.talk.sheet_reading import read_sheet
from worker.agents.talk.state import Talk
from worker.agents.talk.tellings import telling_of
from worker.agents.talk.what_if import unclear_text
from worker.agents.talk.wishes import ALONE, intent_of
from worker.agents.talk.wording import number, plain, with_article
from worker.architecture.errors import EngineError
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.numbers import NUMBER, number_of
from worker.architecture.revision import NothingToChange, UnclearInstruction

MOST_INTENTS = 4
LONGEST_REQUEST = 20_000  # characters, as the API takes them
LONG_QUESTION = 6  # words
FEW = 4  # words: too few to begin a design
_SENTENCE = re.compile(
    r"(?<=[!?])\s+|(?<=\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bapprox\.)(?<!\bca\.)(?<!\bincl\.)(?<!\bmax\.)(?<!\bmin\.)"
    r"(?<!\bno\.)(?<!\bvs\.)(?<!\betc\.)(?<!\bresp\.)\s+|\n+",
    re.IGNORECASE,
)
_AND_ASKS = re.compile(r",?\s+and\s+(?=(?:what if|what about|how (?:much|many|long)|why|which)\b)", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*(?:for|with|and|in|by|on|to|from|at)\s+\w", re.IGNORECASE)
"""`for my bakery` goes on with what was said before."""
_LOADS = {"users": "users", "events a second": "events per second", "files": "files per month"}
"""What a question for the load asks of, and the words that a bare number then means."""
_AMOUNT = re.compile(NUMBER, re.IGNORECASE)
SHORT = 8  # words
_WISHES = re.compile(r"^\W*(?:(?:and|so|but|also|then)\W+)*(?:we|i)\b", re.IGNORECASE)
"""`We want to get rid of the basement` names no part, and is no order: it tells of an aim."""
ONCE = ("told", "save", "against_now", "two_loads", "moving", "cost")
"""What is answered once, however many sentences ask for it."""


def listen(message: str, talk: Talk, designs: Designs) -> Heard:
    """What the message asks for and tells. Deterministic; nothing in it is followed but as a wish of the user's."""
    message = _answered_load(picked(cues.GREETS_FIRST.sub("", message.strip()), talk), talk)
    sheet = talk.sheet
    notes: list[str] = []
    intents: list[Intent] = []
    for part, tells in _parts(message, bool(sheet.request.strip())):
        words = part if part == message else picked(part, talk)
        intent = Intent("told", words) if tells else intent_of(words, talk, sheet, designs.catalogue)
        if intent.kind == "cleared":
            sheet = Sheet()
        elif intent.kind == "undo" and (before := talk.earlier()):
            sheet, intent = before, Intent("undone", words)
        elif intent.kind == "told":
            sheet, intent, told = _take_in(intent.text, sheet, designs)
            notes += told
        if intent.kind not in ONCE or not any(intent.kind == one.kind for one in intents):
            intents.append(intent)
    if talk.sheet.request.strip():
        # Who asks and tells waits for the answer first.
        intents.sort(key=lambda one: one.kind == "told")
    return Heard(tuple(_worth_saying(intents)), talk.sheet, read_sheet(sheet, designs), tuple(notes))


def _answered_load(message: str, talk: Talk) -> str:
    """`4500` after “How many users do you expect?” are users."""
    last = talk.last("assistant")
    asked = next((one.text for one in talk.sheet.questions if one.id == "load"), "")
    if not asked or last is None or asked not in last.text or len(message.split()) > SHORT:
        return message
    amounts = [one for one in _AMOUNT.finditer(message) if one["digits"]]
    unit = next((meant for said, meant in _LOADS.items() if said in asked), "")
    if (
        len(amounts) != 1
        or not unit
        or read_measures(message)
        or re.search(r"[a-z]", message[amounts[0].end() :], re.I)
    ):
        return message
    return f"About {number(number_of(amounts[0]))} {unit}."


def _worth_saying(intents: list[Intent]) -> list[Intent]:
    """Of several, small talk and what only notes the rest is left out."""
    kept = [one for one in intents if one.kind not in ("greet", "thank", "nothing", "off_topic")]
    return (kept or intents[:1])[:MOST_INTENTS]


def _parts(message: str, has_design: bool) -> list[tuple[str, bool]]:
    """Sentences, and whether they only tell. What begins a design is told as a whole, but for the questions in it."""
    sentences = [one.strip() for one in _SENTENCE.split(message) if re.search(r"\w", one)] or [message]
    if has_design:
        sentences = [one for each in sentences for one in _asked_in(each)]
    if len(sentences) == 1 or has_design:
        return [(one, False) for one in sentences]
    told = [one for one in sentences if not cues.QUESTION.search(one) or _describes(one)]
    told = [one for one in told if not any(cue.search(one) for _, cue in ALONE)]
    asked = [one for one in sentences if one not in told]
    # `How would you build it?` asks for what is told before it, and is no part of it.
    kept = [one for one in told if not (cues.QUESTION.search(one) and cues.ONLY_ASKS.search(one))]
    whole = " ".join(map(as_statement, kept))
    says = cues.BUILDS.search(whole) or any(map(_describes, told)) or read_measures(whole)
    begins = len(whole.split()) > FEW and bool(says)
    return ([(whole, True)] if begins else [(one, False) for one in told]) + [(one, False) for one in asked]


def _asked_in(sentence: str) -> list[str]:
    """`What does it cost, and what if we go to Ireland?` are two questions."""
    if not sentence.endswith("?"):
        return [sentence]
    asked = [one.strip(" ,?") for one in _AND_ASKS.split(sentence)]
    return [f"{one}?" for one in asked] if all(cues.QUESTION.search(one) for one in asked) else [sentence]


def _describes(question: str) -> bool:
    """`What do you recommend for a chatbot over our PDFs?` says beside other sentences what is to be built."""
    asks = bool(cues.ASKS_FOR_DESIGN.search(question))
    return asks or (
        len(question.split()) > LONG_QUESTION and bool(re.search(r"\b(?:recommend|suggest)\b", question, re.I))
    )


def _kept(words: str, sheet: Sheet, designs: Designs) -> tuple[Sheet, Intent, tuple[str, ...]]:
    """In the request, unless that made another kind of system of it; a number said again goes over the first."""
    if (again := restated(sheet, words)) and designs.plannable(again.sheet):
        return again.sheet, Intent("told", words), (again.note,)
    new = with_words(sheet, words)
    if designs.plannable(sheet) and designs.plannable(new):
        before, after = designs.requirements(sheet), designs.requirements(new)
        if turns_kind(before, after, words):
            other, was = plain(after.family), plain(before.family)
            text = (
                f"That speaks of another kind of system, {other} in the place of {was}, so I left it out of the sheet."
            )
            return sheet, Intent("unclear", f"{text} Say “it is {with_article(other)} system” if you mean that."), ()
    return new, Intent("told", words), ()


def _take_in(words: str, sheet: Sheet, designs: Designs) -> tuple[Sheet, Intent, tuple[str, ...]]:  # noqa: PLR0911 - cases
    """The sheet with what was told; the intent says so, or that it changes nothing or is not understood."""
    if len(sheet.request) + len(words) >= LONGEST_REQUEST:
        much = f"{len(sheet.request):,} characters; {LONGEST_REQUEST:,} are the most"
        text = f"The request has {much}. Shorten it in the sheet."
        return sheet, Intent("unclear", text), ()
    if not sheet.request.strip():
        return with_words(sheet, as_statement(words)), Intent("told", words), ()
    orders = bool(cues.IMPERATIVE.search(words)) and not (_WISHES.match(words) and telling_of(words))
    try:
        change: Changed = changed(sheet, as_instruction(words) if orders else words, designs, declared=not orders)
    except NothingToChange as nothing:
        return sheet, Intent("nothing", nothing.reason), ()
    except UnclearInstruction as unclear:
        if orders and _WISHES.match(words):
            return _kept(words, sheet, designs)
        if orders or (len(words.split()) < FEW and not _GOES_ON.match(words)):
            return sheet, Intent("unclear", unclear_text(unclear)) if orders else Intent("off_topic", words), ()
        return _kept(words, sheet, designs)
    except EngineError as error:
        return sheet, Intent("unclear", f"I cannot do that: {error}"), ()
    return change.sheet, Intent("told", words), change.notes
