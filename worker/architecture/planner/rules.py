"""What plans are made by: the families' files, and what the catalogue says of planning."""

from functools import cache
from pathlib import Path

from pydantic import Field

from worker.architecture.catalogue import Catalogue
from worker.architecture.connection_kind import Planned
from worker.architecture.model import Frozen
from worker.architecture.planning import Saving
from worker.architecture.yaml_file import read_yaml

FAMILIES = Path(__file__).parent.parent / "families"


class Preference(Frozen):
    """Blocks that go before the role's own, where a condition holds."""

    when: list[str]
    blocks: list[str]


class Role(Frozen):
    """What a family has a component for."""

    id: str
    name: str
    names: dict[str, str] = Field(
        default_factory=dict, description="Block → what it is called here, where `name` is not it."
    )
    blocks: list[str] = Field(min_length=1, description="Candidates, best first. A named one wins.")
    prefer: list[Preference] = Field(default_factory=list)
    when: list[str] = Field(default_factory=list, description="Any must hold; empty: always.")
    unless: list[str] = Field(default_factory=list, description="None may hold, unless a candidate is named.")
    strict: bool = Field(default=False, description="A candidate that is named does not bring the role without `when`.")
    meets: list[str] = Field(
        default_factory=list, description="Capabilities that need no further component where this role is filled."
    )
    because: str


class Family(Frozen):
    """A kind of system, as roles and the edges between them."""

    title: str
    summary: str
    told_by: list[str] = Field(
        default_factory=list, description="Roles whose services a title names, the most telling first."
    )
    roles: list[Role] = Field(default_factory=list)
    watched_by: list[Role] = Field(
        default_factory=list, description="Roles filled once the rest is wired, where something is there to watch over."
    )
    edges: list[tuple[str, str] | tuple[str, str, str]] = Field(
        default_factory=list,
        description="Source and target role, and the condition that the edge needs, where it does.",
    )
    apart: list[tuple[str, str]] = Field(
        default_factory=list,
        description="Roles that no rule connects: their services could be, and here have no cause to.",
    )
    capabilities: bool = Field(default=True, description="Add blocks for capabilities that no role has met.")


class Link(Frozen):
    """Two blocks that a plan connects where both are there."""

    source: str
    target: str
    planned: Planned


class Rules(Frozen):
    """What the catalogue's `planning` and `planned` sections say, put in the order they are followed in."""

    links: tuple[Link, ...]
    capabilities: dict[str, list[str]] = Field(description="Capability → blocks that meet it, best first.")
    savings: tuple[tuple[str, Saving], ...] = Field(description="Block and saving, those that hurt least first.")


@cache
def family(name: str) -> Family:
    """The family's file. Raises FileNotFoundError where there is none."""
    return Family.model_validate(read_yaml(FAMILIES / f"{name}.yaml"))


_RULES: dict[int, tuple[Catalogue, Rules]] = {}


def rules(catalogue: Catalogue) -> Rules:
    """All rules that do not belong to one family; made once a catalogue."""
    # The entry keeps the catalogue alive, so that its id stays its own.
    if id(catalogue) not in _RULES:
        _RULES[id(catalogue)] = (catalogue, _rules(catalogue))
    return _RULES[id(catalogue)][1]


def _rules(catalogue: Catalogue) -> Rules:
    planned = [Link(source=a, target=b, planned=k.planned) for (a, b), k in catalogue.connections.items() if k.planned]
    meets: dict[str, list[tuple[int, str]]] = {}
    for block in catalogue.blocks.values():
        for capability, rank in block.planning.meets.items():
            meets.setdefault(capability, []).append((rank, block.name))
    savings = [(block.name, saving) for block in catalogue.blocks.values() for saving in block.planning.savings]
    return Rules(
        links=tuple(sorted(planned, key=lambda link: (link.planned.order, link.source, link.target))),
        capabilities={capability: [name for _, name in sorted(ranked)] for capability, ranked in meets.items()},
        savings=tuple(sorted(savings, key=lambda row: (row[1].order, row[0]))),
    )
