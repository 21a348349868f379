"""What an option of a comparison is planned for: rules that change a plan's blocks and sizes, one file a profile."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from worker.architecture.model import Frozen, OptionValue
from worker.architecture.yaml_file import read_yaml

PROFILES = Path(__file__).parent.parent / "profiles"
OPTIONS = ("cost-optimised", "balanced", "resilient")
"""The profiles that are compared, in the order of the table."""

BALANCED = "balanced"


class _Rule(Frozen):
    """What all rules have. Conditions are terms of `planner/facts.py`, any of which must hold."""

    when: list[str] = Field(default_factory=list, description="Empty: always.")
    unless: list[str] = Field(default_factory=list, description="What the request says that rules it out.")
    gains: str = Field(default="", description="What is better for it, as the end of: `without it the design lacks …`.")
    loses: str = Field(default="", description="What is given up for it.")


class Replace(_Rule):
    """One block does the work of another."""

    block: str
    by: str
    unless_said: list[str] = Field(
        default_factory=list,
        description="A request that names the block with such a word means it, and no other that does the same.",
    )


class LeaveOut(_Rule):
    """A block that a family brings and the request does not ask for."""

    block: str


class Add(_Rule):
    """A block that stands beside what is there; left out again where nothing can be connected to it."""

    block: str
    alone: bool = Field(default=False, description="It watches over the account and needs no connection to the rest.")


class Set(_Rule):
    """An option of every block that has it, or of some: to a value, or from where the plan has it in a direction."""

    option: str
    blocks: list[str] = Field(default_factory=list, description="Empty: every block that has the option.")
    value: OptionValue | None = None
    at_least: float | None = None
    at_most: float | None = None
    times: float = 1
    plus: float = 0
    step: int = Field(default=0, description="So many places up or down in the option's choices.")
    only_if: Literal["", "nothing_calls_out", "something_calls_out", "cheaper"] = ""
    with_options: dict[str, OptionValue] = Field(default_factory=dict, description="Options set along with it.")

    @model_validator(mode="after")
    def _says_something(self) -> "Set":
        named = (self.value, self.at_least, self.at_most)
        if all(one is None for one in named) and not self.step and self.times == 1 and self.plus == 0:
            raise ValueError(f"{self.option}: a value, at_least, at_most, times, plus or step")
        return self


class Profile(Frozen):
    """Rules by kind, each in the order it is followed."""

    name: str
    title: str
    aim: str
    keeps_budget: bool = Field(default=True, description="Savings are made until a budget of the request is kept.")
    replace: list[Replace] = Field(default_factory=list)
    leave_out: list[LeaveOut] = Field(default_factory=list)
    add: list[Add] = Field(default_factory=list)
    set: list[Set] = Field(default_factory=list)
    apart: list[Add | Set] = Field(
        default_factory=list, description="Followed one by one where the plan would else equal that of another option."
    )


@cache
def profile(name: str) -> Profile:
    """Raises FileNotFoundError where there is none."""
    content = read_yaml(PROFILES / f"{name}.yaml")
    return Profile.model_validate({"name": name, **content})
