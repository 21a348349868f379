"""Sets services side by side, says which fits a need, and sizes one for a load."""

import re
from collections.abc import Sequence

from worker.agents.talk.facts import page_of
from worker.agents.talk.subjects import Subject, blocks_for
from worker.agents.talk.told import Choice, Citation, Told
from worker.agents.talk.wording import EFFORTS, PLACEMENTS, bullets, listed, money, number, per_units, plain, sentence
from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import estimate
from worker.architecture.cost.regions import unit_price
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.reading.facts import read_capabilities
from worker.architecture.reading.phrases import split_words
from worker.architecture.requirements import Requirements

MOST_COMPARED = 4
MOST_RECOMMENDED = 3
MOST_LINES = 6
CENT = 0.005
STORED = "storage_gb"
ARCHIVED = "archive_gb"
_ARCHIVE = re.compile(r"\b(?:glacier|deep archive)\b", re.IGNORECASE)
TRANSFER = "transfer_gb_per_month"


def compare(subjects: Sequence[Subject], region: str, catalogue: Catalogue) -> Told:
    """A table of two to four services, and what speaks for which."""
    known = list({one.block: one for one in subjects if one.block}.values())[:MOST_COMPARED]
    unknown = [one.title for one in subjects if not one.block]
    missing = f"{listed(unknown)} {'is' if len(unknown) == 1 else 'are'} not in the catalogue. " if unknown else ""
    for one in known:
        if one.substitute:
            note = f" {sentence(one.note)}" if one.note else ""
            title = catalogue.block(one.block).title
            missing += f"{one.title} has no block of its own in the catalogue; {title} does its work here.{note} "
    if len(known) < 2:
        what = f"I know only {known[0].title} of these" if known else "I know none of these"
        return Told(f"{missing}{what}, so there is nothing to set side by side.")
    blocks = [catalogue.block(one.block) for one in known]
    rows = [
        ("What it does", [block.summary for block in blocks]),
        ("Where it stands", [PLACEMENTS[block.placement] for block in blocks]),
        ("Growth", [block.scaling or "-" for block in blocks]),
        ("A request waits", [plain(block.latency) if block.latency != "none" else "not on it" for block in blocks]),
        ("Promised uptime", [f"{block.slas[0].monthly_percent:g} %" if block.slas else "no SLA" for block in blocks]),
        ("To operate", [EFFORTS[block.effort] for block in blocks]),
        ("Limits", [listed([one.rstrip(".") for one in block.quotas[:2]]) or "-" for block in blocks]),
        ("Price", [_first_price(block, region) for block in blocks]),
    ]
    head = f"| | {' | '.join(f'**{block.title}**' for block in blocks)} |"
    table = [
        head,
        "|---" * (len(blocks) + 1) + "|",
        *(f"| {name} | {' | '.join(map(_cell, row))} |" for name, row in rows),
    ]
    return Told(
        f"{missing}Side by side, prices on demand in {region}:\n\n" + "\n".join(table) + f"\n\n{verdict(blocks)}",
        tuple(page_of(block) for block in blocks),
        tuple(Choice(f"Use {block.title}", f"Use {block.names[0]}") for block in blocks),
    )


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")


def _first_price(block: Block, region: str) -> str:
    for price in block.prices:
        value = block.options[price.each].default if price.each else None
        if amounts := price.regions(value):
            unit = unit_price(price, amounts, region, block.category)
            each = f", {value}" if price.each else ""
            return f"{price.title}{each}: {money(unit.usd)} per {per_units(price.per, price.unit)}"
    return "none of its own" if not block.not_priced else "not recorded"


def verdict(blocks: Sequence[Block]) -> str:
    """What each is first choice for, and which asks least and promises most."""
    best = {block.title: _best_at(block) for block in blocks}
    lines = []
    if len(set(best.values())) == 1 and all(best.values()):
        need = best[blocks[0].title]
        ranked = sorted(blocks, key=lambda block: block.planning.meets[need])
        lines.append(
            f"They do the same work ({plain(need)}). Where a request does not decide, Groundplan takes "
            f"{ranked[0].title} before {listed([block.title for block in ranked[1:]])}."
        )
    else:
        told = [f"{title} for {plain(need)}" for title, need in best.items() if need]
        first = f"They are first choices for different work: {listed(told)}. " if len(told) > 1 else ""
        lines.append(f"{first}A design may well hold {'both' if len(blocks) == 2 else 'several of them'}.")
    efforts = sorted(blocks, key=lambda block: block.effort)
    if efforts[0].effort < efforts[-1].effort:
        lines.append(f"Least to operate: {efforts[0].title} ({EFFORTS[efforts[0].effort]}).")
    promised = [block for block in blocks if block.slas]
    if len(promised) > 1:
        surest = max(promised, key=lambda block: block.slas[0].monthly_percent)
        if surest.slas[0].monthly_percent > min(block.slas[0].monthly_percent for block in promised):
            lines.append(f"Highest promised uptime: {surest.title}.")
    return bullets(lines)


def _best_at(block: Block) -> str:
    meets = block.planning.meets
    return min(meets, key=lambda capability: (meets[capability], capability), default="")


