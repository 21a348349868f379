"""What the diagram shows, before anything has a position: nodes in nested frames, lines, and the strip of services
that watch over others (keys, alarms, backups), which would only clutter the picture as lines."""

from dataclasses import dataclass, field
from pathlib import Path

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component
from worker.architecture.options import is_entry, placement_of
from worker.render.diagram.zones import Zone, inside_of, zones_of

USERS = "people-and-programs"
"""No component can be called so: ids have no hyphens."""
NETWORK = 2
"""Where a network stands in the chain of frames: cloud, region, network, subnets."""
Flows = dict[tuple[str, str], tuple[str, str]]
"""(source, target) → (label, flow)."""

FRAME_ICONS = Path(__file__).parent / "frame_icons"


@dataclass(frozen=True)
class Node:
    """A component with an icon. `path` is the chain of frames around it, outermost first."""

    key: str
    name: str
    kind: str
    icon: Path
    path: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """An arrow between two nodes."""

    source: str
    target: str
    label: str
    flow: str


@dataclass(frozen=True)
class Frame:
    """A box around nodes: the cloud, the region, a VPC, its subnets. `style` names icon and colours."""

    key: str
    title: str
    style: str


@dataclass(frozen=True)
class Overseer:
    """A service in the strip below, what it says of others (`encrypts` → keys of nodes), and who it hears from."""

    node: Node
    over: dict[str, tuple[str, ...]]
    hears: tuple[str, ...] = ()

    def watches(self, key: str) -> bool:
        """True where a badge of this service belongs at the node."""
        return any(key in keys for keys in self.over.values())


@dataclass(frozen=True)
class Scene:
    """All of it. `nodes` and `lines` are laid out by the engine, `strip` is drawn below."""

    title: str
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    frames: dict[tuple[str, ...], Frame] = field(default_factory=dict)
    strip: tuple[Overseer, ...] = ()
    zones: dict[tuple[str, ...], tuple[Zone, ...]] = field(default_factory=dict)
    """Of each network, by the path of its frame."""

    def networks(self) -> dict[str, tuple[str, ...]]:
        """The chain of frames of each network by its key: a line may end at one."""
        return {path[NETWORK]: path for path in self.frames if len(path) == NETWORK + 1}


def make_scene(architecture: Architecture, catalogue: Catalogue) -> Scene:
    """Sort components into frames, and edges into lines and badges."""
    flows = _flows(architecture, catalogue)
    framed = {c.network for c in architecture.components if c.network}
    in_strip = _overseers(architecture, catalogue, flows) - framed
    frames = _frames(architecture, catalogue)
    nodes = {c.id: _node(c, architecture, catalogue) for c in architecture.components if c.id not in framed}
    shown = [node for key, node in nodes.items() if key not in in_strip]
    ends = {node.key for node in shown} | {node.path[NETWORK] for node in shown if len(node.path) > NETWORK}
    lines = [
        Line(source, target, label, flow)
        for (source, target), (label, flow) in flows.items()
        if {source, target} <= ends
    ]
    entries = _entries(architecture, catalogue, flows, {node.key for node in shown})
    if entries:
        shown.insert(0, Node(USERS, "Users", "", FRAME_ICONS / "users.svg", ()))
        spoken = {c.id: catalogue.block(c.block).entry_label for c in architecture.components}
        lines = [Line(USERS, entry, spoken[entry], "request") for entry in entries] + lines
    strip = [_overseer(nodes[key], flows, in_strip) for key in nodes if key in in_strip]
    used = {node.path[:depth] for node in shown for depth in range(1, len(node.path) + 1)}
    return Scene(
        architecture.title,
        tuple(shown),
        tuple(lines),
        {p: f for p, f in frames.items() if p in used},
        tuple(strip),
        {
            p: zones
            for p in sorted(used)
            if len(p) == NETWORK + 1 and (zones := _zones(p, shown, architecture, catalogue))
        },
    )


def _zones(
    path: tuple[str, ...], shown: list[Node], architecture: Architecture, catalogue: Catalogue
) -> tuple[Zone, ...]:
    network = architecture.component(path[NETWORK])
    paths = {node.key: node.path for node in shown}
    return zones_of(network, inside_of(network.id, paths, architecture), catalogue)


