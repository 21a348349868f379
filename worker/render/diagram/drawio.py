"""The laid-out scene as a draw.io file: every frame, icon and line can be moved and edited there."""

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from worker.render.diagram.box import Box
from worker.render.diagram.drawing import CARD_GAP, CARD_HEIGHT, CARD_WIDTH, ICON
from worker.render.diagram.layout import Layout
from worker.render.diagram.scene import Frame, Line, Node, Overseer, Scene
from worker.render.diagram.source import d2_key, key_of
from worker.render.diagram.styles import FRAME_STYLES, LINE_STYLES
from worker.render.diagram.text import of_xml
from worker.render.diagram.zone_drawing import ICON as ZONE_ICON
from worker.render.diagram.zone_drawing import ZONE_COLOUR
from worker.render.diagram.zone_plan import placed_residents, plan_zones
from worker.render.diagram.zones import Resident, Zone

_ROOT = "1"
_FRAME = (
    "rounded=0;whiteSpace=wrap;html=0;container=1;collapsible=0;verticalAlign=top;align=left;spacingLeft=34;fontStyle=1;"
    "fontColor={border};strokeColor={border};fillColor={fill};dashed={dashed};"
)
_ICON = (
    "shape=image;html=0;imageAspect=1;aspect=fixed;verticalLabelPosition=bottom;verticalAlign=top;align=center;"
    "labelBackgroundColor=none;fontSize=12;image=data:image/svg+xml,{data};"
)
_ZONE = (
    "rounded=0;whiteSpace=wrap;html=0;container=1;collapsible=0;verticalAlign=top;align=center;fontStyle=1;dashed=1;"
    "fontColor={border};strokeColor={border};fillColor=#ffffff;"
)
_SUBNET = (
    "rounded=0;whiteSpace=wrap;html=0;container=1;collapsible=0;verticalAlign=top;align=left;spacingLeft=4;fontStyle=1;"
    "fontSize=11;fontColor={border};strokeColor={border};fillColor={fill};"
)
_RESIDENT = (
    "shape=image;html=0;imageAspect=1;aspect=fixed;labelPosition=right;verticalLabelPosition=middle;align=left;"
    "verticalAlign=middle;labelBackgroundColor=none;fontSize=11;spacingLeft=4;image=data:image/svg+xml,{data};"
)
_LINE = (
    "edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;endArrow=block;endFill=1;fontSize=11;labelBackgroundColor=#ffffff;"
    "strokeColor={stroke};dashed={dashed};"
)


def write_drawio(scene: Scene, layout: Layout) -> str:
    """XML of one uncompressed page; nothing in it is fetched from anywhere. Any text is escaped."""
    file = Element("mxfile", host="Groundplan")
    page = SubElement(file, "diagram", id="architecture", name=of_xml(scene.title) or "Architecture")
    model = SubElement(page, "mxGraphModel", grid="1", gridSize="10", page="0", background="#ffffff")
    root = SubElement(model, "root")
    SubElement(root, "mxCell", id="0")
    SubElement(root, "mxCell", {"id": _ROOT, "parent": "0"})
    frames = {path: layout.boxes[d2_key(path)] for path in scene.frames if d2_key(path) in layout.boxes}
    for path in sorted(frames, key=lambda path: (len(path), path)):
        _frame(root, scene.frames[path], path, frames)
    for path, zones in scene.zones.items():
        _zones(root, path, zones, frames)
    for node in scene.nodes:
        _node(root, node, layout.boxes[key_of(node)], frames)
    networks = {key: _frame_id(path) for key, path in scene.networks().items()}
    for number, line in enumerate(scene.lines):
        _line(root, line, number, networks)
    for index, overseer in enumerate(scene.strip):
        _card(root, overseer, index, layout)
    ElementTree.indent(file)
    return ElementTree.tostring(file, encoding="unicode") + "\n"


def _frame(root: Element, frame: Frame, path: tuple[str, ...], frames: Mapping[tuple[str, ...], Box]) -> None:
    border, fill, dashes = FRAME_STYLES[frame.style]
    style = _FRAME.format(border=border, fill=fill, dashed=int(bool(dashes)))
    parent, origin = _around(path[:-1], frames)
    _cell(
        root,
        {"id": _frame_id(path), "value": frame.title, "style": style},
        parent,
        _shifted(frames[path], origin),
    )


