"""Draws the laid-out scene as SVG: frames in AWS's group style, icons, names, lines with labels, the strip below."""

import math

from worker.render.diagram.box import Box
from worker.render.diagram.icons import IconSheet
from worker.render.diagram.layout import Layout, Route
from worker.render.diagram.scene import FRAME_ICONS, Frame, Line, Node, Overseer, Scene
from worker.render.diagram.source import d2_key, keys_of
from worker.render.diagram.styles import FONT, FRAME_STYLES, INK, LINE_STYLES, escape, text_line
from worker.render.diagram.text import wrap
from worker.render.diagram.zone_drawing import draw_zones

MARGIN, HEADER = 32, 64
ICON = 56
CARD_WIDTH, CARD_HEIGHT, CARD_GAP = 252, 76, 14

LABEL_CHARACTER = 6.0
"""Pixels: the width of an ordinary letter of a line's label."""


def draw(scene: Scene, layout: Layout) -> str:
    """One SVG document, with everything it needs inside. Any text in it is escaped."""
    icons = IconSheet()
    bounds = layout.bounds if layout.boxes else Box(0, 0, CARD_WIDTH * 2, 0)
    width = max(bounds.width, _strip_width(scene, bounds.width))
    keys = keys_of(scene)
    routed = [(line, layout.routes[keys[line.source], keys[line.target]]) for line in scene.lines]
    body = [
        f'<g transform="translate({MARGIN - bounds.x:.1f} {HEADER + MARGIN - bounds.y:.1f})">',
        *_frames(scene, layout, icons),
        *(part for path, zones in scene.zones.items() for part in draw_zones(zones, layout.boxes[d2_key(path)], icons)),
        *(_line(line, route) for line, route in routed),
        *(_label(line, route) for line, route in routed),
        *(_node(node, layout.boxes[keys[node.key]], _badges(scene, node), icons) for node in scene.nodes),
        "</g>",
        *_strip(scene, HEADER + MARGIN + bounds.height + (MARGIN if layout.boxes else 0), width, icons),
    ]
    height = HEADER + 2 * MARGIN + bounds.height + _strip_height(scene, width)
    return _document(scene, width + 2 * MARGIN, height, body, icons)


def _document(scene: Scene, width: float, height: float, body: list[str], icons: IconSheet) -> str:
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
        f' height="{height:.0f}" font-family="{FONT}" role="img" aria-labelledby="diagram-title">',
        f'<title id="diagram-title">{escape(scene.title)}</title>',
        "<defs>",
        *(_arrow(flow, colour) for flow, (colour, _) in LINE_STYLES.items()),
        *icons.symbols(),
        "</defs>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        text_line("title", MARGIN, MARGIN + 14, scene.title),
        *body,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _arrow(flow: str, colour: str) -> str:
    return (
        f'<marker id="arrow-{flow}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8"'
        f' orient="auto-start-reverse"><path d="M0 1 L9 5 L0 9 z" fill="{colour}"/></marker>'
    )


def _frames(scene: Scene, layout: Layout, icons: IconSheet) -> list[str]:
    boxes = [(path, layout.boxes.get(d2_key(path))) for path in sorted(scene.frames, key=len)]
    return [_frame(scene.frames[path], box, icons) for path, box in boxes if box]


def _frame(frame: Frame, box: Box, icons: IconSheet) -> str:
    border, fill, dashes = FRAME_STYLES[frame.style]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<g><rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3"'
        f' fill="{fill}" stroke="{border}" stroke-width="1.5"{dash}/>'
        f"{icons.use(FRAME_ICONS / f'{frame.style}.svg', box.x, box.y, 26)}"
        f"{text_line('frame', box.x + 34, box.y + 18, frame.title, fill=border)}</g>"
    )


def _line(line: Line, route: Route) -> str:
    colour, dashes = LINE_STYLES[line.flow]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{escape(route.path)}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}'
        f' marker-end="url(#arrow-{line.flow})"/>'
    )