def recommend(need: str, region: str, catalogue: Catalogue) -> Told | None:
    """What fits a need that the words speak of, best first; None where they speak of none that is known."""
    found = read_capabilities(need, split_words(need))
    for capability in found:
        ranked = blocks_for(capability.name, catalogue)[:MOST_RECOMMENDED]
        if not ranked:
            continue
        blocks = [catalogue.block(name) for name in ranked]
        lines = [f"**{block.title}**: {sentence(block.summary)} {_first_price(block, region)}." for block in blocks]
        text = f"For {plain(capability.name)} (“{capability.quote.text}”), the first choice in front:\n\n"
        text += "\n".join(f"{index}. {line}" for index, line in enumerate(lines, start=1))
        if len(blocks) > 1:
            names = f"{blocks[0].names[0]} and {blocks[1].names[0]}"
            text += f"\n\nI would start with {blocks[0].title}; “compare {names}” sets them side by side."
        choices = tuple(Choice(block.title, f"Use {block.names[0]}") for block in blocks)
        return Told(text, tuple(page_of(block) for block in blocks), choices)
    return None


def _for_load(block: Block, load: str, region: str, catalogue: Catalogue) -> Requirements:
    """`2 TB a month` is what it sends where it sends data, and what it keeps elsewhere."""
    words = f"{block.names[0]} for {load}"
    read = read_requirements(words, region=region, catalogue=catalogue)
    stored = read.measure("storage_gb")
    if stored is None or TRANSFER not in block.options:
        return read
    return read_requirements(words, region=region, chosen={TRANSFER: f"{stored:g}"}, catalogue=catalogue)


def _archived(architecture: Architecture, block: Block, words: str) -> Architecture:
    """Who asks for `glacier deep archive` keeps all of it in that class."""
    if ARCHIVED not in block.options or not _ARCHIVE.search(words):
        return architecture
    kind = "DEEP_ARCHIVE" if "deep" in words.lower() else "GLACIER_IR" if "instant" in words.lower() else "GLACIER"
    parts = [
        one.model_copy(
            update={"options": {**one.options, ARCHIVED: one.options.get(STORED, 0), STORED: 0, "archive_class": kind}}
        )
        if one.block == block.name
        else one
        for one in architecture.components
    ]
    return architecture.model_copy(update={"components": parts})


def cost_at(block: Block, load: str, region: str, catalogue: Catalogue) -> float | None:
    """USD a month of one service at a load in words; None where the planner has no use for it there."""
    try:
        architecture = plan(_for_load(block, load, region, catalogue), catalogue)
    except EngineError:
        return None
    parts = [one.id for one in architecture.components if one.block == block.name]
    lines = [line for line in estimate(architecture, catalogue).lines if line.component in parts[:1]]
    return sum(line.monthly_usd for line in lines) if lines else None


def size_for(subject: Subject, load: str, region: str, catalogue: Catalogue) -> Told:
    """How the planner would set up one service for a load in words, and what that costs."""
    if not subject.block:
        return Told(f"{subject.title} is not in the catalogue, so I cannot size it.")
    block = catalogue.block(subject.block)
    try:
        requirements = _for_load(block, load, region, catalogue)
        architecture = plan(requirements, catalogue)
    except EngineError as error:
        return Told(f"I cannot size {block.title} for that: {error}")
    architecture = _archived(architecture, block, subject.words)
    part = next((one for one in architecture.components if one.block == block.name), None)
    if part is None:
        return Told(f"The planner takes no {block.title} for that.")
    if not requirements.measures:
        return Told(
            f"For what load should I size {block.title}? Say a number: “size {block.names[0]} for 10 million requests "
            "a month”, “for 500 GB”, “for 50,000 users”.",
            (page_of(block),),
        )
    reasons = {one.subject: one.reason for one in architecture.assumptions}
    settings = [
        f"`{name}` = {number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value}"
        f"{f' {block.options[name].unit}' if block.options[name].unit else ''}"
        f"{f': {reasons[subject_]}' if (subject_ := f'{part.id}.{name}') in reasons else ''}"
        for name, value in part.options.items()
        if name in block.options
    ]
    cost = estimate(architecture, catalogue)
    lines = [line for line in cost.lines if line.component == part.id]
    total = sum(line.monthly_usd for line in lines)
    low, high = sum(line.low_usd for line in lines), sum(line.high_usd for line in lines)
    read = ", ".join(f"{plain(one.quantity)} {number(one.value)}" for one in requirements.measures)
    text = f"**{block.title} for {load.strip(' .?')}** (read as: {read})\n\n"
    text += bullets(settings) if settings else "- Its defaults are enough."
    text += f"\n\nAbout **{money(total)} a month** in {region} (between {money(low)} and {money(high)})"
    if lines:
        top = sorted(lines, key=lambda line: -line.monthly_usd)[:MOST_LINES]
        top = [line for line in top if line.monthly_usd >= CENT] or top[:1]
        text += ":\n\n" + bullets([f"{line.title}: {money(line.monthly_usd)} ({line.formula})" for line in top])
    else:
        text += ": nothing of it is priced by itself."
    beside = [one for one in architecture.components if one.id != part.id]
    if beside:
        text += f"\n\nNot in it: what stands beside it in a design, such as {listed([one.name for one in beside[:3]])}."
    pages = dict.fromkeys(Citation(f"{block.title}: pricing", line.source) for line in lines[:2])
    return Told(text, (page_of(block), *pages))
