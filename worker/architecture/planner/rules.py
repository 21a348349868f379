"""The planner's data files, typed and read once: families, links, needs, sizing, thrift."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, TypeAdapter

from worker.architecture.model import Frozen, OptionValue

FAMILIES = Path(__file__).parent.parent / "families"
HERE = Path(__file__).parent


class Preference(Frozen):
    """Blocks that go before the role's own, where a condition holds."""

    when: list[str]
    blocks: list[str]


class Role(Frozen):
    """What a family has a component for."""

    id: str
    name: str
    blocks: list[str] = Field(min_length=1, description="Candidates, best first. A named one wins.")
    prefer: list[Preference] = Field(default_factory=list)
    when: list[str] = Field(default_factory=list, description="Any must hold; empty: always.")
    unless: list[str] = Field(default_factory=list, description="None may hold, unless a candidate is named.")
    strict: bool = Field(default=False, description="A candidate that is named does not bring the role without `when`.")
    because: str


class Family(Frozen):
    """A kind of system, as roles and the edges between them."""

    title: str
    summary: str
    roles: list[Role] = Field(default_factory=list)
    edges: list[tuple[str, str]] = Field(default_factory=list)
    capabilities: bool = Field(default=True, description="Add blocks for capabilities that no role has met.")


class Link(Frozen):
    """Two blocks that are connected where both are there."""

    source: str
    target: str
    when: Literal["always", "idle", "unreached", "fresh", "lonely"] = "always"
    late: bool = Field(default=False, description="Only after every part has what it needs.")
    one_way: bool = Field(
        default=False, description="Not where the target leads to the source already: events would go round."
    )


class Need(Frozen):
    """A block that makes no sense without another. One of `out` must be reached, or one of `into` reach it."""

    out: list[str] = Field(default_factory=list)
    into: list[str] = Field(default_factory=list)
    add: list[str] = Field(default_factory=list, description="In what order a new one is considered; empty: as above.")
    because: str


class Size(Frozen):
    """How one option gets its value. The first rule of an option whose condition holds is taken."""

    when: list[str] = Field(default_factory=list)
    part: str = Field(default="", description="Only for the component of this role.")
    value: OptionValue | None = None
    quantity: str = Field(default="", description="A quantity of the load.")
    per: float = 1
    least: float | None = None
    most: float | None = None
    step: float = Field(default=0, description="Round up to a multiple of this.")
    steps: dict[float, OptionValue] = Field(default_factory=dict, description="From this quantity on, this value.")
    because: str = ""


class Saving(Frozen):
    """A step towards a budget: options made cheaper, or a component given up, and what is lost by it."""

    block: str
    set: list[dict[str, OptionValue]] = Field(default_factory=list, description="From the dearest to the cheapest.")
    remove: bool = False
    unless: list[str] = Field(default_factory=list)
    loses: str


class Label(Frozen):
    """Id and name of a component of the block where no role gave it one."""

    id: str
    name: str


class Rules(Frozen):
    """Everything in planner/*.yaml."""

    links: list[Link]
    needs: dict[str, Need]
    labels: dict[str, Label]
    capabilities: dict[str, list[str]]
    sizing: dict[str, dict[str, list[Size]]]
    savings: list[Saving]


@cache
def family(name: str) -> Family:
    """The family's file. Raises FileNotFoundError where there is none."""
    return Family.model_validate(_read(FAMILIES / f"{name}.yaml"))


@cache
def rules() -> Rules:
    """All rules that do not belong to one family."""
    return Rules(
        links=TypeAdapter(list[Link]).validate_python([_link(row) for row in _read(HERE / "links.yaml")]),
        needs=_read(HERE / "needs.yaml"),
        labels=_read(HERE / "labels.yaml"),
        capabilities=_read(HERE / "capabilities.yaml"),
        sizing=_read(HERE / "sizing.yaml"),
        savings=_read(HERE / "savings.yaml"),
    )


def _link(row: str) -> dict[str, Any]:
    # `a > b (idle, one way)`: a table of links reads better than a list of maps.
    ends, _, words = row.partition("(")
    source, target = (end.strip() for end in ends.split(">"))
    marks = [word.strip() for word in words.rstrip(") ").split(",") if word.strip()]
    when = [mark for mark in marks if mark not in ("one way", "late")]
    return {
        "source": source,
        "target": target,
        "when": when[0] if when else "always",
        "one_way": "one way" in marks,
        "late": "late" in marks,
    }


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
