"""A small picture of a comparison: what each option costs, from low to high, and how available it is."""

from html import escape

from worker.architecture.alternatives.comparison import Comparison, Row
from worker.architecture.availability import shown

WIDTH, ROW_HEIGHT, TOP = 760, 64, 44
LEFT, RIGHT = 180, 190  # pixels for the names and for the availability
LEAST_BAR = 3  # pixels: a range of nothing is still seen


def draw_comparison(comparison: Comparison) -> str:
    """SVG; the bar reaches from the low to the high estimate, the stroke in it is the expected cost."""
    highest = max(row.cost.high for row in comparison.rows) or 1.0
    height = TOP + ROW_HEIGHT * len(comparison.rows) + 12
    body = [
        _drawn(row, index, highest, chosen=row.name == comparison.recommendation.option)
        for index, row in enumerate(comparison.rows)
    ]
    title = "Monthly cost and availability of the options"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-label="{title}" font-family="Helvetica, Arial, sans-serif" font-size="14">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="{LEFT}" y="24" fill="#5a6472">USD a month, low to high</text>\n'
        f'<text x="{WIDTH - RIGHT + 24}" y="24" fill="#5a6472">Availability by SLAs</text>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _drawn(row: Row, index: int, highest: float, *, chosen: bool) -> str:
    top = TOP + index * ROW_HEIGHT
    scale = (WIDTH - LEFT - RIGHT) / highest
    start, expected, end = (LEFT + amount * scale for amount in (row.cost.low, row.cost.expected, row.cost.high))
    percent = "no SLA" if row.availability.percent is None else f"{shown(row.availability.percent)} %"
    weight = ' font-weight="bold"' if chosen else ""
    note = f'\n<text x="16" y="{top + 38}" fill="#1f7a4d" font-size="12">recommended</text>' if chosen else ""
    return (
        f'<text x="16" y="{top + 20}" fill="#16191f"{weight}>{escape(row.title)}</text>{note}\n'
        f'<rect x="{start:.1f}" y="{top + 6}" width="{max(end - start, LEAST_BAR):.1f}" height="20" rx="3" '
        f'fill="{"#9fd3b8" if chosen else "#c5d3e6"}"/>\n'
        f'<rect x="{expected - 1.5:.1f}" y="{top + 2}" width="3" height="28" fill="#16191f"/>\n'
        f'<text x="{LEFT}" y="{top + 46}" fill="#5a6472" font-size="12">'
        f"${row.cost.expected:,.2f} expected, {row.cost.low:,.2f} to {row.cost.high:,.2f}</text>\n"
        f'<text x="{WIDTH - RIGHT + 24}" y="{top + 20}" fill="#16191f"{weight}>{percent}</text>'
    )
