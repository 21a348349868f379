"""What the user's words change in a conversation's sheet, so that its plan is what they ask for."""

import json
import re
from collections import Counter
from dataclasses import dataclass

from jobs.sheets import Sheet
from worker.agents.talk.corrections import corrected
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.wording import sentence
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.reading.facts import read_compliance, read_regions
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.services import read_services
from worker.architecture.reading.vocabulary import meanings
from worker.architecture.requirements import Requirements
from worker.architecture.revision import NothingToChange, UnclearInstruction, revise
from worker.architecture.revision.revise import Revised

_DROPS = re.compile(
    r"\W*(?:drop|remove|without|no(?: longer)?|forget|skip|we do(?: not|n['\u2019]t) need)\b", re.IGNORECASE
)
_PLACES = re.compile(
    r"^\W*(?:(?:please|actually|now|let'?s)\W+)*"
    r"(?:(?:move|run|deploy|host|put|migrate|relocate|switch|go)\b.*\b(?:in|to|from)\b|"
    r"in\b|to\b|[\w-]+\W*$|[\w-]+ [\w-]+\W*$)",
    re.IGNORECASE,
)
_SECOND = re.compile(r"\b(?:too|also|as well|second|another|both|and)\b|\binstead of\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\b\d[\d.,]*\s*(?:k|thousand|million|m)?\s+(?P<what>(?!(?:second|minute|hour|day|week|month|year)s?\b)[a-z]{3,})\b",
    re.IGNORECASE,
)
_SAYS_KIND = re.compile(
    r"\b(?:it|this|that|system)(?:['\u2019]s| is| should be| will be) (?:an?|rather|more|not)\b|\binto an?\b", re.I
)
FEW = 8  # words
LONGEST_VALUE = 200  # characters, as the API takes them
MOST_ASSUMPTIONS = 50
ACCEPT = "Yes, make that change"


@dataclass(frozen=True)
class Changed:
    """The sheet after a change, and what cannot be said of it in the sheet's own terms."""

    sheet: Sheet
    notes: tuple[str, ...] = ()


def changed(sheet: Sheet, instruction: str, designs: Designs, *, declared: bool = False) -> Changed:
    """The sheet as it would be. Raises UnclearInstruction, which names the words, and NothingToChange.

    What is `declared` of the workload is no order: it goes into the request, where each plan reads it again.
    """
    before = designs.design(sheet)
    if before is None:
        raise NothingToChange("there is no design yet to change: tell me what you want to build first")
    if simple := _without_framework(sheet, instruction, designs) or _moved(sheet, instruction, before, designs):
        return Changed(simple)
    if (put_right := corrected(sheet, instruction)) and designs.plannable(put_right.sheet):
        return Changed(put_right.sheet, (put_right.note,))
    instruction, counted = _counted(instruction, before)
    said = _as_words(sheet, instruction, before, designs)
    if declared and said and turns_kind(before.requirements, designs.requirements(said), instruction):
        said = None
    if said is not None and (declared or _asks_for_framework(instruction)):
        if _is_other(before, designs.design(said)):
            return Changed(said, counted)
        sheet, before = said, designs.design(said) or before
    made = _revised(sheet, instruction, before, said, designs, declared=declared)
    return Changed(made.sheet, (*counted, *made.notes))


def _revised(  # noqa: PLR0913 - each is a part of one step, and named where it is not plain
    sheet: Sheet, instruction: str, before: Design, said: Sheet | None, designs: Designs, *, declared: bool
) -> Changed:
    """What the engine's revision makes of the words, in the terms of the sheet; `said` is the sheet with them in it."""
    try:
        revised = revise(before.architecture, instruction, before.requirements, designs.catalogue)
    except (UnclearInstruction, NothingToChange) as error:
        # What is no order may be more of the request: `serverless`, `a budget` that is kept already.
        if said is None:
            raise
        return Changed(said, (error.reason,) if isinstance(error, NothingToChange) and not declared else ())
    in_sheet = _in_sheet(sheet, before, revised, designs)
    if in_sheet is not None and _is_other(before, designs.design(in_sheet)):
        kept = with_words(in_sheet, instruction)
        told = declared and said is None and _states_nothing_else(sheet, instruction) and designs.plannable(kept)
        told = told and not turns_kind(before.requirements, designs.requirements(kept), instruction)
        return Changed(kept if told else in_sheet, revised.notes)
    if said is None:
        raise NothingToChange("a sheet has no place for that: say it again to the bundle, as a revision of it")
    return Changed(said, revised.notes)


