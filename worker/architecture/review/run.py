"""Reviews an architecture: every check, the pillars' scores, and the views of compliance frameworks."""

from collections.abc import Iterable

from worker.architecture.catalogue import Catalogue
from worker.architecture.change import Change
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.compliance import views
from worker.architecture.review.findings import Evidence, Finding, PillarScore, Review, Status
from worker.architecture.review.practices import EDITION, practice, questions
from worker.architecture.review.registry import PILLARS, all_checks
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import distinct

WEIGHTS = {"high": 5, "medium": 3, "low": 1}
METHOD = (
    "A check that applies and can be judged counts 5 (high), 3 (medium) or 1 (low), and earns the share of its "
    "components for which it holds. A pillar's score is what its checks earn of what they count, in percent. "
    "Checks that do not apply or cannot be determined count nothing. The score of the whole is the mean of the pillars."
)


def review(architecture: Architecture, requirements: Requirements | None, catalogue: Catalogue) -> Review:
    """Raises UnknownBlock or MissingConnection where the architecture does not fit the catalogue.

    Without requirements, what depends on them cannot be determined, and asks.
    """
    system = System(architecture, requirements, catalogue)
    findings = tuple(run_check(check, system) for check in all_checks())
    pillars = tuple(_score(pillar, [f for f in findings if f.pillar == pillar]) for pillar in PILLARS)
    scores = [pillar.score for pillar in pillars if pillar.score is not None]
    return Review(
        title=architecture.title,
        edition=EDITION,
        method=METHOD,
        score=round(sum(scores) / len(scores)) if scores else None,
        pillars=pillars,
        findings=findings,
        questions=questions(),
        compliance=views(findings, system.compliance),
    )


def run_check(check: Check, system: System) -> Finding:
    """What one check says."""
    verdicts = list(check.judge(system))
    failed = [verdict for verdict in verdicts if verdict.holds is False]
    asked = [verdict.question for verdict in verdicts if verdict.holds is None]
    return Finding(
        check=check.id,
        pillar=check.pillar,
        practice=practice(check.practice),
        severity=check.severity,
        sentence=check.sentence,
        risk=check.risk,
        status=_status(verdicts),
        evidence=tuple(Evidence(component=v.component, seen=v.evidence, holds=v.holds) for v in verdicts),
        fix=_changes(failed),
        without_fix=tuple(dict.fromkeys(verdict.fix.none for verdict in failed if verdict.fix.none)),
        questions=tuple(dict.fromkeys(asked)),
        whom=check.whom if asked else "",
    )


def _changes(failed: Iterable[Verdict]) -> tuple[Change, ...]:
    return tuple(distinct([change for verdict in failed for change in verdict.fix.changes]))


def _status(verdicts: list[Verdict]) -> Status:
    held = [verdict.holds for verdict in verdicts]
    if not held:
        return "not_applicable"
    if False in held:
        return "not_met"
    return "cannot_be_determined" if None in held else "met"


def _score(pillar: str, findings: list[Finding]) -> PillarScore:
    possible = earned = 0.0
    for finding in findings:
        judged = [evidence.holds for evidence in finding.evidence if evidence.holds is not None]
        if judged:
            possible += WEIGHTS[finding.severity]
            earned += WEIGHTS[finding.severity] * sum(judged) / len(judged)
    counts = {status: sum(f.status == status for f in findings) for status in _STATUSES}
    # Rounded down: 100 is only for a pillar where all holds.
    score = int(100 * earned / possible) if possible else None
    return PillarScore(pillar=pillar, title=PILLARS[pillar], score=score, **counts)


_STATUSES: tuple[Status, ...] = ("met", "not_met", "cannot_be_determined", "not_applicable")
