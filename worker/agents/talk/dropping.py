"""What could be left out of a design: what each part costs, what would be lost without it, and what must stay."""

from dataclasses import dataclass

from jobs.sheets import Sheet
from worker.agents.talk.changes import changed, pin_name
from worker.agents.talk.design_answers import design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.told import Choice, Told
from worker.agents.talk.wording import bullets, listed, money, sentence
from worker.architecture.errors import EngineError
from worker.architecture.model import Component
from worker.architecture.revision import NothingToChange, UnclearInstruction

MOST_TRIED = 14
MOST_SHOWN = 6
MOST_LOST = 2
CENT = 0.005


@dataclass(frozen=True)
class Without:
    """The design without one part."""

    part: Component
    name: str
    saved: float
    lost: tuple[str, ...]
    gone: tuple[str, ...]


def could_go(sheet: Sheet, designs: Designs) -> Told:
    """Parts that the request does not need, the dearest first, with what each costs in money and in safety."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    asked = _asked_for(design, sheet.request)
    costs = {one.component: one.monthly_usd for one in design.cost.components}
    parts = sorted(design.architecture.components, key=lambda one: -costs.get(one.id, 0))[:MOST_TRIED]
    found = {one.id: _without(one, sheet, design, designs) for one in parts}
    free = [one for part in parts if (one := found[part.id]) and part.block not in asked and one.saved > -CENT]
    wished = [part for part in parts if part.block in asked]
    needed = [part for part in parts if found[part.id] is None and part.block not in asked]
    free = _each_once(free)
    free = [one for one in free if one.saved >= CENT] + [one for one in free if one.saved < CENT]
    text = (
        f"The design costs about **{money(design.cost.monthly_usd)} a month**. What could go, and what that would "
        f"take away:\n\n{bullets([_line(one) for one in free[:MOST_SHOWN]])}"
        if free
        else f"Nothing: each part of this design ({money(design.cost.monthly_usd)} a month) does work that it needs."
    )
    if wished:
        told = [f"{one.name} ({money(costs.get(one.id, 0))}, “{asked[one.block]}”)" for one in wished]
        what = "it is" if len(told) == 1 else "they are"
        text += f"\n\nYou asked for {listed(told)}: only you can say that {what} not needed."
    if needed:
        told = [f"{one.name} ({money(costs.get(one.id, 0))})" for one in needed]
        text += f"\n\nNothing works without {listed(told)}."
    cheaper = Choice("How could it be cheaper?", "What changes if we make it cheaper?")
    choices = tuple(
        Choice(f"What without {one.part.name}?", f"What changes if we drop {one.name}?") for one in free[:3]
    )
    return Told(text, choices=(*choices, cheaper))


def _each_once(free: list[Without]) -> list[Without]:
    """Without what goes with one before it."""
    kept: list[Without] = []
    for one in free:
        if not any(one.part.name in other.gone for other in kept):
            kept.append(one)
    return kept


def _asked_for(design: Design, request: str) -> dict[str, str]:
    """Blocks that the request names, or that meet a need that it speaks of → its words. A pin is no word of it."""
    catalogue, read = design.catalogue, design.requirements
    said = request.lower()
    asked = {
        one.block: one.quote.text
        for one in read.services
        if one.block and not one.excluded and one.quote.text.lower() in said
    }
    for need in read.capabilities:
        for part in design.architecture.components:
            if need.name in catalogue.block(part.block).planning.meets:
                asked.setdefault(part.block, need.quote.text)
    return asked


def _without(part: Component, sheet: Sheet, design: Design, designs: Designs) -> Without | None:
    """None where the rest does not stand without it, or the engine has no way to leave it out."""
    name = pin_name(part.block, design.catalogue) or part.name
    try:
        change = changed(sheet, f"drop {name}", designs)
        after = designs.design(change.sheet)
    except (EngineError, NothingToChange, UnclearInstruction):
        return None
    if after is None or after.of_block(part.block) or after.requirements.family != design.requirements.family:
        return None
    new = {one.block for one in after.architecture.components} - {one.block for one in design.architecture.components}
    if new:
        # Something else does its work: that is an exchange.
        return None
    if _cuts_off(part, design, after):
        return None
    left = {one.id for one in after.architecture.components}
    gone = tuple(one.name for one in design.architecture.components if one.id not in left and one.id != part.id)
    return Without(part, name, design.cost.monthly_usd - after.cost.monthly_usd, _lost(design, after), gone)


def _cuts_off(part: Component, before: Design, after: Design) -> bool:
    """Is something that computes left, and reached by nobody any more?"""
    reached = {one.target for one in after.architecture.connections}
    left = {one.id for one in after.architecture.components if before.catalogue.block(one.block).category == "compute"}
    return any(one.target in left - reached for one in before.architecture.connections if one.source == part.id)


def _lost(before: Design, after: Design) -> tuple[str, ...]:
    """Checks of the review that held and would not."""
    failing = {one.sentence for one in before.judgement.review.with_status("not_met")}
    worse = [one for one in after.judgement.review.with_status("not_met") if one.sentence not in failing]
    lost = [sentence(one.risk or one.sentence) for one in worse][:MOST_LOST]
    was, now = before.judgement.availability.percent, after.judgement.availability.percent
    if was and now and now < was:
        lost.append(f"Promised uptime falls from {was:g} to {now:g} %.")
    return tuple(lost)


def _line(one: Without) -> str:
    saved = f"saves **{money(one.saved)} a month**" if one.saved >= CENT else "saves nothing"
    gone = f", and takes {listed(one.gone)} with it" if one.gone else ""
    lost = " ".join(one.lost) or f"The review finds nothing worse without it. {sentence(one.part.because)}".strip()
    return f"**{one.part.name}**: {saved}{gone}. {lost}"
