"""Leads lines around the zones of a network: the layout engine knows of the room at its foot, and still crosses it."""

import re
from collections.abc import Iterable
from itertools import pairwise

from worker.render.diagram.box import Box

CHANNEL = 11
"""Pixels between two lines that are led around the same zones, and from the first of them to the zones."""
_ROUNDING = 10
_COMMAND = re.compile(r"([MLS]) ([^MLSC]+)")

Point = tuple[float, float]


def corners_of(path: str) -> list[Point]:
    """The corners of a way with level and upright stretches. D2 rounds each as `L before S corner after`."""
    commands = [(name, [float(number) for number in text.split()]) for name, text in _COMMAND.findall(path)]
    start, end = commands[0][1], commands[-1][1]
    turns = [(numbers[0], numbers[1]) for name, numbers in commands if name == "S"]
    return [(start[0], start[1]), *turns, (end[-2], end[-1])]


def crosses(corners: list[Point], area: Box) -> bool:
    """Does a way touch the inside of an area?"""
    return any(_inside(a, b, area) for a, b in pairwise(corners))


def around(corners: list[Point], area: Box, turn: int) -> list[Point] | None:
    """The way over the area instead of through it, `turn` channels from it. None where it does not lead from above
    to a side, or from a side to above: the engine makes no other."""
    if corners[0][1] > area.y:
        back = around(corners[::-1], area, turn)
        return back and back[::-1]
    into = next(index for index, (a, b) in enumerate(pairwise(corners)) if _inside(a, b, area))
    rest = [index for index in range(into + 1, len(corners)) if _beside(corners[index], area)]
    if not rest or corners[into][1] > area.y:
        return None
    right = corners[rest[0]][0] > area.x
    side = area.x + area.width + CHANNEL * (turn + 1) if right else area.x - CHANNEL * (turn + 1)
    level = area.y - CHANNEL * (turn + 1)
    out = corners[rest[0] - 1][1]
    return [*corners[: into + 1], (corners[into][0], level), (side, level), (side, out), *corners[rest[0] :]]


def rounded(corners: list[Point]) -> str:
    """The way as SVG path data, its corners rounded as the engine does."""
    parts = [f"M {corners[0][0]} {corners[0][1]}"]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        reach = min(_ROUNDING, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        parts.append(f"L {start[0]:g} {start[1]:g} S {corner[0]:g} {corner[1]:g} {end[0]:g} {end[1]:g}")
    return " ".join([*parts, f"L {corners[-1][0]} {corners[-1][1]}"])


def _inside(a: Point, b: Point, area: Box) -> bool:
    (left, right), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    level = right > area.x and left < area.x + area.width
    return level and bottom > area.y and top < area.y + area.height


def _beside(point: Point, area: Box) -> bool:
    return not area.x <= point[0] <= area.x + area.width


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(start: Point, end: Point, by: float) -> Point:
    share = by / (_length(start, end) or 1)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def straightened(corners: Iterable[Point]) -> list[Point]:
    """Without the corners at which the way does not turn."""
    out: list[Point] = []
    for point in corners:
        if len(out) > 1 and (out[-2][0] == out[-1][0] == point[0] or out[-2][1] == out[-1][1] == point[1]):
            out.pop()
        out.append(point)
    return out
