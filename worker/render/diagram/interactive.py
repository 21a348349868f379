"""The scene as `diagram.json`: what a page needs to draw it anew, and what it tells of each component when asked."""

import json
from typing import Any

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component
from worker.architecture.options import effective_options
from worker.render.diagram.scene import Node, Scene
from worker.render.diagram.zones import Zone

FORMAT = 1
"""Counted up where a reader of an earlier one would misread it."""


def write_json(scene: Scene, architecture: Architecture, catalogue: Catalogue) -> str:
    """Frames by their path (`aws/region/network`), components, lines, who watches over whom, and zones.

    No positions.
    """
    nodes = {node.key: node for node in (*scene.nodes, *(overseer.node for overseer in scene.strip))}
    told = {
        "format": FORMAT,
        "title": scene.title,
        "frames": [
            {
                "id": "/".join(path),
                "parent": "/".join(path[:-1]) or None,
                "title": frame.title,
                "style": frame.style,
            }
            for path, frame in sorted(scene.frames.items())
        ],
        "components": [_component(one, nodes.get(one.id), catalogue) for one in architecture.components],
        "lines": [
            {"source": line.source, "target": line.target, "label": line.label, "flow": line.flow}
            for line in scene.lines
        ],
        "overseers": [
            {"component": one.node.key, "over": {label: [*keys] for label, keys in one.over.items()}}
            for one in scene.strip
        ],
        "networks": [
            {"frame": "/".join(path), "zones": [_zone(zone) for zone in zones]} for path, zones in scene.zones.items()
        ],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _zone(zone: Zone) -> dict[str, Any]:
    """What belongs to the network itself, and is no component, has null."""
    return {
        "title": zone.title,
        "subnets": [
            {
                "style": subnet.style,
                "title": subnet.title,
                "residents": [
                    {"component": one.key or None, "name": one.name, "role": one.role} for one in subnet.residents
                ],
            }
            for subnet in zone.subnets
        ],
    }


def _component(component: Component, node: Node | None, catalogue: Catalogue) -> dict[str, Any]:
    """A network has no node: it is the frame whose path ends with its id."""
    block = catalogue.block(component.block)
    values = effective_options(component, block)
    return {
        "id": component.id,
        "block": component.block,
        "name": component.name,
        "kind": block.title,
        "frame": None if node is None else "/".join(node.path),
        "because": component.because,
        "options": [
            {
                "name": name,
                "value": values[name],
                "unit": option.unit,
                "description": option.description,
                "usage": option.usage,
                "ordinary": name not in component.options,
            }
            for name, option in block.options.items()
        ],
    }
