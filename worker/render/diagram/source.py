"""The scene as D2 source: what the layout engine reads, and what a person can go on editing."""

import re

from worker.render.diagram.scene import Node, Scene
from worker.render.diagram.zones import Resident, Zone

NODE_WIDTH, NODE_HEIGHT = 124, 116
"""Pixels: a 56 px icon over two lines of name and one of kind."""

# Words that mean something to D2 as a key.
_RESERVED = frozenset(
    re.findall(
        r"\S+",
        "label desc shape icon constraint tooltip link near width height direction top left grid-rows grid-columns"
        " grid-gap vertical-gap horizontal-gap class classes vars style layers scenarios steps source-arrowhead"
        " target-arrowhead null true false _ filled opacity stroke fill",
    )
)


def write_d2(scene: Scene) -> str:
    """Deterministic: the same scene gives the same text."""
    lines = [f"# {' '.join(scene.title.split())}", "direction: right", ""]
    for path, frame in sorted(scene.frames.items()):
        lines.append(f"{d2_key(path)}: {quote(frame.title)}")
    lines.append("")
    for node in scene.nodes:
        lines.append(f"{key_of(node)}: {quote(node.name)} {{ width: {NODE_WIDTH}; height: {NODE_HEIGHT} }}")
    lines.append("")
    keys = keys_of(scene)
    for line in scene.lines:
        lines.append(f"{keys[line.source]} -> {keys[line.target]}: {quote(line.label)}")
    for overseer in scene.strip:
        said = "; ".join(f"{verb} {', '.join(keys)}" for verb, keys in overseer.over.items())
        lines.append(f"# {quote(overseer.node.name)}: {said or 'stands by itself'}")
    for path, zones in scene.zones.items():
        lines += [f"# {d2_key(path)}, {zone.title}: {_told(zone)}" for zone in zones]
    return "\n".join(lines) + "\n"


def _told(zone: Zone) -> str:
    """`public subnet: 'Load balancer'; data subnet: 'Database' (primary)`."""
    return "; ".join(
        f"{subnet.title.lower()}: " + (", ".join(_resident(one) for one in subnet.residents) or "empty")
        for subnet in zone.subnets
    )


def _resident(resident: Resident) -> str:
    return quote(resident.name) + (f" ({resident.role})" if resident.role else "")


def key_of(node: Node) -> str:
    """The node's full D2 path."""
    return d2_key((*node.path, node.key))


def keys_of(scene: Scene) -> dict[str, str]:
    """The full D2 path of every node and network by its own key."""
    networks = {key: d2_key(path) for key, path in scene.networks().items()}
    return networks | {node.key: key_of(node) for node in scene.nodes}


def d2_key(path: tuple[str, ...]) -> str:
    """A path of frames, and perhaps a node at its end, as D2 names it."""
    return ".".join(f"{part}_" if part in _RESERVED else part for part in path)


def quote(text: str) -> str:
    """A D2 string in single quotes, where nothing is special but the quote itself."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
