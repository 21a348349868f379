"""The icons of one drawing: each stands in it once as a symbol, however often it is used."""

import re
from functools import cache
from pathlib import Path

_SVG = re.compile(r"<svg[^>]*viewBox=\"(?P<box>[^\"]+)\"[^>]*>(?P<body>.*)</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


class IconSheet:
    """Collects the icons used, in the order of use."""

    def __init__(self) -> None:
        self._used: dict[Path, str] = {}

    def use(self, icon: Path, x: float, y: float, size: float) -> str:
        """The icon at a place, `size` pixels square."""
        name = self._used.setdefault(icon, f"icon-{len(self._used)}")
        return f'<use href="#{name}" x="{x:.1f}" y="{y:.1f}" width="{size}" height="{size}"/>'

    def symbols(self) -> list[str]:
        """The definitions of all icons used."""
        return [_symbol(icon, name) for icon, name in self._used.items()]


def _symbol(icon: Path, name: str) -> str:
    box, body = _read(icon)
    # Gradients in different icons have the same ids.
    body = re.sub(r'id="([^"]+)"', rf'id="{name}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", body)
    body = re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', body)
    return f'<symbol id="{name}" viewBox="{box}">{body}</symbol>'


@cache
def _read(icon: Path) -> tuple[str, str]:
    match = _SVG.search(icon.read_text(encoding="utf-8"))
    if match is None:
        raise ValueError(f"{icon.name} is not an SVG with a viewBox")
    return match["box"], _TITLE.sub("", match["body"])
