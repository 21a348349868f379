"""The checks as frameworks of compliance see them: by control, and with what no architecture can show."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import Field

from worker.architecture.model import Frozen
from worker.architecture.review.findings import BeyondView, ComplianceView, ControlView, Finding, Status
from worker.architecture.yaml_file import read_yaml

FOLDER = Path(__file__).parent / "frameworks"


class Control(Frozen):
    """One requirement of a framework, and the checks that bear on it."""

    id: str
    title: str
    checks: list[str] = Field(min_length=1)


class Framework(Frozen):
    """One file in frameworks/; its name is the value that requirements have for it."""

    name: str
    title: str
    edition: str
    source: str
    controls: list[Control] = Field(min_length=1)
    beyond: list[BeyondView] = Field(min_length=1)


@cache
def frameworks() -> tuple[Framework, ...]:
    """All of them, by name."""
    return tuple(
        Framework.model_validate({"name": path.stem, **read_yaml(path)}) for path in sorted(FOLDER.glob("*.yaml"))
    )


def views(findings: Sequence[Finding], asked: frozenset[str]) -> tuple[ComplianceView, ...]:
    """Those that the request asks for; all of them, where it asks for none that is known."""
    known = [framework for framework in frameworks() if framework.name in asked]
    status = {finding.check: finding.status for finding in findings}
    return tuple(_view(framework, status, bool(known)) for framework in known or frameworks())


def _view(framework: Framework, status: dict[str, Status], asked: bool) -> ComplianceView:
    controls = []
    for control in framework.controls:
        said = {check: status[check] for check in control.checks}
        controls.append(ControlView(id=control.id, title=control.title, status=_worst([*said.values()]), checks=said))
    return ComplianceView(
        framework=framework.name,
        title=framework.title,
        edition=framework.edition,
        source=framework.source,
        asked=asked,
        controls=tuple(controls),
        beyond=tuple(framework.beyond),
    )


def _worst(statuses: list[Status]) -> Status:
    order: tuple[Status, ...] = ("not_met", "cannot_be_determined", "met", "not_applicable")
    return next(status for status in order if status in statuses)
