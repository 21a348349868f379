"""What a check of the review is: one best practice, as a sentence that must hold, in a file of its own."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from worker.architecture.change import Change
from worker.architecture.review.system import System

Severity = Literal["high", "medium", "low"]


class Fix(NamedTuple):
    """Changes that make a finding go away, or why there are none."""

    changes: tuple[Change, ...] = ()
    none: str = ""


class Verdict(NamedTuple):
    """What a check says of one component, or with component "" of the whole."""

    component: str
    evidence: str
    """What was seen: `orders.multi_az = false`, `no connection from firewall to shop`."""
    holds: bool | None
    """None: an architecture cannot tell; `question` says what to ask."""
    fix: Fix = Fix()
    question: str = ""


class Check(ABC):
    """A rule of the review. Its file is named for what holds, its folder for the pillar."""

    practice: ClassVar[str]
    """Id of AWS's best practice; title and page stand in practices.yaml."""
    severity: ClassVar[Severity]
    sentence: ClassVar[str]
    risk: ClassVar[str]
    """What happens where it does not hold, for people."""
    whom: ClassVar[str] = ""
    """Who can answer what an architecture cannot tell."""

    @property
    def id(self) -> str:
        """The file's name."""
        return type(self).__module__.rpartition(".")[2]

    @property
    def pillar(self) -> str:
        """The folder's name."""
        return type(self).__module__.split(".")[-2]

    @abstractmethod
    def judge(self, system: System) -> Iterator[Verdict]:
        """A verdict for each component that the sentence is about. None at all: it does not apply."""
