"""The comparison as files: JSON for programs, a table for people, and a small picture."""

from collections.abc import Callable, Iterable, Sequence

from worker.architecture.alternatives.comparison import Comparison, Row
from worker.architecture.alternatives.verdicts import Verdict, span
from worker.architecture.availability import shown
from worker.render.comparison_picture import draw_comparison
from worker.render.documents.markdown import escape

MAX_LISTED = 8


def render_comparison(comparison: Comparison) -> dict[str, bytes]:
    """`comparison.json`, `comparison.md` and `comparison.svg`."""
    return {
        "comparison.json": comparison.model_dump_json(indent=2).encode() + b"\n",
        "comparison.md": _markdown(comparison).encode(),
        "comparison.svg": draw_comparison(comparison).encode(),
    }


def _markdown(comparison: Comparison) -> str:
    chosen = comparison.recommendation
    sections = [
        [f"# {escape(comparison.title)}: {len(comparison.rows)} options"],
        ["![Cost and availability of the options](comparison.svg)"],
        ["## Recommendation", "", f"**{escape(chosen.title)}.** {escape(' '.join(chosen.sentences))}"],
        _listed(chosen.cautions, heading="It does not do everything that the request states:"),
        _listed(
            [f"{one.title}: {' · '.join(one.when)}" for one in chosen.turning_points],
            heading="Another option would be recommended if the request said one of these:",
        ),
        ["## Side by side", "", *_table(comparison.rows)],
        *([["## What the request states", "", *_verdicts(comparison.rows)]] if comparison.rows[0].verdicts else []),
        *(_option(row) for row in comparison.rows),
        ["## How this was judged", "", *_methods(comparison)],
    ]
    if comparison.pins:
        sections.insert(2, [f"Pinned by you: {escape(', '.join(comparison.pins))}."])
    return "\n\n".join("\n".join(lines).strip() for lines in sections if lines) + "\n"


def money(row: Row) -> str:
    """`$312.40 (210.00 to 540.00)`, a month."""
    return f"${row.cost.expected:,.2f} ({row.cost.low:,.2f} to {row.cost.high:,.2f})"


def uptime(row: Row) -> str:
    """`99.96 % (18 min away a month)`."""
    if row.availability.percent is None:
        return "no published SLA"
    return f"{shown(row.availability.percent)} % ({row.availability.downtime_minutes_per_month:.0f} min away a month)"


def _table(rows: Sequence[Row]) -> list[str]:
    pillars = [(title, lambda row, title=title: _score(row.pillars.get(title))) for title in rows[0].pillars]
    lines = [(title, [show(row) for row in rows]) for title, show in (*_LINES, *pillars)]
    return _grid(["", *(row.title for row in rows)], [[title, *cells] for title, cells in lines])


def _verdicts(rows: Sequence[Row]) -> list[str]:
    head = ["The request says", "Wanted", *(row.title for row in rows)]
    body = []
    for index, verdict in enumerate(rows[0].verdicts):
        words = f"“{verdict.words}”" if verdict.words else verdict.title
        body.append([words, verdict.wanted, *(_judged(row.verdicts[index]) for row in rows)])
    return _grid(head, body)


def _judged(verdict: Verdict) -> str:
    return f"{ {'met': 'yes', 'not_met': 'no', 'unknown': 'unknown'}[verdict.status] }: {verdict.has}"


def _option(row: Row) -> list[str]:
    changes = [
        {
            "added": f"{one.name}: {one.after}, added",
            "removed": f"{one.name}: {one.before}, left out",
            "replaced": f"{one.name}: {one.after} instead of {one.before}",
            "resized": f"{one.name}: {one.option.replace('_', ' ')} {one.after} instead of {one.before}",
        }[one.kind]
        for one in row.differences
    ]
    same = [f"The request leaves no room for it: it is the same as {row.same_as}.", ""] if row.same_as else []
    return [
        f"## {escape(row.title)}",
        "",
        *same,
        escape(row.aim),
        "",
        f"Everything of it is in `options/{row.name}/`.",
        *_listed(row.gains, heading="### What it brings"),
        *_listed(row.gives_up, heading="### What it gives up"),
        *_listed(row.kept, heading="### What the request does not let it give up"),
        *_listed(changes, heading="### How it differs from the balanced option"),
        *_listed([f"{one.name}: {one.limit}" for one in row.scaling], heading="### How it grows, and where that ends"),
        *_listed([row.availability.formula], heading="### Availability"),
    ]


def _methods(comparison: Comparison) -> list[str]:
    row = comparison.rows[0]
    methods = (comparison.recommendation.method, row.availability.method, row.recovery.method)
    return [f"- {escape(method)}" for method in methods]


def _listed(items: Iterable[str], *, heading: str) -> list[str]:
    found = list(items)
    if not found:
        return []
    shown = [f"- {escape(item)}" for item in found[:MAX_LISTED]]
    more = [f"- and {len(found) - MAX_LISTED} more, in `comparison.json`"] if len(found) > MAX_LISTED else []
    return ["", heading, "", *shown, *more]


def _grid(head: Sequence[str], body: Iterable[Sequence[str]]) -> list[str]:
    rows = [[escape(cell) for cell in row] for row in (head, *body)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], f"|{'---|' * len(head)}", *lines[1:]]


def _score(score: int | None) -> str:
    return "cannot be judged" if score is None else f"{score} of 100"


def _checks(row: Row) -> str:
    if row.checks is None:
        return "not made"
    return f"{row.checks.passed} passed, {row.checks.failed} failed, {row.checks.skipped} skipped"


_LINES: tuple[tuple[str, Callable[[Row], str]], ...] = (
    ("USD a month, expected (low to high)", money),
    ("Availability, by published SLAs", uptime),
    ("Limited by", lambda row: row.availability.limited_by or "nothing"),
    ("Loss of a zone: away", lambda row: span(row.recovery.zone.rto_minutes)),
    ("Loss of a zone: data lost, at most", lambda row: span(row.recovery.zone.rpo_minutes)),
    ("Loss of the region: away", lambda row: span(row.recovery.region.rto_minutes)),
    ("Loss of the region: data lost, at most", lambda row: span(row.recovery.region.rpo_minutes)),
    ("Latency of a request, as a class", lambda row: row.latency.latency.replace("_", " ")),
    ("Effort to operate", lambda row: f"{row.effort.level} ({row.effort.points} points)"),
    ("Well-Architected score", lambda row: _score(row.score)),
    ("Components, connections", lambda row: f"{row.components}, {row.connections}"),
    ("Checks of the files", _checks),
)
