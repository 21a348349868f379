"""What an instruction was understood as: steps, each with the words it was read from."""

from dataclasses import dataclass

from worker.architecture.model import OptionValue
from worker.architecture.requirements import Measure


@dataclass(frozen=True)
class Drop:
    """Components go, and their blocks do not come back by themselves.

    Where only a need is spoken of (`drop the sms`), it is the need that goes: its block may serve others.
    """

    components: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Add:
    """So many components more of a block."""

    block: str
    count: int
    words: str


@dataclass(frozen=True)
class Replace:
    """Another block does the work of components."""

    components: tuple[str, ...]
    block: str
    words: str


@dataclass(frozen=True)
class SetOptions:
    """Options by component id."""

    values: dict[str, dict[str, OptionValue]]
    words: str


@dataclass(frozen=True)
class Expire:
    """Data is to go after so many days, of some components or (empty) of all."""

    days: int
    components: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class FollowWish:
    """A wish of `wishes.yaml`, for some components or (empty) for all."""

    wish: str
    components: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """Only these options, where any are named."""
    second_region: str = ""


@dataclass(frozen=True)
class MoveRegion:
    """Everything moves."""

    region: str


@dataclass(frozen=True)
class ForEnvironment:
    """It is for another environment."""

    environment: str


@dataclass(frozen=True)
class KeepBudget:
    """It is to cost at most so much a month."""

    measure: Measure


@dataclass(frozen=True)
class Carry:
    """It is to carry another load."""

    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Scale:
    """It is to carry so many times the load."""

    factor: float


@dataclass(frozen=True)
class Remedy:
    """Findings of the review are to hold: of compliance frameworks, of a pillar, or (both empty) all that matter."""

    frameworks: tuple[str, ...] = ()
    pillar: str = ""


@dataclass(frozen=True)
class Stay:
    """It is so already."""

    reason: str


@dataclass(frozen=True)
class Undo:
    """The version before comes back."""


Step = (
    Drop
    | Add
    | Replace
    | SetOptions
    | Expire
    | FollowWish
    | MoveRegion
    | ForEnvironment
    | KeepBudget
    | Carry
    | Scale
    | Remedy
    | Stay
    | Undo
)
