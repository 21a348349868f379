"""The cost estimate as files: JSON for programs, CSV for a spreadsheet, both with low, expected and high."""

import csv
import io
import json
import re

from worker.architecture.cost import CostEstimate

COLUMNS = (
    *("component", "block", "title", "quantity", "unit", "unit_price_usd", "per", "low_usd", "monthly_usd", "high_usd"),
    *("formula", "usage", "basis", "price_region", "date", "method", "source", "note"),
)
# A spreadsheet would run these as a formula.
_FORMULA = re.compile(r"^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def render_cost(cost: CostEstimate) -> dict[str, bytes]:
    """`cost.json` and `cost.csv` (UTF-8, one line a price, a total at the end)."""
    document = json.dumps(cost.model_dump(mode="json"), indent=2, ensure_ascii=False)
    return {"cost.json": document.encode() + b"\n", "cost.csv": _csv(cost).encode()}


def _csv(cost: CostEstimate) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in cost.lines:
        row = line.model_dump(mode="json")
        writer.writerow([_plain(row[column]) for column in COLUMNS])
    total = {
        "component": "total",
        "title": f"Total a month in {cost.region}",
        "low_usd": cost.low_usd,
        "monthly_usd": cost.monthly_usd,
        "high_usd": cost.high_usd,
    }
    writer.writerow([total.get(column, "") for column in COLUMNS])
    return text.getvalue()


def _plain(value: object) -> object:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and _FORMULA.match(text) else text
