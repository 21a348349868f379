"""Reads an instruction, clause by clause: what does each ask to be done?"""

import re
from collections.abc import Callable, Iterator

from worker.architecture.errors import EngineError
from worker.architecture.planner.draft import Draft
from worker.architecture.reading.facts import read_environment, read_regions
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.phrases import split_words
from worker.architecture.revision.answers import read_answer
from worker.architecture.revision.errors import UnclearInstruction
from worker.architecture.revision.expiry import read_expiry
from worker.architecture.revision.graviton import read_graviton
from worker.architecture.revision.option_words import (
    OFF,
    engine_of,
    more_of,
    named_options,
    options_elsewhere,
    read_options,
    runs_engine,
)
from worker.architecture.revision.remedies import read_remedy
from worker.architecture.revision.steps import (
    Add,
    Carry,
    Drop,
    FollowWish,
    ForEnvironment,
    KeepBudget,
    MoveRegion,
    Replace,
    Scale,
    Stay,
    Step,
    Undo,
)
from worker.architecture.revision.targets import (
    does_the_same,
    find_blocks,
    find_components,
    names_component,
    needs_spoken_of,
    unnamed_services,
)
from worker.architecture.revision.wishes import find_wish, second_region

LONGEST = 4000  # characters
MOST_CLAUSES = 40
LOAD = frozenset(
    {
        *(
            "users",
            "concurrent_users",
            "devices",
            "requests_per_second",
            "requests_per_month",
            "events_per_second",
            "events_per_month",
        ),
        *("files_per_month", "transfer_gb_per_month", "payload_kb", "storage_gb"),
    }
)
"""Quantities that sizes follow."""
GROWS = LOAD - {"payload_kb", "storage_gb"}
"""Those that ten times the traffic makes ten times as many."""
OF_SOME = ("bigger", "smaller", "highly_available", "cheaper")
"""Wishes that can be for some components: `a bigger database`."""
_TIMES = re.compile(
    r"\b(?:(?P<number>\d+(?:\.\d+)?)\s*(?:x|times|fold)|(?P<word>double|twice|triple|ten times|tenfold|halve|half))\b"
    r".*\b(?:traffic|load|users|requests|volume|visitors|events)\b",
    re.IGNORECASE,
)
_WORDS = {"double": 2.0, "twice": 2.0, "triple": 3.0, "ten times": 10.0, "tenfold": 10.0, "halve": 0.5, "half": 0.5}
_SIZES = "bigger|larger|smaller|cheaper|faster|stronger"
_THE = re.compile(
    rf"\b(?:the|our|my|an?(?= (?:{_SIZES})))\s+(?:(?:{_SIZES})\s+)?"
    rf"(?P<what>[\w-]+(?: [\w-]+)*?)(?=\s+(?:{_SIZES}|highly|more|less|redundant)\b|\W*$)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:system|architecture|design|setup|stack|app|site|solution|bill|costs?|prices?|spend\w*|infrastructure|thing|"
    r"deployment|service|cloud|aws)\b",
    re.IGNORECASE,
)
"""What stands for all of it: `make the whole thing bigger`."""
_ENDS = re.compile(r"(?:[.;!](?=\s|$)|\n)+")
_JOINTS = re.compile(r"\s*,?\s+(?:and then|and also|and|then|also|but)\s+|\s*,\s+(?:and\s+)?", re.IGNORECASE)
_POLITE = re.compile(
    r"^\W*(?:(?:please|now|also|then|and|but|just|instead|can you|could you|would you|let's|let us|we (?:want|need) to|"
    r"i (?:want|need|would like|'d like) (?:you )?to|we should)\b\W*)+",
    re.IGNORECASE,
)
_UNDO = re.compile(r"^\W*(?:undo|go back|revert|roll back|take (?:that|it) back)\b", re.IGNORECASE)
_DROP = re.compile(
    r"^(?:drop|remove|delete|get rid of|without|no(?: more| longer)?|take out|leave out|take away|omit|cut(?: out)?|"
    r"lose|(?:do not|don['\u2019]t|stop) us(?:e|ing)|we (?:do not|don['\u2019]t) need|eliminate|skip)\b(?P<what>.+)$",
    re.IGNORECASE,
)
_ADD = re.compile(
    r"^(?:add|include|introduce|put in|put|attach|we (?:also )?need|i (?:also )?need|with|give (?:it|us)|create)\b"
    r"(?P<what>.+)$",
    re.IGNORECASE,
)
_USE = re.compile(
    r"^(?:use|make it(?: use)?|prefer|take|go with|go for)\b(?P<new>.+?)(?:\binstead\b.*)?$", re.IGNORECASE
)
_REPLACE = re.compile(
    r"^(?:replace|swap(?: out)?|exchange|change|migrate|move|switch|convert|turn)\s+(?:over\s+)?(?:from\s+)?"
    r"(?P<old>.+?)\s+(?:with|by|for|to|into|against)\s+(?P<new>.+)$",
    re.IGNORECASE,
)
_SWITCH = re.compile(r"^(?:switch|move|migrate|go|change|convert)\s+(?:over\s+)?to\s+(?P<new>.+)$", re.IGNORECASE)
_INSTEAD_OF = re.compile(
    r"^(?:use\s+)?(?P<new>.+?)\s+(?:instead of|rather than|in place of)\s+(?P<old>.+)$", re.IGNORECASE
)
_INSTEAD_FIRST = re.compile(r"^instead of (?P<old>.+?),?\s+(?:use\s+)?(?P<new>\S.*)$", re.IGNORECASE)
_INSTEAD = re.compile(r"^(?:use\s+)?(?P<new>.+?)\s+instead$", re.IGNORECASE)
_WHERE = re.compile(r"\s(?:between|in front of|before|behind|after|for|to|from|on|in|with)\s.+$", re.IGNORECASE)
_ONE_MORE = re.compile(r"\b(?:an?|one|another|second|third|more|further|additional)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|second|third|more|further|additional)\b", re.IGNORECASE)
ONCE = ("edge", "security", "operations", "networking")
"""Categories of which a second is added only where one is asked for in so many words: they serve the whole."""
_MOVES = re.compile(r"\b(?:move|deploy|region|migrate|run|host|put|relocate|switch|in|to|from)\b", re.IGNORECASE)


