"""Colours and letters of the picture, and text as an SVG may hold it."""

import html

from worker.render.diagram.text import of_xml

# Border, fill, dashes: the colours of AWS's own group icons.
FRAME_STYLES = {
    "aws_cloud": ("#242f3e", "#ffffff", ""),
    "region": ("#00a4a6", "#fcfefe", "6 4"),
    "vpc": ("#8c4fff", "#fdfcff", ""),
    "public_subnets": ("#7aa116", "#f4f8ea", ""),
    "private_subnets": ("#00a4a6", "#eaf6f7", ""),
    "data_subnets": ("#2e6fbf", "#edf3fb", ""),
}
# Stroke and dashes, by what flows.
LINE_STYLES = {
    "request": ("#414d5c", ""),
    "data": ("#414d5c", ""),
    "event": ("#c2337a", "7 4"),
    "control": ("#8d99a8", "2 4"),
}
FONT = "'Amazon Ember', 'Helvetica Neue', Helvetica, Arial, sans-serif"
INK, QUIET = "#16191f", "#5f6b7a"
# Attributes, no style sheet: so that the drawing is whole where a page's policy allows no inline style.
TEXT_STYLES = {
    "title": f'font-size="20" font-weight="700" fill="{INK}"',
    "frame": 'font-size="13" font-weight="600"',
    "name": f'font-size="14" font-weight="600" text-anchor="middle" fill="{INK}"',
    "kind": f'font-size="11.5" text-anchor="middle" fill="{QUIET}"',
    "edge": (
        'font-size="12" text-anchor="middle" fill="#414d5c" paint-order="stroke" stroke="#ffffff" stroke-width="4"'
        ' stroke-linejoin="round"'
    ),
    "card": f'font-size="12.5" font-weight="600" fill="{INK}"',
    "zone": 'font-size="12.5" font-weight="600" text-anchor="middle"',
    "subnet": 'font-size="11.5" font-weight="600"',
    "resident": f'font-size="12" font-weight="600" fill="{INK}"',
    "over": f'font-size="11" fill="{QUIET}"',
}


def text_line(style: str, x: float, y: float, words: str, fill: str = "") -> str:
    """One line of text; `fill` for a style that has no colour of its own."""
    colour = f' fill="{fill}"' if fill else ""
    return f'<text {TEXT_STYLES[style]}{colour} x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def escape(text: str) -> str:
    """The text as it may stand in an element or an attribute."""
    return html.escape(of_xml(text))
