"""Draws the Availability Zones of a network: a dashed box each, its subnets, and who runs in them."""

from worker.render.diagram.box import Box
from worker.render.diagram.icons import IconSheet
from worker.render.diagram.scene import FRAME_ICONS
from worker.render.diagram.styles import FRAME_STYLES, text_line
from worker.render.diagram.text import wrap
from worker.render.diagram.zone_plan import placed_residents, plan_zones
from worker.render.diagram.zones import Resident, Subnet, Zone

ZONE_COLOUR = "#147eba"
"""Of AWS's own group of this name."""
ICON = 24
_LETTER_WIDTH = 6.6
"""Pixels: an ordinary letter of a name."""


def draw_zones(zones: tuple[Zone, ...], network: Box, icons: IconSheet) -> list[str]:
    """SVG elements, to be drawn over the frame of the network."""
    plan = plan_zones(zones)
    parts = []
    for number, zone in enumerate(zones):
        box = plan.zone_box(number, network)
        parts.append(f"<g>{_box(box, ZONE_COLOUR, '#ffffff', dashes='6 4')}{_title(zone.title, box)}")
        for subnet, place, residents in placed_residents(zone, plan, box):
            parts.append(_subnet(subnet, place, icons))
            parts += [_resident(one, plate, icons) for one, plate in residents]
        parts.append("</g>")
    return parts


def _title(title: str, box: Box) -> str:
    return text_line("zone", box.x + box.width / 2, box.y + 17, title, fill=ZONE_COLOUR)


def _subnet(subnet: Subnet, box: Box, icons: IconSheet) -> str:
    border, fill, _ = FRAME_STYLES[subnet.style]
    icon = icons.use(FRAME_ICONS / f"{subnet.style}.svg", box.x, box.y, 18)
    return _box(box, border, fill) + icon + text_line("subnet", box.x + 25, box.y + 13.5, subnet.title, fill=border)


def _resident(resident: Resident, box: Box, icons: IconSheet) -> str:
    icon = icons.use(resident.icon, box.x, box.y + 3, ICON)
    name = wrap(resident.name, characters=int((box.width - ICON - 12) / _LETTER_WIDTH), lines=1)[0]
    left = box.x + ICON + 7
    if not resident.role:
        return icon + text_line("resident", left, box.y + 19, name)
    role = wrap(resident.role, characters=int((box.width - ICON - 12) / _LETTER_WIDTH * 1.1), lines=1)[0]
    return icon + text_line("resident", left, box.y + 13, name) + text_line("over", left, box.y + 26, role)


def _box(box: Box, border: str, fill: str, *, dashes: str = "") -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3"'
        f' fill="{fill}" stroke="{border}" stroke-width="1.2"{dash}/>'
    )