def read_instruction(text: str, present: Callable[[], tuple[Draft, str]], do: Callable[[Step], None]) -> None:
    """Hand each step to `do`, in the order of the text; `present` is the draft and the region as they are by then.

    Raises UnclearInstruction, which names the words that mean nothing here, and what `do` raises.
    """
    if not text.strip():
        raise UnclearInstruction("the instruction is empty")
    if len(text) > LONGEST:
        raise UnclearInstruction(f"the instruction has {len(text)} characters; {LONGEST} are the most")
    count = 0
    for sentence in filter(str.strip, _ENDS.split(text)):
        for step in _steps(sentence, present):
            count += 1
            if count > MOST_CLAUSES:
                raise UnclearInstruction(f"the instruction has more than {MOST_CLAUSES} parts")
            do(step)


def _steps(sentence: str, present: Callable[[], tuple[Draft, str]]) -> Iterator[Step]:
    """Pieces between the joints; a piece that says nothing by itself goes with its neighbours."""
    rest = _pieces(sentence)
    verb = ""
    while rest:
        draft, region = present()
        step, used = _longest(rest, verb, draft, region)
        verb = _verb_of(rest[0]) or verb
        rest, words = rest[used:], " and ".join(rest[:used])
        yield step
        # `Highly available for under 500 dollars` asks for two things without a joint between them.
        if isinstance(step, KeepBudget | Carry) and (other := _beside(step, words, present())):
            yield other


def _longest(rest: list[str], verb: str, draft: Draft, region: str) -> tuple[Step, int]:
    """The step of the fewest pieces from here on that say something, alone or after the verb before them."""
    fault: EngineError | None = None
    for used in range(1, len(rest) + 1):
        words = " and ".join(rest[:used])
        for told in (words, f"{verb} {words}") if verb else (words,):
            try:
                if step := read_clause(told, draft, region):
                    return step, used
            except UnclearInstruction as error:
                fault = fault or error
    if fault is None and (having := options_elsewhere(rest[0], draft)):
        raise UnclearInstruction(f"“{rest[0]}” is an option of {', '.join(having)}, and none of these is here")
    raise fault or UnclearInstruction(f"“{rest[0]}” is not understood")