def _as_words(sheet: Sheet, words: str, before: Design, designs: Designs) -> Sheet | None:
    """The sheet with the words in its request, where they say more and contradict nothing that it says."""
    new = with_words(sheet, words)
    if not designs.plannable(new):
        return None
    read = designs.requirements(new)
    if _said(read) == _said(before.requirements):
        return None
    known = {one.quantity for one in before.requirements.measures}
    start = len(new.request) - len(sentence(words))
    if any(one.quantity in known and one.quote.start >= start for one in read_measures(new.request)):
        return None
    if before.requirements.regions and any(one.quote.start >= start for one in read.regions):
        return None
    return new


def turns_kind(before: Requirements, after: Requirements, words: str) -> bool:
    """Would a remark such as `we need a VPN` make another kind of system of it? Only who says so wants that."""
    guessed = any(one.subject == "family" for one in before.assumptions)
    return before.family != after.family and not guessed and not _SAYS_KIND.search(words)


def _moved(sheet: Sheet, words: str, before: Design, designs: Designs) -> Sheet | None:
    """`Run it in eu-central-1`, `Frankfurt`: few words that say where, and nothing else."""
    named = read_regions(f"in {words}", split_words(f"in {words}"))
    if not named or len(words.split()) > FEW or not _PLACES.search(words) or _SECOND.search(words):
        return None
    region = named[0].value
    if region == before.architecture.region:
        raise NothingToChange(f"it stands in {region}")
    new = sheet.model_copy(update={"region": region, "request": _without_region(sheet.request, before)})
    return new if designs.plannable(new) else None


def _counted(words: str, before: Design) -> tuple[str, tuple[str, ...]]:
    """`5000 hives` are devices, where the request is made for devices and speaks of hives."""
    if read_measures(words) or before.requirements.family != "device_platform" or not (match := _COUNT.search(words)):
        return words, ()
    known = {word.text for word in split_words(before.requirements.request)}
    if not {match["what"].lower(), f"{match['what'].lower()}s"} & known:
        return words, ()
    note = f"I counted {match['what']} as devices; say how many devices there are if that is wrong."
    return f"{words[: match.start('what')]}devices{words[match.end('what') :]}", (note,)


def _states_nothing_else(sheet: Sheet, words: str) -> bool:
    """No number and no region, which the request may give otherwise: those stand in fields of the sheet."""
    return not read_measures(words) and not read_regions(words, split_words(words)) and words not in sheet.request


def _asks_for_framework(words: str) -> bool:
    return next(meanings("compliance").find(words), None) is not None


def _is_other(before: Design, after: Design | None) -> bool:
    """Does it differ in what is built, or where?"""
    if after is None or after is before:
        return False
    old, new = before.architecture, after.architecture
    return any(
        getattr(old, name) != getattr(new, name) for name in ("components", "connections", "region", "environment")
    )


def with_words(sheet: Sheet, words: str) -> Sheet:
    """More of the request, in the user's own words."""
    return sheet.model_copy(update={"request": " ".join(filter(None, map(sentence, (sheet.request, words))))})


def _said(read: Requirements) -> tuple[object, ...]:
    return (
        read.family,
        {one.name for one in read.capabilities},
        {(one.title, one.excluded, one.count) for one in read.services},
        {(one.quantity, one.value) for one in read.measures},
        {one.value for one in read.compliance},
        {one.value for one in read.preferences},
        read.region.value if read.region else "",
        read.environment.value if read.environment else "",
    )


