"""What a change would do to a conversation's design, or has done, told side by side."""

import re
from collections.abc import Mapping

from jobs.sheets import Sheet, Understood
from worker.agents.talk import cues
from worker.agents.talk.changes import ACCEPT, Changed, changed
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.happenings import happenings
from worker.agents.talk.tellings import OPEN, answers_to
from worker.agents.talk.told import Choice, Citation, Told
from worker.agents.talk.wording import (
    bullets,
    in_relation,
    listed,
    money,
    number,
    quantity_name,
    sentence,
    signed,
    uptime,
)
from worker.architecture.difference import ComponentChange, Difference, Span, difference
from worker.architecture.errors import EngineError
from worker.architecture.reading.measures import read_measures
from worker.architecture.revision import NothingToChange, UnclearInstruction

MOST_NOTES = 4
MOST_COMPONENTS = 8
CENT = 0.005
MOST_FINDINGS = 3
MOST_EXAMPLES = 6
_CHEAPER = re.compile(r"\bcheaper\b|\bcut (?:the )?costs?\b|\bsave money\b", re.IGNORECASE)


def what_if(sheet: Sheet, instruction: str, designs: Designs) -> Told:
    """What a change would do, with the offer to make it."""
    try:
        change = changed(sheet, instruction, designs)
    except NothingToChange as nothing:
        read = [_amount(one.quantity, one.value) for one in read_measures(instruction)]
        heard = f" I read {listed(read)}; the design and its cost do not follow from that." if read else ""
        return Told(f"That changes nothing: {sentence(nothing.reason)}{heard}")
    except UnclearInstruction as unclear:
        if cues.IMPERATIVE.search(instruction):
            return Told(unclear_text(unclear))
        known = listed([one.title[:1].lower() + one.title[1:] for one in happenings().values()], "or")
        return Told(
            f"“{instruction}”: I know of no change of the design by that, and of no mishap. Of changes I know those "
            "of load, place, "
            "parts, budget and how safe it must be, such as “what if we have 100,000 users?”; of mishaps what "
            "happens when "
            f"{known}."
        )
    except EngineError as error:
        return Told(f"I cannot work that out: {error}")
    if kept := _no_cheaper(sheet, instruction, change, designs):
        return kept
    told = told_difference(sheet, change, designs, done=False)
    choices = (Choice("Make this change", f"{ACCEPT}: {instruction}"), Choice("Leave it as it is", "Leave it as it is"))
    return Told(told.text, told.citations, choices)


def _no_cheaper(sheet: Sheet, instruction: str, change: Changed, designs: Designs) -> Told | None:
    """Where the wish is to pay less, and what the engine would turn down saves nothing."""
    before, after = designs.design(sheet), designs.design(change.sheet)
    if not _CHEAPER.search(instruction) or before is None or after is None:
        return None
    if before.cost.monthly_usd - after.cost.monthly_usd >= CENT:
        return None
    names = {one.id: one.name for one in before.architecture.components}
    text = f"Nothing that I can turn down makes it cheaper: it stays at **{money(before.cost.monthly_usd)} a month**."
    lines = [
        f"**{names.get(one.component, one.name)}** is {one.share_percent:.0f} % of it: {money(one.monthly_usd)}."
        for one in before.cost.components[:2]
        if one.monthly_usd >= CENT
    ]
    lines += [
        f"Half of {quantity_words(one.quantity, names)} would take off about {money(one.double_usd / 2)}."
        for one in before.cost.sensitivities[:2]
        if one.double_usd >= CENT
    ]
    best = sorted(before.cost.savings, key=lambda one: -one.monthly_usd)[:1]
    lines += [
        f"A commitment saves {money(one.monthly_usd)}: {one.name} for {names.get(one.component, one.component)}."
        for one in best
    ]
    return Told(f"{text}\n\n{bullets(lines)}" if lines else text)


def quantity_words(subject: str, names: Mapping[str, str]) -> str:
    """`files.storage_gb` → `storage of Files`."""
    part, _, option = subject.partition(".")
    return f"{quantity_name(option)[0]} of {names.get(part, part)}" if option else quantity_name(subject)[0]


def _amount(quantity: str, value: float) -> str:
    """`message size 6 KB`."""
    name, unit = quantity_name(quantity)
    return f"{name} {number(value)} {unit}".strip()


def unclear_text(unclear: UnclearInstruction) -> str:
    """The words that mean nothing here, and what could be said."""
    fault, _, examples = str(unclear).partition(" What can be said, for example: ")
    fault = fault.removeprefix("instruction: ")
    some = ", ".join(examples.split(", ")[:MOST_EXAMPLES])
    return (
        f"I do not understand that as a change: {sentence(fault)} Things I do understand: {some}, and more of the kind."
    )


def told_difference(sheet: Sheet, change: Changed, designs: Designs, *, done: bool) -> Told:
    """Cost, availability, components and findings of the two designs, side by side."""
    try:
        before, after = designs.design(sheet), designs.design(change.sheet)
    except EngineError as error:
        return Told(f"I cannot plan that: {error}")
    if before is None or after is None:
        return Told("There is no design yet to compare with.")
    found = difference(
        (before.architecture, before.requirements), (after.architecture, after.requirements), designs.catalogue
    )
    if done and found.is_empty and not _costs_other(found):
        stays = f"The design stays as it is, at **{money(found.cost.expected.after or 0)} a month**."
        return Told(" ".join([_noted(sheet, change), stays, *map(sentence, change.notes[:1])]))
    lines = _figures(found, before, after)
    parts = _parts(found)
    would = "" if done else "would "
    text = f"{'Done. What changed' if done else 'What that would change'}:\n\n{bullets(lines)}"
    if parts:
        text += f"\n\nComponents that {would or 'now '}differ:\n\n{bullets(parts)}"
    if review := _findings(found):
        text += f"\n\n{review}"
    said = [*change.notes, *(answers_to(_new_points(sheet, change)) if done else ())]
    notes = list(dict.fromkeys(sentence(note) for note in said))
    if notes:
        more = f"\n- and {len(notes) - MOST_NOTES} more of the kind" if len(notes) > MOST_NOTES else ""
        text += f"\n\nTo know:\n\n{bullets(notes[:MOST_NOTES])}{more}"
    new = [one.after for one in found.components if one.kind in ("added", "replaced") and one.after]
    pages = [
        Citation(block.title, block.documentation) for block in designs.catalogue.blocks.values() if block.title in new
    ]
    return Told(text, tuple(pages[:4]))