def _zones(
    root: Element, path: tuple[str, ...], zones: tuple[Zone, ...], frames: Mapping[tuple[str, ...], Box]
) -> None:
    plan, network = plan_zones(zones), frames[path]
    for number, zone in enumerate(zones):
        box, key = plan.zone_box(number, network), f"{_frame_id(path)}-zone-{number + 1}"
        named = {"id": key, "value": zone.title, "style": _ZONE.format(border=ZONE_COLOUR)}
        _cell(root, named, _frame_id(path), _shifted(box, network))
        for subnet, place, residents in placed_residents(zone, plan, box):
            inner = f"{key}-{subnet.style}"
            border, fill, _ = FRAME_STYLES[subnet.style]
            style = _SUBNET.format(border=border, fill=fill)
            _cell(root, {"id": inner, "value": subnet.title, "style": style}, key, _shifted(place, box))
            for index, (one, plate) in enumerate(residents):
                _resident(root, one, f"{inner}-{index + 1}", inner, _shifted(plate, place))


def _resident(root: Element, resident: Resident, key: str, parent: str, plate: Box) -> None:
    label = f"{resident.name}\n{resident.role}" if resident.role else resident.name
    named = {"id": key, "value": label, "style": _RESIDENT.format(data=_data(resident.icon))}
    _cell(root, named, parent, Box(plate.x, plate.y + 3, ZONE_ICON, ZONE_ICON))


def _node(root: Element, node: Node, box: Box, frames: Mapping[tuple[str, ...], Box]) -> None:
    parent, origin = _around(node.path, frames)
    icon = Box(box.x + (box.width - ICON) / 2, box.y + 4, ICON, ICON)
    label = f"{node.name}\n{node.kind}" if node.kind else node.name
    style = _ICON.format(data=_data(node.icon))
    _cell(root, {"id": node.key, "value": label, "style": style}, parent, _shifted(icon, origin))


def _line(root: Element, line: Line, number: int, networks: Mapping[str, str]) -> None:
    stroke, dashes = LINE_STYLES[line.flow]
    style = _LINE.format(stroke=stroke, dashed=int(bool(dashes)))
    ends = {"edge": "1", "parent": _ROOT, "source": networks.get(line.source, line.source)}
    ends["target"] = networks.get(line.target, line.target)
    named = {"id": f"line-{number}", "value": of_xml(line.label), "style": style}
    cell = SubElement(root, "mxCell", {**named, **ends})
    SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})


def _card(root: Element, overseer: Overseer, index: int, layout: Layout) -> None:
    bounds = layout.bounds if layout.boxes else Box(0, 0, 0, 0)
    top = bounds.y + bounds.height + 60
    side = CARD_HEIGHT - 20
    box = Box(bounds.x + index * (CARD_WIDTH + CARD_GAP), top, side, side)
    said = "\n".join(f"{verb}: {', '.join(keys)}" for verb, keys in overseer.over.items())
    label = f"{overseer.node.name}\n{said}" if said else overseer.node.name
    style = _ICON.format(data=_data(overseer.node.icon))
    _cell(root, {"id": overseer.node.key, "value": label, "style": style}, _ROOT, box)


def _cell(root: Element, named: Mapping[str, str], parent: str, box: Box) -> None:
    """`named` are the cell's id, value and style."""
    text = of_xml(named["value"])
    cell = SubElement(root, "mxCell", {**named, "value": text, "vertex": "1", "parent": parent})
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    SubElement(cell, "mxGeometry", {**{side: f"{value:.0f}" for side, value in sides.items()}, "as": "geometry"})


def _around(path: tuple[str, ...], frames: Mapping[tuple[str, ...], Box]) -> tuple[str, Box]:
    """The frame around, and its place: cells in a container stand relative to it."""
    return (_frame_id(path), frames[path]) if path in frames else (_ROOT, Box(0, 0, 0, 0))


def _shifted(box: Box, origin: Box) -> Box:
    return Box(box.x - origin.x, box.y - origin.y, box.width, box.height)


def _frame_id(path: tuple[str, ...]) -> str:
    return "frame-" + ".".join(path)


@cache
def _data(icon: Path) -> str:
    # Without `;base64`: a style's parts are separated by semicolons, and draw.io expects it so.
    return base64.b64encode(icon.read_bytes()).decode()
