"""The fixes of a review, one by one: what each would change, and the architecture with those that were chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import Field

from worker.architecture.catalogue import Catalogue
from worker.architecture.change import apply_changes, describe
from worker.architecture.difference import Difference, Effect, Known, difference_between
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture, Frozen
from worker.architecture.requirements import Requirements
from worker.architecture.review.findings import Finding, Review
from worker.architecture.review.registry import all_checks
from worker.architecture.review.run import review
from worker.architecture.revision.errors import UnknownFix


class Offer(Frozen):
    """A fix that can be applied as it is, and all that differs once it is."""

    check: str
    changes: tuple[str, ...] = Field(description="As sentence parts: `set orders.multi_az to true`.")
    difference: Difference


EffectsOf = Callable[[Architecture], tuple[Effect, ...]]
"""What a deployment of this architecture over the one before does with each resource."""
KEEPING = ("storage", "database", "integration", "analytics", "ai", "security")
"""Categories of blocks that may keep data: there it matters whether a change replaces one."""


@dataclass(frozen=True)
class Fixed:
    """The architecture with the fixes, which of them changed it, and what is told of the others."""

    architecture: Architecture
    made: tuple[str, ...]
    notes: tuple[str, ...]


def offers(
    architecture: Architecture,
    requirements: Requirements | None,
    catalogue: Catalogue,
    reviewed: Review,
    *,
    effects: EffectsOf | None = None,
) -> tuple[Offer, ...]:
    """One for each finding that changes make hold, the severest first. `reviewed` is the review of the architecture.

    What only lessens a finding, or does not fit the catalogue here, is not offered. `effects` are asked for where a fix
    changes what may keep data; they take longer than all the rest.
    """
    before = Known.of((architecture, requirements), catalogue, reviewed=reviewed)
    found = []
    for finding in reviewed.with_status("not_met"):
        after = _after(architecture, finding, catalogue)
        if after is None:
            continue
        told = difference_between(before, Known.of((after, requirements), catalogue), catalogue)
        if told.is_empty or not _is_closed(finding.check, told):
            continue
        if effects and _changes_a_store(told, architecture, catalogue):
            told = told.model_copy(update={"effects": effects(after), "effects_method": "schemas"})
        changes = tuple(describe(change) for change in finding.fix)
        found.append(Offer(check=finding.check, changes=changes, difference=told))
    return tuple(found)


def apply_fixes(
    architecture: Architecture, checks: Sequence[str], requirements: Requirements | None, catalogue: Catalogue
) -> Fixed:
    """Fix the findings of these checks, one after the other. Raises UnknownFix for a check that there is not.

    What holds already, or has no fix that fits, is told.
    """
    sentences = {check.id: check.sentence for check in all_checks()}
    made: list[str] = []
    notes: list[str] = []
    for check in dict.fromkeys(checks):
        if check not in sentences:
            raise UnknownFix(f"the review has no check {check!r}", place="fixes")
        finding = review(architecture, requirements, catalogue).finding(check)
        after = _after(architecture, finding, catalogue) if finding.status == "not_met" else None
        if after is not None:
            architecture = after
            made.append(check)
        elif finding.status == "not_met":
            reason = " ".join(finding.without_fix) or "the fix does not fit the catalogue here."
            notes.append(f"Not fixed: {sentences[check]} {reason}")
        else:
            notes.append(f"Nothing to fix: {sentences[check]} It holds already, or does not apply.")
    return Fixed(architecture, tuple(made), tuple(notes))


def _after(architecture: Architecture, finding: Finding, catalogue: Catalogue) -> Architecture | None:
    """The architecture with the finding's fix; None where there is none, or none that fits."""
    if not finding.fix:
        return None
    try:
        return apply_changes(architecture, finding.fix, catalogue)
    except EngineError:
        return None


def _is_closed(check: str, told: Difference) -> bool:
    return any(one.check == check and one.after != "not_met" for one in told.findings_gone)


def _changes_a_store(told: Difference, before: Architecture, catalogue: Catalogue) -> bool:
    changed = [before.component(one.component) for one in told.components if one.kind != "added"]
    return any(catalogue.block(one.block).category in KEEPING for one in changed)
