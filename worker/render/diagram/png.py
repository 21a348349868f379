"""The drawing as a picture for documents and slides."""

import re
from functools import cache
from pathlib import Path

import resvg_py

FONTS = Path(__file__).parent / "fonts"
SCALE = 2.0
WIDEST = 4000
"""Pixels: what viewers and documents still take; a wider drawing is scaled down."""

_WIDTH = re.compile(r'<svg[^>]* width="(\d+)"')


def draw_png(svg: str) -> bytes:
    """PNG at twice the size of the SVG, at most 4,000 pixels wide, in a font that comes along."""
    match = _WIDTH.search(svg)
    width = int(match[1]) if match else WIDEST
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=min(SCALE, WIDEST / max(width, 1)),
            skip_system_fonts=True,
            font_files=_fonts(),
            sans_serif_family="Roboto",
        )
    )


@cache
def _fonts() -> list[str]:
    return [str(path) for path in sorted(FONTS.glob("*.ttf"))]
