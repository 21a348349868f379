"""The `planning` section of block.yaml: how a plan names the block, needs others for it, sizes it and saves on it."""

from pydantic import Field

from worker.architecture.model import Frozen, OptionValue


class Need(Frozen):
    """A block that makes no sense without another. One of `out` must be reached, or one of `into` reach it."""

    out: list[str] = Field(default_factory=list)
    into: list[str] = Field(default_factory=list)
    add: list[str] = Field(default_factory=list, description="In what order a new one is considered; empty: as above.")
    named: bool = Field(default=False, description="A new one is added only for a block that the request names.")
    because: str


class Size(Frozen):
    """How one option gets its value: by the first rule whose condition holds; a list by all that hold, joined."""

    when: list[str] = Field(default_factory=list)
    part: str = Field(default="", description="Only for the component of this role.")
    fed: bool = Field(default=False, description="Only where requests, events or data come to the component.")
    value: OptionValue | None = None
    quantity: str = Field(default="", description="A quantity of the load.")
    regions: bool = Field(default=False, description="The other regions that the request names, or the first of them.")
    per: float = 1
    least: float | None = None
    most: float | None = None
    step: float = Field(default=0, description="Round up to a multiple of this.")
    steps: dict[float, OptionValue] = Field(default_factory=dict, description="From this quantity on, this value.")
    because: str = ""


class Saving(Frozen):
    """A step towards a budget: options made cheaper, or the component given up, and what is lost by it."""

    order: int = Field(description="Savings of all blocks are tried in this order, those that hurt least first.")
    set: list[dict[str, OptionValue]] = Field(default_factory=list, description="From the dearest to the cheapest.")
    remove: bool = False
    unless: list[str] = Field(default_factory=list)
    loses: str


class Planning(Frozen):
    """Everything a plan knows of a block beyond its facts. Conditions are terms of `planner/facts.py`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,29}$", description="Of a component that no role of a family has named.")
    name: str = Field(description="What people call that component: `Queue`.")
    meets: dict[str, int] = Field(
        default_factory=dict,
        description="Capability → rank: of the blocks that meet it, the lowest rank that is allowed is taken.",
    )
    alone: str = Field(
        default="",
        description="Named after another service it makes no component; this tells what those have instead.",
    )
    covers: dict[str, list[str]] = Field(
        default_factory=dict,
        description="A group of servers covers the server that is named with it, unless the request says one of these.",
    )
    rather: dict[str, list[str]] = Field(
        default_factory=dict,
        description="Block that a request means by this one where any of these holds: servers that scale are a group.",
    )
    apart: str = Field(
        default="",
        description="Option that tells several of one block apart, `zone` of a server: each takes the next choice.",
    )
    apart_values: list[OptionValue] = Field(
        default_factory=list,
        description="What the first, the second and so on take where `apart` has no choices: ranges of networks.",
    )
    needs: Need | None = None
    sizing: dict[str, list[Size]] = Field(default_factory=dict, description="Option → rules.")
    savings: list[Saving] = Field(default_factory=list)
