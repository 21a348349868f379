"""Where the zones of a network stand: side by side at the foot of its frame, in room that the layout engine leaves."""

import math
from dataclasses import dataclass

from worker.render.diagram.box import Box
from worker.render.diagram.scene import Scene
from worker.render.diagram.source import d2_key
from worker.render.diagram.zones import Resident, Subnet, Zone

PLATE_WIDTH, PLATE_HEIGHT = 152, 36
"""Pixels: what names a resident, with a small icon, its name and its role."""
HEAD = 26
"""Pixels: the title of a zone or a subnet."""
PADDING, GAP, MARGIN = 8, 10, 22
"""Pixels: inside a zone or subnet, between two of them, and to the frame of the network."""
MOST_COLUMNS = 4

# Measured with D2 0.7: a label at the foot of a frame leaves 36 px below what is in the frame with one line of text,
# and 20 px more with each further line; it makes the frame 43 px wide and 14.5 px wider with each M.
_LINE_HEIGHT, _LETTER_WIDTH, _LETTERS_FROM = 20, 14.5, 43


@dataclass(frozen=True)
class ZonePlan:
    """How many plates stand beside each other in a subnet, and how many rows each kind of subnet has, by its style."""

    columns: int
    rows: dict[str, int]
    zones: int

    @property
    def height(self) -> int:
        """Pixels that all of it takes, without the margins."""
        return HEAD + sum(self.subnet_height(style) + PADDING for style in self.rows)

    @property
    def least_width(self) -> int:
        """Pixels that it needs, without the margins."""
        zone = self.columns * PLATE_WIDTH + 4 * PADDING
        return self.zones * zone + (self.zones - 1) * GAP

    def subnet_height(self, style: str) -> int:
        """Pixels of one kind of subnet, the same in each zone."""
        return HEAD + self.rows[style] * PLATE_HEIGHT + PADDING // 2

    def area(self, network: Box) -> Box:
        """The place of all of it in the frame of its network, from side to side."""
        top = network.y + network.height - MARGIN - self.height
        return Box(network.x, top, network.width, self.height + MARGIN)

    def zone_box(self, number: int, network: Box) -> Box:
        """The place of a zone in the frame of its network; zones share the frame's width."""
        width = (network.width - 2 * MARGIN - (self.zones - 1) * GAP) / self.zones
        return Box(network.x + MARGIN + number * (width + GAP), self.area(network).y, width, self.height)

    def subnet_box(self, style: str, zone: Box) -> Box:
        """The place of a subnet in its zone."""
        above = [*self.rows][: [*self.rows].index(style)]
        top = zone.y + HEAD + sum(self.subnet_height(one) + PADDING for one in above)
        return Box(zone.x + PADDING, top, zone.width - 2 * PADDING, self.subnet_height(style))

    def plate_box(self, index: int, subnet: Box) -> Box:
        """The place of a resident in its subnet."""
        row, column = divmod(index, self.columns)
        width = (subnet.width - 2 * PADDING) / self.columns
        return Box(subnet.x + PADDING + column * width, subnet.y + HEAD + row * PLATE_HEIGHT, width, PLATE_HEIGHT)


def plan_zones(zones: tuple[Zone, ...]) -> ZonePlan:
    """Zones have the same subnets, so that those of a kind stand in one row across all of them."""
    most: dict[str, int] = {}
    for subnet in (subnet for zone in zones for subnet in zone.subnets):
        most[subnet.style] = max(most.get(subnet.style, 1), len(subnet.residents))
    columns = min(MOST_COLUMNS, math.ceil(math.sqrt(max(most.values(), default=1))))
    return ZonePlan(columns, {style: math.ceil(count / columns) for style, count in most.items()}, len(zones))


def room_for_zones(scene: Scene) -> str:
    """D2 that makes the engine leave room at the foot of a network: a label that nobody sees, as high and wide."""
    lines = []
    for path, zones in scene.zones.items():
        plan = plan_zones(zones)
        # The label's first line leaves the margin; one more is the way of lines that are led around.
        rows = 2 + math.ceil(plan.height / _LINE_HEIGHT)
        letters = max(1, math.ceil((plan.least_width + 2 * MARGIN - _LETTERS_FROM) / _LETTER_WIDTH))
        label = r"\n".join(["M" * letters] * rows)
        lines.append(f'{d2_key(path)}: "{label}" {{ label.near: bottom-left }}\n')
    return "".join(lines)


def placed_residents(zone: Zone, plan: ZonePlan, box: Box) -> list[tuple[Subnet, Box, list[tuple[Resident, Box]]]]:
    """The subnets of a zone with their places, and what is in each."""
    places = [(subnet, plan.subnet_box(subnet.style, box)) for subnet in zone.subnets]
    return [
        (subnet, place, [(one, plan.plate_box(index, place)) for index, one in enumerate(subnet.residents)])
        for subnet, place in places
    ]
