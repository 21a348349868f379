"""Makes the findings of the review hold: all that have a fix, those of a pillar, or those of a compliance framework."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.architecture.catalogue import Catalogue
from worker.architecture.change import apply_changes
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.architecture.planner.draft import Draft
from worker.architecture.reading.facts import read_compliance
from worker.architecture.reading.phrases import split_words
from worker.architecture.requirements import Requirements
from worker.architecture.review.compliance import Framework, frameworks
from worker.architecture.review.findings import Finding
from worker.architecture.review.run import review
from worker.architecture.revision.steps import Remedy, Step

MOST_ROUNDS = 2  # a fix may bring what another check looks at
MOST_TOLD = 8
_ASKS = re.compile(
    r"\b(?:fix|resolve|address|apply|remedy)\b.*\b(?:findings?|review|recommendations?|issues)\b"
    r"|\b(?:more secure|harden\w*|secure it|improve (?:the )?security|well[- ]architected)\b",
    re.IGNORECASE,
)
_SECURITY = re.compile(r"\b(?:secur\w+|harden\w*)\b", re.IGNORECASE)
_COMPLY = re.compile(r"\b(?:complian\w+|comply|conform\w*|ready|meets?|for|make it|according to|pass)\b", re.IGNORECASE)


def read_remedy(text: str, _draft: Draft, _region: str) -> Step | None:
    """`make it HIPAA compliant`, `more secure`, `fix the findings`."""
    stated = read_compliance(text, split_words(text))
    if stated and (_COMPLY.search(text) or len(text.split()) <= 2):
        return Remedy(frameworks=tuple(one.value for one in stated))
    if _ASKS.search(text):
        return Remedy(pillar="security" if _SECURITY.search(text) else "")
    return None


@dataclass(frozen=True)
class Remedied:
    """What was made of it, and what is told: which checks now hold, which want more than a change."""

    architecture: Architecture
    notes: tuple[str, ...]


def remedy(architecture: Architecture, requirements: Requirements, catalogue: Catalogue, step: Remedy) -> Remedied:
    """Apply the fixes of what is not met and meant, one finding after the other; a fix that does not fit is told."""
    meant = _meant(step)
    held: dict[str, str] = {}
    left: dict[str, str] = {}
    for _ in range(MOST_ROUNDS):
        found = [one for one in review(architecture, requirements, catalogue).findings if _is_due(one, meant)]
        held |= {one: left.pop(one) for one in [*left] if one not in {finding.check for finding in found}}
        before = architecture
        for finding in found:
            architecture, fault = _fixed(architecture, finding, catalogue)
            left[finding.check] = f"{finding.sentence}{fault}"
        if architecture == before:
            break
    still = {one.check for one in review(architecture, requirements, catalogue).findings if _is_due(one, meant)}
    held |= {check: told for check, told in left.items() if check not in still}
    return Remedied(architecture, tuple(_notes(held, {c: t for c, t in left.items() if c in still}, step)))


def _meant(step: Remedy) -> Callable[[Finding], bool]:
    if step.frameworks:
        checks = {one for known in _asked(step) for control in known.controls for one in control.checks}
        return lambda finding: finding.check in checks
    return lambda finding: (not step.pillar or finding.pillar == step.pillar) and finding.severity != "low"


def _asked(step: Remedy) -> Sequence[Framework]:
    return [one for one in frameworks() if one.name in step.frameworks]


def _is_due(finding: Finding, meant: Callable[[Finding], bool]) -> bool:
    return finding.status == "not_met" and meant(finding)


def _fixed(architecture: Architecture, finding: Finding, catalogue: Catalogue) -> tuple[Architecture, str]:
    if not finding.fix:
        return architecture, f": {' '.join(finding.without_fix)}" if finding.without_fix else ""
    try:
        return apply_changes(architecture, finding.fix, catalogue), ""
    except EngineError as error:
        return architecture, f": its fix does not fit here ({error})"


def _notes(held: dict[str, str], left: dict[str, str], step: Remedy) -> list[str]:
    what = ", ".join(one.title for one in _asked(step)) or "the review"
    if not held and not left:
        return [f"Of {what}, every check that an architecture can fail holds already."]
    told = [f"Of {what}, checks that hold now and did not: {len(held)}; that still do not: {len(left)}."]
    told += [f"Not met: {one}" for one in list(left.values())[:MOST_TOLD]]
    if len(left) > MOST_TOLD:
        told.append(f"And {len(left) - MOST_TOLD} more, in review.json.")
    if step.frameworks:
        told.append("Checks of an architecture are no certificate: review.md names what each framework asks beyond it.")
    return told