def _noted(before: Sheet, change: Changed) -> str:
    """What the sheet has now that it had not: nothing, where the words say nothing that a design follows from."""
    known = ("Purpose", OPEN)
    had = {(one.label, one.value) for one in before.understood}
    new = [one for one in change.sheet.understood if (one.label, one.value) not in had and one.label not in known]
    points = answers_to(_new_points(before, change))
    if new:
        return " ".join([f"Noted: {listed([_fact(one) for one in new[:MOST_NOTES]])}.", *points])
    if points:
        return " ".join(points)
    if len(change.sheet.questions) < len(before.questions):
        return "Noted."
    return "I keep that in the request; it changes no part of the design."


def _new_points(before: Sheet, change: Changed) -> list[Understood]:
    return [one for one in change.sheet.understood if one.label == OPEN and one not in before.understood]


def _fact(one: Understood) -> str:
    return f"{one.label.lower()} {one.value}"


def _costs_other(found: Difference) -> bool:
    return abs((found.cost.expected.after or 0) - (found.cost.expected.before or 0)) >= CENT


def _figures(found: Difference, before: Design, after: Design) -> list[str]:
    cost = found.cost.expected
    was, now = cost.before or 0, cost.after or 0
    percent = in_relation(was, now)
    spread = f"between {money(found.cost.low.after or 0)} and {money(found.cost.high.after or 0)}"
    lines = [f"Cost: {money(was)} → **{money(now)} a month** ({signed(now - was)}{percent}; {spread})."]
    if abs(now - was) < CENT:
        lines = [f"Cost: it stays at **{money(now)} a month** ({spread})."]
    lines += [f"{name.capitalize()}: {old} → {new}." for name, (old, new) in found.facts.items()]
    for name, span, unit in (
        ("Promised uptime", found.availability_percent, " %"),
        ("Back after losing a zone", found.zone_rto_minutes, " minutes"),
        ("Back after losing the region", found.region_rto_minutes, " minutes"),
        ("Data lost with the region, at most", found.region_rpo_minutes, " minutes"),
        ("Review score", found.score, " of 100"),
    ):
        if told := _span(span, unit):
            lines.append(f"{name}: {told}.")
    for one in after.requirements.conflicts:
        if one not in before.requirements.conflicts:
            lines.append(f"A conflict: {one}")
    if after.cost.conflict and after.cost.conflict != before.cost.conflict:
        lines.append(after.cost.conflict)
    if len(lines) == 1 and not found.components:
        lines.append("Nothing else: the components stay as they are.")
    return lines


def _span(span: Span, unit: str) -> str:
    if span.before == span.after:
        return ""
    shown = uptime if unit == " %" else number
    old, new = ("none" if one is None else shown(one) for one in (span.before, span.after))
    if old == new:
        return ""
    return f"{old} → {new}{unit}"


def _parts(found: Difference) -> list[str]:
    told = [_part(one) for one in found.components if _matters(one)]
    rest = len(told) - MOST_COMPONENTS
    return told[:MOST_COMPONENTS] + ([f"and {rest} more"] if rest > 0 else [])


def _matters(one: ComponentChange) -> bool:
    if one.kind != "changed":
        return True
    moved = abs((one.usd_after or 0) - (one.usd_before or 0)) >= 0.5
    return moved or any(not option.usage for option in one.options)


def _part(one: ComponentChange) -> str:
    usd = ""
    if one.usd_before is not None or one.usd_after is not None:
        moved = (one.usd_after or 0) - (one.usd_before or 0)
        usd = f" ({signed(moved)} a month)" if abs(moved) >= 0.005 else ""
    match one.kind:
        case "added":
            return f"New: **{one.name}** ({one.after}){usd}"
        case "removed":
            return f"Gone: **{one.name}** ({one.before}){usd}"
        case "replaced":
            return f"**{one.name}**: {one.before} → {one.after}{usd}"
    shown = [option for option in one.options if not option.usage] or list(one.options)
    options = [_option(option.option, option.before, option.after) for option in shown[:3]]
    return f"**{one.name}**: {listed(options) or 'its share of the cost'}{usd}"


def _option(option: str, before: object, after: object) -> str:
    name, unit = quantity_name(option)
    return f"{name} {_value(before)} → {_value(after)} {unit}".strip()


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return number(value)
    return (listed([str(one) for one in value]) or "none") if isinstance(value, list) else str(value)


def _findings(found: Difference) -> str:
    gone, new = (
        list(dict.fromkeys(one.sentence for one in side)) for side in (found.findings_gone, found.findings_new)
    )
    # What is better for one component and worse for another has moved, and is neither.
    both = set(gone) & set(new)
    lines = [
        f"{sign}: {sentence(one)}"
        for sign, told in (("Holds now", gone), ("Does not hold", new))
        for one in [one for one in told if one not in both][:MOST_FINDINGS]
    ]
    return f"In the review:\n\n{bullets(lines)}" if lines else ""
