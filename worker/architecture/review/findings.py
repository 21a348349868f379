"""What a review says, as data."""

import datetime
from typing import Literal

from pydantic import Field

from worker.architecture.change import Change
from worker.architecture.model import Frozen
from worker.architecture.review.check import Severity

Status = Literal["met", "not_met", "not_applicable", "cannot_be_determined"]


class Evidence(Frozen):
    """What was seen of one component; `component` is "" where it is about the whole."""

    component: str
    seen: str
    holds: bool | None = Field(description="None: an architecture cannot tell.")


class Practice(Frozen):
    """A best practice of the AWS Well-Architected Framework."""

    id: str
    title: str
    page: str


class Finding(Frozen):
    """What one check says of the architecture."""

    check: str
    pillar: str
    practice: Practice
    severity: Severity
    sentence: str = Field(description="What should hold.")
    risk: str
    status: Status
    evidence: tuple[Evidence, ...] = ()
    fix: tuple[Change, ...] = Field(
        default=(), description="Changes that make it met, or as much of it as changes can. Apply and review again."
    )
    without_fix: tuple[str, ...] = Field(default=(), description="Where no change is known: what else to do.")
    questions: tuple[str, ...] = ()
    whom: str = Field(default="", description="Who can answer the questions.")


class PillarScore(Frozen):
    """How much of a pillar holds. `score` is None where nothing of it could be judged."""

    pillar: str
    title: str
    score: int | None = Field(ge=0, le=100)
    met: int
    not_met: int
    cannot_be_determined: int
    not_applicable: int


class Question(Frozen):
    """A best practice that no architecture shows, as a question to people."""

    practice: Practice
    question: str
    whom: str


class ControlView(Frozen):
    """One control of a framework, seen through the checks."""

    id: str
    title: str
    status: Status
    checks: dict[str, Status] = Field(description="Check id → what it said.")


class BeyondView(Frozen):
    """What a framework asks that no architecture can show."""

    id: str
    title: str
    question: str
    whom: str


class ComplianceView(Frozen):
    """The same checks, by the controls of one framework. It is no audit and no proof of compliance."""

    framework: str
    title: str
    edition: str
    source: str
    asked: bool = Field(description="Does the request name it?")
    controls: tuple[ControlView, ...]
    beyond: tuple[BeyondView, ...]

    def count(self, status: Status) -> int:
        """How many controls have this status."""
        return sum(control.status == status for control in self.controls)


class Review(Frozen):
    """The whole review."""

    title: str = Field(description="Of the architecture.")
    framework: str = "AWS Well-Architected Framework"
    edition: datetime.date = Field(description="Publication of the best practices that the checks cite.")
    method: str = Field(description="How the scores come about.")
    score: int | None = Field(ge=0, le=100, description="Mean of the pillars' scores.")
    pillars: tuple[PillarScore, ...]
    findings: tuple[Finding, ...] = Field(description="One for each check, pillar by pillar.")
    questions: tuple[Question, ...]
    compliance: tuple[ComplianceView, ...]

    def finding(self, check: str) -> Finding:
        """Raises KeyError where there is no such check."""
        for finding in self.findings:
            if finding.check == check:
                return finding
        raise KeyError(check)

    def with_status(self, status: Status) -> list[Finding]:
        """Findings of this status, the severest and those of most components first."""
        order = {"high": 0, "medium": 1, "low": 2}
        found = [finding for finding in self.findings if finding.status == status]
        return sorted(found, key=lambda f: (order[f.severity], -sum(e.holds is False for e in f.evidence)))