def _beside(step: KeepBudget | Carry, words: str, present: tuple[Draft, str]) -> Step | None:
    for measure in (step.measure,) if isinstance(step, KeepBudget) else step.measures:
        words = words.replace(measure.quote.text, " ")
    words = re.sub(r"\b(?:for|under|below|with|within|at|to|of|and)\s*$", "", " ".join(words.split()))
    other = read_clause(words, *present) if len(words.split()) > 1 else None
    return None if isinstance(other, KeepBudget | Carry) else other


def _pieces(sentence: str) -> list[str]:
    whole = re.sub(r"\b(between .+?) and ", r"\1 & ", sentence, flags=re.IGNORECASE)
    pieces = [_POLITE.sub("", piece).strip() for piece in _JOINTS.split(whole)]
    return [piece for piece in pieces if re.search(r"\w", piece)]


def _verb_of(piece: str) -> str:
    """What the pieces after this one may leave unsaid: `drop Redis and the queue`."""
    return next((word for pattern, word in ((_DROP, "drop"), (_ADD, "add")) if pattern.match(piece)), "")


def read_clause(text: str, draft: Draft, region: str) -> Step | None:
    """What one clause asks for, or None. Raises UnclearInstruction where it is clear but for a name."""
    for reader in _READERS:
        if step := reader(text, draft, region):
            return step
    return None


def _undo(text: str, _draft: Draft, _region: str) -> Step | None:
    return Undo() if _UNDO.match(text) else None


def _direct_option(text: str, draft: Draft, _region: str) -> Step | None:
    return read_options(text, draft) if re.match(r"\W*(?:set\s+)?[a-z]\w*\.[a-z]\w*\s*(?:=|:|to\b)", text) else None


def _replace(text: str, draft: Draft, _region: str) -> Step | None:
    for pattern in (_INSTEAD_FIRST, _INSTEAD_OF):
        match = pattern.match(text)
        if match and not find_blocks(match["new"], draft.catalogue) and find_components(match["old"], draft):
            raise UnclearInstruction(f"“{match['new']}” names no one service of AWS; say which is to take the place")
    for pattern in (_INSTEAD_FIRST, _INSTEAD_OF, _REPLACE):
        if (match := pattern.match(text)) and (new := find_blocks(match["new"], draft.catalogue)):
            old = find_components(match["old"], draft)
            if not old:
                raise UnclearInstruction(f"“{match['old'].strip()}” is not in this architecture ({_present(draft)})")
            return _replaced(old, new[0].block, text, draft)
    for pattern in (_INSTEAD, _SWITCH):
        if (match := pattern.match(text)) and (new := find_blocks(match["new"], draft.catalogue)):
            old = does_the_same(new[0].block, draft)
            if engine := runs_engine(new[0].words, old, draft):
                return engine
            if not old:
                raise UnclearInstruction(f"nothing here does what {new[0].words} does, so it replaces nothing")
            return _replaced(old, new[0].block, text, draft)
    return None


def _replaced(ids: tuple[str, ...], block: str, text: str, draft: Draft) -> Step:
    """What is that block already is not replaced; it may be another engine that is meant."""
    same = tuple(one for one in ids if draft.parts[one].block.name == block)
    if len(same) < len(ids):
        return Replace(tuple(one for one in ids if one not in same), block, text)
    reason = f"{draft.parts[ids[0]].name} is {draft.catalogue.block(block).title} already"
    return engine_of(text, same, draft) or Stay(reason)


def _wish(text: str, draft: Draft, region: str) -> Step | None:
    wish = find_wish(text)
    if not wish or _DROP.match(text) or OFF.search(text):
        return None
    if wish != "multi_region":
        targets = find_components(text, draft) if wish in OF_SOME else ()
        if wish in OF_SOME and not targets:
            _refuse_absent(text, draft)
        return FollowWish(wish, targets, named_options(text, draft) if wish in ("bigger", "smaller") else ())
    named = [one.value for one in read_regions(text, split_words(text)) if one.value != region]
    return FollowWish(wish, second_region=named[0] if named else second_region(region))


def _refuse_absent(text: str, draft: Draft) -> None:
    """`Make the mainframe bigger` is no wish for all that is here."""
    for match in _THE.finditer(text):
        what = match["what"].rpartition(" of the ")[2] or match["what"]
        if not _WHOLE.search(what) and not named_options(what, draft):
            raise UnclearInstruction(f"“{what}” is not in this architecture ({_present(draft)})")


