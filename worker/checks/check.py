"""The form of a check, and of what it found."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from worker.architecture.model import Frozen

if TYPE_CHECKING:
    from worker.checks.context import Context

Severity = Literal["high", "medium", "low"]
Status = Literal["passed", "failed", "skipped"]


class Finding(Frozen):
    """One place where a check does not hold."""

    component: str = Field(default="", description="Id of the component, or `` where it is about a whole file.")
    file: str = Field(default="", description="Path in the bundle.")
    message: str


class CheckResult(Frozen):
    """What became of one check. It failed where there are findings; a skipped one says why and proves nothing."""

    id: str
    severity: Severity
    sentence: str
    status: Status
    reason: str = ""
    component: str = Field(default="", description="Of the first finding.")
    message: str = Field(default="", description="Of the first finding.")
    findings: tuple[Finding, ...] = ()
    version: str = Field(default="", description="Of the tool that decided: `cfn-lint 1.58.0`, `groundplan 0.1.0`.")
    source: str = ""
    seconds: float = 0.0


class Skipped(Exception):
    """Why a check could not be run here. Must never read as passed."""


class Check(ABC):
    """A rule. Subclasses say what must hold and find where it does not."""

    id: ClassVar[str]
    severity: ClassVar[Severity]
    sentence: ClassVar[str]
    source: ClassVar[str]
    waits: ClassVar[bool] = False
    """Whether another process does the work: such a check is asked for its answer last."""

    @abstractmethod
    def run(self, context: "Context") -> Iterator[Finding]:
        """Yield each place where the sentence does not hold. Raises Skipped."""

    def version(self) -> str:
        """What decided, and which version of it."""
        return "groundplan 1"
