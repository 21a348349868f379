"""`That is too much`: what drives the cost, and the changes that take most off it, each with its saving."""

from dataclasses import replace

from jobs.sheets import Sheet
from worker.agents.talk.changes import pin_name
from worker.agents.talk.design_answers import design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.offers import CENT, Offer, offer, offers, saved
from worker.agents.talk.told import Choice, Citation, Told
from worker.agents.talk.wording import bullets, in_a_sentence, listed, money

MOST_DRIVERS = 3
MOST_CHANGES = 3
MOST_DROPPED = 4
TRIES = (
    ("smaller sizes, shorter logs, and one of each where two would stand", "make it cheaper"),
    ("half the load, by sending less often, several in one, or only what changed", "half the load"),
)
WORTH = 0.02
"""Share of the sum from which a change is worth being told."""


def savings(sheet: Sheet, designs: Designs) -> Told:
    """The drivers with their shares, then at most three changes, the largest saving first."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    cost = design.cost
    names = {one.id: one.name for one in design.architecture.components}
    dear = [one for one in cost.components if one.monthly_usd >= CENT][:MOST_DRIVERS]
    if not dear:
        return Told("Nothing in it costs more than cents a month.")
    lines = [
        f"**{names.get(one.component, one.name)}**: {money(one.monthly_usd)} ({one.share_percent:.0f} %)"
        for one in dear
    ]
    text = f"**{money(cost.monthly_usd)} a month**, and what drives it:\n\n{bullets(lines)}"
    found = _changes(sheet, design, designs)
    told = [f"{_sentence(one)}: {saved(-one.usd)}." for one in found]
    told += _commitments(design, names)[: MOST_CHANGES - len(told)]
    if told:
        text += f"\n\nWhat takes most off it:\n\n{bullets(told)}"
    else:
        text += "\n\nI know no change that takes a worthwhile part off without another load."
    text += "\n\nTell me a budget, and I hold the design against it."
    pages = dict.fromkeys(
        Citation(f"{design.catalogue.block(line.block).title}: pricing", line.source) for line in cost.drivers[:3]
    )
    return Told(
        text,
        tuple(pages),
        (*(one.choice for one in found), Choice("Which parts could go?", "Which parts could we drop?")),
    )


def _changes(sheet: Sheet, design: Design, designs: Designs) -> list[Offer]:
    """Cheaper settings, and the dearest parts that nobody asked for left out."""
    total = design.cost.monthly_usd
    asked = {one.block for one in design.requirements.services if not one.excluded}
    asked |= {
        part.block
        for need in design.requirements.capabilities
        for part in design.architecture.components
        if need.name in design.catalogue.block(part.block).planning.meets
    }
    found = offers(sheet, TRIES, designs)
    for one in design.cost.components[:MOST_DROPPED]:
        name = pin_name(one.block, design.catalogue)
        if one.block in asked or not name or one.monthly_usd < WORTH * total:
            continue
        made = offer(sheet, f"doing without {in_a_sentence(one.name)}", f"drop {name}", designs)
        if made and not made.after.of_block(one.block) and not _new(design, made):
            found.append(replace(made, brings=f"{made.brings}{_with_it(one.component, design, made)}"))
    return sorted((one for one in found if -one.usd >= WORTH * total), key=lambda one: one.usd)[:MOST_CHANGES]


def _with_it(component: str, design: Design, made: Offer) -> str:
    left = {one.id for one in made.after.architecture.components}
    gone = [in_a_sentence(one.name) for one in design.architecture.components if one.id not in left | {component}]
    return f", and so without {listed(gone)}" if gone else ""


def _new(design: Design, made: Offer) -> set[str]:
    """Blocks that take over what was left out: that is an exchange, and no saving."""
    return {one.block for one in made.after.architecture.components} - {
        one.block for one in design.architecture.components
    }


def _commitments(design: Design, names: dict[str, str]) -> list[str]:
    best = sorted(design.cost.savings, key=lambda one: -one.monthly_usd)[:1]
    return [
        f"{one.name} for a year for {names.get(one.component, one.component)}: {saved(one.monthly_usd)}."
        for one in best
    ]


def _sentence(one: Offer) -> str:
    return one.brings[:1].upper() + one.brings[1:]
