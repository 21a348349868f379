"""A plan without components is refused, with what was left out of it and where that could be had."""

from worker.architecture.errors import NothingToBuild
from worker.architecture.planner.draft import Draft
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.identity import region_of
from worker.architecture.reading.vocabulary import load

MOST_REGIONS = 3
"""As many are named to somebody who has to choose one."""


def require_components(draft: Draft, facts: Facts) -> None:
    """Raises NothingToBuild for a draft without parts."""
    if draft.parts:
        return
    left_out = " ".join(note.reason for note in draft.notes if note.value == "left out")
    raise NothingToBuild(f"Nothing is left to build. {left_out} {_way_out(draft, facts)}".replace("  ", " "))


def _way_out(draft: Draft, facts: Facts) -> str:
    here = region_of(facts.requirements)
    named = (draft.catalogue.blocks[name] for name in facts.wanted if name in draft.catalogue.blocks)
    missing = [block for block in named if here in block.not_in]
    elsewhere = [region for region in load("regions") if all(region not in block.not_in for block in missing)]
    if not missing or not elsewhere:
        return "Say what it shall stand beside, or what else is wanted."
    return f"Name another region, such as {_listed(elsewhere[:MOST_REGIONS])}, or say what else is wanted in {here}."


def _listed(regions: list[str]) -> str:
    *others, last = regions
    return f"{', '.join(others)} or {last}" if others else last