def _label(line: Line, route: Route) -> str:
    # The halo of the letters leaves gaps between them, through which the line would show.
    width = LABEL_CHARACTER * len(line.label)
    gap = f'<rect x="{route.label_x - width / 2:.1f}" y="{route.label_y - 4:.1f}" width="{width:.1f}" height="8"'
    text = text_line("edge", route.label_x, route.label_y + 4, line.label)
    return f'{gap} fill="#ffffff"/>{text}' if line.label else text


def _node(node: Node, box: Box, badges: list[Overseer], icons: IconSheet) -> str:
    middle, left = box.x + box.width / 2, box.x + (box.width - ICON) / 2
    parts = [f'<g id="{node.key}">', icons.use(node.icon, left, box.y + 4, ICON)]
    for index, line in enumerate(wrap(node.name, characters=18, lines=2)):
        y = box.y + ICON + 21 + 15 * index
        parts.append(text_line("name", middle, y, line))
    if node.kind and _short(node.kind).casefold() != node.name.casefold():
        y = box.y + ICON + 21 + 15 * len(wrap(node.name, characters=18, lines=2))
        for index, line in enumerate(wrap(_short(node.kind), characters=21, lines=2)):
            parts.append(text_line("kind", middle, y + 13 * index, line))
    for index, overseer in enumerate(badges[:3]):
        parts.append(icons.use(overseer.node.icon, left + ICON + 4, box.y + 4 + 20 * index, 17))
    return "".join([*parts, "</g>"])


def _short(kind: str) -> str:
    """Without the maker's name, which the icon says."""
    return kind.removeprefix("Amazon ").removeprefix("AWS ")


def _badges(scene: Scene, node: Node) -> list[Overseer]:
    return [overseer for overseer in scene.strip if overseer.watches(node.key)]


def _columns(width: float) -> int:
    return max(1, int((width + CARD_GAP) // (CARD_WIDTH + CARD_GAP)))


def _strip_width(scene: Scene, wanted: float) -> float:
    return min(len(scene.strip), max(2, _columns(wanted))) * (CARD_WIDTH + CARD_GAP) if scene.strip else 0


def _strip_height(scene: Scene, width: float) -> float:
    rows = math.ceil(len(scene.strip) / _columns(width))
    return MARGIN + 28 + rows * (CARD_HEIGHT + CARD_GAP) if rows else 0


def _strip(scene: Scene, top: float, width: float, icons: IconSheet) -> list[str]:
    if not scene.strip:
        return []
    names = (
        {node.key: node.name for node in scene.nodes}
        | {f.key: f.title for f in scene.frames.values()}
        | {o.node.key: o.node.name for o in scene.strip}
    )
    parts = [text_line("frame", MARGIN, top + 14, "Across the architecture", fill=INK)]
    for index, overseer in enumerate(scene.strip):
        row, column = divmod(index, _columns(width))
        x, y = MARGIN + column * (CARD_WIDTH + CARD_GAP), top + 28 + row * (CARD_HEIGHT + CARD_GAP)
        parts.append(_card(overseer, names, x, y, icons))
    return parts


def _caption(overseer: Overseer, names: dict[str, str]) -> str:
    said = [f"{verb}: {', '.join(names.get(k, k) for k in keys)}" for verb, keys in overseer.over.items()]
    heard = ", ".join(names.get(key, key) for key in overseer.hears)
    return " · ".join(said) or (f"from {heard}" if heard else overseer.node.kind)


def _card(overseer: Overseer, names: dict[str, str], x: float, y: float, icons: IconSheet) -> str:
    caption = _caption(overseer, names)
    lines = [
        text_line("over", x + 64, y + 45 + 14 * index, line)
        for index, line in enumerate(wrap(caption, characters=32, lines=2))
    ]
    title = wrap(overseer.node.name, characters=26, lines=1)[0]
    return (
        f'<g id="{overseer.node.key}"><rect x="{x:.1f}" y="{y:.1f}" width="{CARD_WIDTH}" height="{CARD_HEIGHT}" rx="6"'
        f' fill="#fafbfc" stroke="#d5dbe1"/>{icons.use(overseer.node.icon, x + 12, y + 18, 40)}'
        f"{text_line('card', x + 64, y + 27, title)}{''.join(lines)}</g>"
    )
