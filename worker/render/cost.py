"""The cost estimate as files: JSON for programs, CSV for a spreadsheet."""

import csv
import io
import json
import re

from worker.architecture.cost import CostEstimate

COLUMNS = (
    *("component", "block", "title", "quantity", "unit", "unit_price_usd", "per", "monthly_usd"),
    *("formula", "price_region", "date", "source", "note"),
)
# A spreadsheet would run these as a formula.
_FORMULA = re.compile(r"^[=+\-@\t\r]")


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
    total = {"component": "total", "title": f"Total a month in {cost.region}", "monthly_usd": cost.monthly_usd}
    writer.writerow([total.get(column, "") for column in COLUMNS])
    return text.getvalue()


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
