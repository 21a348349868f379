"""What a trial deployment proved, failed to prove, and could not try. Goes into the bundle and to the user."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from worker.architecture.model import Frozen
from worker.trial.transition_plan import Transition

StepStatus = Literal["passed", "failed", "skipped"]
Proof = Literal["proven", "failed", "not_emulated"]
Verdict = Literal["proven", "partly", "failed"]
Dialect = Literal["terraform", "cloudformation"]


OPTIONAL = ("probes", "transition")
"""Steps that some bundles have nothing for; that it was so is told, and takes nothing from the rest."""


class Step(Frozen):
    """One part of the trial. A skipped one says why and proves nothing."""

    name: str
    title: str
    status: StepStatus
    seconds: float = 0.0
    detail: str = ""


class ResourceProof(Frozen):
    """What became of one resource. `not_emulated`: the emulator lacks it, so nothing is known of it."""

    dialect: Dialect
    address: str = Field(description="Terraform's address, or the logical id of CloudFormation.")
    type: str
    component: str = Field(default="", description="Id of the component or connection that it was made for.")
    status: Proof
    evidence: str


class ProbeProof(Frozen):
    """What was done with an edge of the running deployment, and what was seen."""

    edge: str = Field(description="`source_to_target`")
    kind: Literal["behaviour", "allowed", "denied"]
    done: str
    seen: str
    status: Proof


class Difference(Frozen):
    """Where Terraform and CloudFormation did not make the same of a component."""

    component: str
    family: str = Field(description="What kind of resource, for both dialects: `sqs queue`.")
    terraform: int
    cloudformation: int
    explained: str = Field(default="", description="Why this is right; empty: it is not.")


class Receipt(Frozen):
    """The whole trial."""

    version: Literal[1] = 1
    verdict: Verdict
    reasons: tuple[str, ...] = Field(description="Why it is not `proven`, or what the proof does not reach.")
    versions: dict[str, str] = Field(description="terraform, aws provider, ministack, cfn-lint.")
    accounts: tuple[str, ...] = Field(description="The disposable ones: Terraform's and CloudFormation's.")
    region: str
    started_at: str = Field(description="ISO 8601, UTC.")
    seconds: float
    counts: dict[str, int] = Field(description="Resources by status.")
    steps: tuple[Step, ...]
    resources: tuple[ResourceProof, ...]
    probes: tuple[ProbeProof, ...]
    differences: tuple[Difference, ...]
    orphans: tuple[str, ...]
    transition: Transition | None = Field(default=None, description="Of a revision: what it does to the one before.")


def counted(resources: Iterable[ResourceProof]) -> dict[str, int]:
    """Every status, also those that no resource has."""
    counts = Counter(one.status for one in resources)
    return {status: counts[status] for status in ("proven", "failed", "not_emulated")}


def judge(
    steps: Iterable[Step],
    resources: Iterable[ResourceProof],
    probes: Iterable[ProbeProof] = (),
    differences: Iterable[Difference] = (),
    orphans: Iterable[str] = (),
) -> tuple[Verdict, tuple[str, ...]]:
    """`failed` where anything failed, `proven` where everything was tried and held, else `partly`; and why."""
    steps, resources, probes = tuple(steps), tuple(resources), tuple(probes)
    faults = [f"{one.title}: {one.detail}" for one in steps if one.status == "failed"]
    faults += [f"{one.address}: {one.evidence}" for one in resources if one.status == "failed"]
    faults += [f"{one.edge}: {one.done}; {one.seen}" for one in probes if one.status == "failed"]
    faults += [
        f"{one.component}: {one.terraform} {one.family} with Terraform, {one.cloudformation} with CloudFormation"
        for one in differences
        if not one.explained
    ]
    faults += [f"{one} was left in the account" for one in orphans]
    if faults:
        return "failed", tuple(faults)
    skipped = [one for one in steps if one.status == "skipped"]
    gaps = [f"{one.title} was skipped: {one.detail}" for one in skipped if one.name not in OPTIONAL]
    missing = sorted({one.type for one in resources if one.status == "not_emulated"})
    gaps += [f"not emulated: {', '.join(missing)}"] if missing else []
    untried = [one for one in probes if one.status == "not_emulated"]
    gaps += sorted({f"no denial was tried: {one.seen}" for one in untried if one.kind == "denied"})
    if not any(one.status == "proven" for one in resources):
        gaps.append("no resource was proven")
    notes = [f"{one.title}: {one.detail}" for one in skipped if one.name in OPTIONAL]
    notes += [f"{one.edge} was not tried: {one.seen}" for one in untried if one.kind != "denied"]
    return ("partly" if gaps else "proven"), (*gaps, *notes)