def _flows(architecture: Architecture, catalogue: Catalogue) -> Flows:
    block = {c.id: c.block for c in architecture.components}
    kinds = {
        (edge.source, edge.target): catalogue.connection(block[edge.source], block[edge.target])
        for edge in architecture.connections
    }
    return {ends: (kind.label, kind.flow) for ends, kind in kinds.items()}


def _overseers(architecture: Architecture, catalogue: Catalogue, flows: Flows) -> set[str]:
    """What only controls others or only takes note of them, what stands alone, and what only such services talk to."""
    outside = {c.id for c in architecture.components if c.network is None}
    strip = {key for key in outside if _only_controls(key, flows)}
    watching = {c.id for c in architecture.components if catalogue.block(c.block).category != "security"}
    strip |= {key for key in outside & watching if _only_takes_note(key, flows)}
    strip |= {key for key in outside if not any(key in ends for ends in flows)}
    told = {target for source, target in flows if source in strip} & outside
    return strip | {key for key in told if all(ends[0] in strip for ends in flows if key in ends)}


def _only_controls(key: str, flows: Flows) -> bool:
    given = [flow for (source, _), (_, flow) in flows.items() if source == key]
    taken = [flow for (_, target), (_, flow) in flows.items() if target == key]
    return "control" in given and set(given) <= {"control", "event"} and set(taken) <= {"control"}


def _only_takes_note(key: str, flows: Flows) -> bool:
    """Traces and images go there, and nothing that a request or an event needs."""
    touching = [(source, flow) for (source, target), (_, flow) in flows.items() if key in (source, target)]
    return bool(touching) and all(source != key and flow == "control" for source, flow in touching)


def _node(component: Component, architecture: Architecture, catalogue: Catalogue) -> Node:
    block = catalogue.block(component.block)
    icon = catalogue.folder / "blocks" / component.block / "icon.svg"
    return Node(
        component.id,
        component.name,
        block.title,
        icon,
        _path(component, placement_of(component, catalogue), architecture),
    )


def _path(component: Component, placement: str, architecture: Architecture) -> tuple[str, ...]:
    if placement in {"edge", "global"}:
        return ("aws",)
    if component.network is None:
        return ("aws", "region")
    network = architecture.component(component.network)
    subnets = placement if placement.endswith("_subnets") else "private_subnets"
    return ("aws", "region", network.id, subnets)


def _frames(architecture: Architecture, catalogue: Catalogue) -> dict[tuple[str, ...], Frame]:
    frames = {
        ("aws",): Frame("aws", "AWS Cloud", "aws_cloud"),
        ("aws", "region"): Frame("region", f"Region · {architecture.region}", "region"),
    }
    for component in architecture.components:
        if catalogue.block(component.block).placement == "network":
            vpc = ("aws", "region", component.id)
            frames[vpc] = Frame(component.id, component.name, "vpc")
            for subnets in ("public_subnets", "private_subnets", "data_subnets"):
                frames[(*vpc, subnets)] = Frame(subnets, subnets.replace("_", " ").capitalize(), subnets)
    return frames


def _entries(
    architecture: Architecture,
    catalogue: Catalogue,
    flows: Flows,
    shown: set[str],
) -> list[str]:
    """Components that clients reach: entry blocks that nothing else in the picture forwards requests to."""
    behind = {target for (source, target), (_, flow) in flows.items() if flow == "request" and source in shown}
    return [c.id for c in architecture.components if is_entry(c, catalogue) and c.id in shown and c.id not in behind]


def _overseer(node: Node, flows: Flows, in_strip: set[str]) -> Overseer:
    over: dict[str, tuple[str, ...]] = {}
    for (source, target), (label, _) in flows.items():
        if source == node.key:
            over[label] = (*over.get(label, ()), target)
    if not over:
        for (source, target), (label, flow) in flows.items():
            # What another of the strip does to it (`encrypts`) is not what it does itself.
            if target == node.key and flow == "control" and source not in in_strip:
                over[label] = (*over.get(label, ()), source)
    return Overseer(node, over, tuple(source for source, target in flows if target == node.key))
