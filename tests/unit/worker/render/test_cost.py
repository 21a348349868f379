"""Cost files hold every line, and nothing a spreadsheet would run."""

import csv
import datetime
import io
import json

from worker.architecture.cost import CostEstimate, CostLine
from worker.render.cost import COLUMNS, render_cost


def line(**fields):
    known = {
        "component": "database",
        "block": "rds_instance",
        "title": "Server",
        "quantity": 730,
        "unit": "hours",
        "unit_price_usd": 0.1,
        "per": 1,
        "monthly_usd": 73.0,
        "formula": "730 hours",
        "source": "https://example.com",
        "date": datetime.date(2026, 1, 2),
        "price_region": "us-east-1",
    }
    return CostLine(**{**known, **fields})


def rendered(*lines):
    total = sum(item.monthly_usd for item in lines)
    cost = CostEstimate(
        region="us-east-1", monthly_usd=total, yearly_usd=12 * total, lines=lines, components=(), drivers=lines
    )
    files = render_cost(cost)
    return json.loads(files["cost.json"]), list(csv.DictReader(io.StringIO(files["cost.csv"].decode())))


def test_both_files_hold_the_lines_and_the_total():
    document, rows = rendered(line(), line(component="cache", monthly_usd=27.0))
    assert document["monthly_usd"] == 100.0
    assert [row["component"] for row in rows] == ["database", "cache", "total"]
    assert rows[-1]["monthly_usd"] == "100.0"
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["date"] == document["lines"][0]["date"] == "2026-01-02"


def test_text_that_a_spreadsheet_would_run_is_disarmed():
    _, rows = rendered(line(title="=HYPERLINK(1)", note="@cmd", formula="\uff1d1+1"))
    assert (rows[0]["title"], rows[0]["note"]) == ("'=HYPERLINK(1)", "'@cmd")
    assert rows[0]["formula"] == "'\uff1d1+1"