def _scale(text: str, _draft: Draft, _region: str) -> Step | None:
    if not (match := _TIMES.search(text)):
        return None
    factor = float(match["number"]) if match["number"] else _WORDS[match["word"].lower()]
    return Scale(factor) if factor > 0 else None


def _region(text: str, _draft: Draft, _region: str) -> Step | None:
    place = re.sub(r"\bto\b", "in", text, flags=re.IGNORECASE)  # `move it to Ireland` speaks of a place
    named = read_regions(place, split_words(place))
    return MoveRegion(named[0].value) if named and (_MOVES.search(text) or len(text.split()) <= 2) else None


def _environment(text: str, _draft: Draft, _region: str) -> Step | None:
    plain = re.search(
        r"\b(?:for|in|to|as)?\s*(production|staging|development|dev|test|prod)\b\W*$", text, re.IGNORECASE
    )
    if plain and len(text.split()) <= 8:
        short = {"dev": "development", "prod": "production"}
        return ForEnvironment(short.get(plain[1].lower(), plain[1].lower()))
    stated = read_environment(text, split_words(text))
    return ForEnvironment(stated.value) if stated else None


def _budget(text: str, _draft: Draft, _region: str) -> Step | None:
    budget = next((one for one in read_measures(text) if one.quantity == "budget_usd_per_month"), None)
    return KeepBudget(budget) if budget else None


def _load(text: str, _draft: Draft, _region: str) -> Step | None:
    load = tuple(one for one in read_measures(text) if one.quantity in LOAD)
    return Carry(load) if load else None


def _option(text: str, draft: Draft, _region: str) -> Step | None:
    return read_options(text, draft)


def _drop(text: str, draft: Draft, _region: str) -> Step | None:
    if not (match := _DROP.match(text)):
        return None
    found = find_components(match["what"], draft)
    if not found:
        raise UnclearInstruction(f"“{match['what'].strip()}” is not in this architecture ({_present(draft)})")
    return Drop(found, () if names_component(match["what"], draft) else tuple(needs_spoken_of(match["what"])))


def _add(text: str, draft: Draft, _region: str) -> Step | None:
    if not (match := _ADD.match(text)):
        return None
    what = match["what"]
    if more := more_of(what, text, draft):
        return more
    found = find_blocks(_WHERE.sub("", what), draft.catalogue) or find_blocks(what, draft.catalogue)
    if found and draft.of_block(found[0].block) and found[0].count == 1:
        block = draft.catalogue.block(found[0].block)
        if not (_ANOTHER if block.category in ONCE else _ONE_MORE).search(what):
            names = ", ".join(one.name for one in draft.of_block(block.name))
            return Stay(f"{block.title} is there already: {names}; “add another” adds one")
    if not found:
        if having := options_elsewhere(what, draft):
            raise UnclearInstruction(f"“{what.strip()}” is an option of {', '.join(having)}, and none of these is here")
        unknown = unnamed_services(what, draft.catalogue)
        because = "is not in the catalogue" if unknown else "names no AWS service that the catalogue has"
        raise UnclearInstruction(f"“{unknown[0] if unknown else what.strip()}” {because}")
    return Add(found[0].block, found[0].count, found[0].words)


def _use(text: str, draft: Draft, _region: str) -> Step | None:
    if not (match := _USE.match(text)) or not (new := find_blocks(match["new"], draft.catalogue)):
        return None
    old = does_the_same(new[0].block, draft)
    if there := draft.of_block(new[0].block):
        return _replaced((there[0].id,), new[0].block, text, draft)
    if engine := runs_engine(new[0].words, old, draft):
        return engine
    return Replace(old, new[0].block, text) if old else Add(new[0].block, 1, new[0].words)


def _present(draft: Draft) -> str:
    return ", ".join(f"{part.name} [{part.id}]" for part in draft.parts.values())


_READERS: tuple[Callable[[str, Draft, str], Step | None], ...] = (
    _undo,
    _direct_option,
    read_answer,
    _replace,
    _budget,
    _scale,
    read_remedy,
    read_graviton,
    read_expiry,
    _wish,
    _option,
    _load,
    _drop,
    _add,
    _use,
    _region,
    _environment,
)