def _without_framework(sheet: Sheet, instruction: str, designs: Designs) -> Sheet | None:
    """`Drop HIPAA`: the words that ask for it leave the request."""
    if not _DROPS.match(instruction):
        return None
    ruled_out = {match.meaning for match in meanings("compliance").find(instruction)}
    request = sheet.request
    known = read_compliance(request, split_words(request))
    for one in sorted(known, key=lambda one: -one.quote.start):
        if one.value in ruled_out:
            request = f"{request[: one.quote.start].rstrip()}{request[one.quote.end :]}"
    if request == sheet.request:
        return None
    new = sheet.model_copy(update={"request": request})
    return new if designs.plannable(new) else None


def _in_sheet(sheet: Sheet, before: Design, revised: Revised, designs: Designs) -> Sheet | None:
    """The sheet whose plan comes nearest to the revised architecture; None where none can be planned."""
    old, new = before.architecture, revised.architecture
    assumptions = {**sheet.assumptions, **_quantities(before, revised)}
    if new.environment != old.environment:
        assumptions["environment"] = new.environment
    request, region = sheet.request, sheet.region
    if new.region != old.region:
        region = new.region
        request = _without_region(request, before)
    pins = [*sheet.pins, *_pins(old, new, designs.catalogue)]
    draft = sheet.model_copy(
        update={
            "request": request,
            "region": region,
            "assumptions": assumptions,
            "pins": list(dict.fromkeys(pins))[-10:],
        }
    )
    for one in (draft, draft.model_copy(update={"pins": sheet.pins})):
        if designs.plannable(one):
            return _with_options(one, new, designs)
    return None


def _quantities(before: Design, revised: Revised) -> dict[str, str]:
    was = {one.quantity: one.value for one in reversed(before.requirements.measures)}
    now = {one.quantity: one.value for one in reversed(revised.requirements.measures)}
    return {name: f"{value:.10g}" for name, value in now.items() if was.get(name) != value}


def _without_region(request: str, before: Design) -> str:
    """Else the request would contradict the region that was chosen over it."""
    for stated in sorted(before.requirements.regions, key=lambda one: -one.quote.start):
        quote = stated.quote
        if quote.text and request[quote.start : quote.end] == quote.text:
            start = request[: quote.start].rstrip()
            for word in (" in the", " in", " from", " to"):
                if start.lower().endswith(word):
                    start = start[: -len(word)]
                    break
            request = f"{start}{request[quote.end :]}"
    return request


def _pins(old: Architecture, new: Architecture, catalogue: Catalogue) -> list[str]:
    was, now = (Counter(one.block for one in design.components) for design in (old, new))
    gone = [f"no {name}" for block in was if not now[block] and (name := pin_name(block, catalogue))]
    come = [f"must use {name}" for block in now if not was[block] and (name := pin_name(block, catalogue))]
    return gone + come


def pin_name(block: str, catalogue: Catalogue) -> str:
    """A name of the block that a pin is understood by; "" where it has none."""
    for name in (*catalogue.block(block).names, catalogue.block(block).title):
        read = read_services(f"must use {name}", split_words(f"must use {name}"), catalogue)
        if [one.block for one in read] == [block]:
            return name
    return ""


def _with_options(sheet: Sheet, wanted: Architecture, designs: Designs) -> Sheet:
    """Options that the plan of the sheet sets otherwise become assumptions that the user has put a value over."""
    made = designs.design(sheet)
    if made is None:
        return sheet
    values: dict[str, str] = {}
    for part in made.architecture.components:
        target = next((one for one in wanted.components if one.id == part.id and one.block == part.block), None)
        if target is None:
            continue
        block = designs.catalogue.block(part.block)
        for name, value in target.options.items():
            if name in block.options and part.options.get(name, block.options[name].default) != value:
                text = value if isinstance(value, str) else json.dumps(value)
                values |= {f"{part.id}.{name}": text} if 0 < len(text) <= LONGEST_VALUE else {}
    if not values:
        return sheet
    full = sheet.model_copy(update={"assumptions": {**sheet.assumptions, **values}})
    if len(full.assumptions) > MOST_ASSUMPTIONS:
        return sheet
    return full if designs.plannable(full) else sheet
