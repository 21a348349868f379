"""The facts that the README tells, gathered from the design, its cost, its files and its checks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate
from worker.architecture.model import Architecture, Assumption, Component
from worker.architecture.naming import logical_id
from worker.architecture.requirements import Requirements
from worker.render.documents.access import Security, security_of
from worker.render.documents.steps import Step, steps_of

INLINE_TEMPLATE_BYTES = 51_200  # a larger template must be in S3 for CloudFormation


class Checked(Protocol):
    """A check's result, as far as the README tells of it."""

    @property
    def id(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def version(self) -> str: ...


@dataclass(frozen=True)
class Part:
    """A row of the table of components."""

    component: Component
    title: str
    summary: str
    documentation: str
    monthly_usd: float


@dataclass(frozen=True)
class Flow:
    """A row of the table of connections."""

    source: str
    target: str
    meaning: str


@dataclass(frozen=True)
class Output:
    """What the deployment tells, under its name in each dialect."""

    terraform: str
    cloudformation: str
    description: str


@dataclass(frozen=True)
class Readme:
    """Everything that README.md.j2 prints."""

    requirements: Requirements
    architecture: Architecture
    cost: CostEstimate
    budget: float | None
    stack: str
    parts: tuple[Part, ...]
    flows: tuple[Flow, ...]
    outputs: tuple[Output, ...]
    before: tuple[Step, ...]
    after: tuple[Step, ...]
    verify: tuple[Step, ...]
    assumptions: tuple[Assumption, ...]
    security: Security
    files: tuple[str, ...]
    has_diagram: bool
    template_needs_bucket: bool
    has_deletion_protection: bool
    kept: tuple[str, ...]
    checks: tuple[Checked, ...]

    def checks_that(self, status: str) -> list[Checked]:
        """Results with this status."""
        return [check for check in self.checks if check.status == status]


def readme_of(  # noqa: PLR0913 - what a README tells comes from six places
    requirements: Requirements,
    architecture: Architecture,
    cost: CostEstimate,
    catalogue: Catalogue,
    *,
    files: Mapping[str, bytes],
    checks: Sequence[Checked],
) -> Readme:
    """Gather the facts. `files` by their path in the bundle; where one is missing the README is silent about it."""
    template = files.get("cloudformation/template.yaml", b"")
    return Readme(
        requirements=requirements,
        architecture=architecture,
        cost=cost,
        budget=cost.budget_usd_per_month or requirements.measure("budget_usd_per_month"),
        stack=f"{architecture.project}-{architecture.environment}",
        parts=tuple(_parts(architecture, cost, catalogue)),
        flows=tuple(_flows(architecture, catalogue)),
        outputs=tuple(_outputs(architecture, catalogue, template.decode(errors="replace"))),
        before=steps_of("before", architecture, catalogue),
        after=steps_of("after", architecture, catalogue),
        verify=steps_of("verify", architecture, catalogue),
        assumptions=_assumptions(architecture, cost),
        security=security_of(architecture, catalogue),
        files=tuple(sorted(files)),
        has_diagram="diagram.svg" in files,
        template_needs_bucket=len(template) > INLINE_TEMPLATE_BYTES,
        has_deletion_protection=b"\n  DeletionProtection:\n" in template,
        kept=_kept(architecture, catalogue),
        checks=tuple(checks),
    )


def _parts(architecture: Architecture, cost: CostEstimate, catalogue: Catalogue) -> Iterator[Part]:
    monthly = {part.component: part.monthly_usd for part in cost.components}
    for component in architecture.components:
        block = catalogue.block(component.block)
        yield Part(component, block.title, block.summary, block.documentation, monthly.get(component.id, 0.0))


def _flows(architecture: Architecture, catalogue: Catalogue) -> Iterator[Flow]:
    for connection in architecture.connections:
        source, target = architecture.component(connection.source), architecture.component(connection.target)
        yield Flow(source.name, target.name, catalogue.connection(source.block, target.block).meaning)


def _outputs(architecture: Architecture, catalogue: Catalogue, template: str) -> Iterator[Output]:
    for component in architecture.components:
        for name, output in catalogue.block(component.block).outputs.items():
            snake = f"{component.id}_{name}"
            # An output may depend on an option: what the template does not have is not promised.
            if f"\n  {logical_id(snake)}:" in template:
                yield Output(snake, logical_id(snake), output.description)


def _assumptions(architecture: Architecture, cost: CostEstimate) -> tuple[Assumption, ...]:
    """Those that the list of the use behind the cost has not told already."""
    told = {one.subject for one in cost.assumptions}
    return tuple(one for one in architecture.assumptions if one.subject not in told)


def _kept(architecture: Architecture, catalogue: Catalogue) -> tuple[str, ...]:
    keeping = {"storage", "database"}
    return tuple(c.name for c in architecture.components if catalogue.block(c.block).category in keeping)
