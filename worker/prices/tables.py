"""What the command prints."""

from collections.abc import Iterable, Sequence

from worker.architecture.block import Block
from worker.prices.coverage import Dimension
from worker.prices.refresh import Change, Problem, Refresh
from worker.prices.regions import place_in_order

MOST_ROWS = 200


def changes(found: Sequence[Change]) -> str:
    """Old and new amounts; a star marks a change of more than half."""
    rows = [("block", "price", "region", "old USD", "new USD", "change")]
    for change in found[:MOST_ROWS]:
        percent = "new" if change.old is None else "-" if change.percent is None else f"{change.percent:+.1f} %"
        old = "-" if change.old is None else f"{change.old:.10g}"
        name = f"{change.price} {change.value}".rstrip()
        rows.append((change.block, name, change.region, old, f"{change.new:.10g}", percent + " *" * change.large))
    rest = len(found) - MOST_ROWS
    return _table(rows) + (f"\n… and {rest} more" if rest > 0 else "") if found else "No price has changed."


def problems(found: Sequence[Problem]) -> str:
    """What could not be looked up, once for all regions that say the same."""
    regions: dict[tuple[str, str], list[str]] = {}
    for problem in found:
        name = f"{problem.block}.{problem.price} {problem.value}".rstrip()
        regions.setdefault((name, problem.why), []).append(problem.region)
    lines = [f"  {name}: {why} ({', '.join(where)})" for (name, why), where in regions.items()]
    return "\n".join(["Not looked up; the recorded amounts stay:", *lines]) if lines else ""


def outcome(run: Refresh, written: Sequence[str], refused: Sequence[str], *, dry_run: bool) -> str:
    """The last lines of a refresh."""
    lines = [
        f"{run.looked_up} amounts looked up, {len(run.changes)} changed or new; {run.not_sold} have no amount here and "
        "none in the price list: not sold in that region."
    ]
    if refused:
        lines.append(
            f"Refused, since prices (*) move by more than half: {', '.join(refused)}. Check their queries; "
            "--accept-large takes them over."
        )
    lines.append("Nothing was written (--dry-run)." if dry_run else f"Written: {', '.join(written) or 'nothing'}.")
    return "\n".join(lines)


def amounts(block: Block) -> str:
    """Every recorded amount of a block."""
    rows = [("price", "region", "USD", "per", "read on", "how")]
    for price in block.prices:
        for value, regions in price.amounts().items():
            name = f"{price.id} {value}".rstrip()
            for region in sorted(regions, key=place_in_order):
                record = price.record(region)
                unit = f"{price.per:,.10g} {price.unit}" if price.per != 1 else price.unit
                rows.append((name, region, f"{regions[region]:.10g}", unit, str(record.date), record.method))
    return f"{block.name}: {block.title}\n{_table(rows)}\n"


def missing(dimensions: Sequence[Dimension], regions: Sequence[str]) -> str:
    """Dimensions that a refresh cannot look up, regions whose prices are estimated, and the shares of both."""
    unasked = dict.fromkeys(f"{d.block}.{d.price.id}" for d in dimensions if not d.price.query)
    empty = [d.name for d in dimensions if not d.recorded and not d.estimated]
    lines = [*_listed("No query, so `refresh` leaves them as they are", unasked)]
    lines += _listed("No amount at all", empty)
    estimated = [f"{d.name}: {len(d.estimated)} of {len(regions)} regions" for d in dimensions if d.estimated]
    lines += _listed("No amount in some regions, which are estimated from us-east-1", estimated)
    cells = len(regions) * len(dimensions)
    recorded = sum(len(d.recorded) for d in dimensions)
    asked = sum(1 for d in dimensions if d.price.query)
    lines.append(
        f"{len(dimensions)} prices in {len(regions)} regions: {_share(recorded, cells)} of the amounts are "
        f"recorded, the rest is estimated; {_share(asked, len(dimensions))} of the prices have a query."
    )
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "none"


def _listed(title: str, names: Iterable[str]) -> list[str]:
    names = list(names)
    return [f"{title}:", *(f"  {name}" for name in names), ""] if names else []


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
