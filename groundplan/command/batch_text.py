"""Batches as people read them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from groundplan.command.job_text import STYLES, age
from groundplan.models import Batch, BatchCounts, BatchItem, ListedBatch

FAULTS_SHOWN = 20


def batch_table(batches: Iterable[ListedBatch]) -> Table:
    """One line a batch, newest first."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading, width in (("batch", 36), ("state", 10), ("age", 6)):
        table.add_column(heading, no_wrap=True, min_width=width)
    table.add_column("items", no_wrap=True)
    table.add_column("name", no_wrap=True, overflow="ellipsis")
    for one in batches:
        table.add_row(str(one.id), one.state, age(one.created_at), _counts(one.counts), Text(one.name))
    return table


def batch_text(batch: Batch) -> RenderableType:
    """One batch, with its pace while it runs."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("batch", str(batch.id))
    table.add_row("state", batch.state)
    table.add_row("items", _counts(batch.counts))
    if batch.refused:
        table.add_row("refused", f"{batch.refused} items were not accepted")
    if batch.finished_at is None and batch.per_minute is not None:
        table.add_row("pace", _pace(batch))
    return Group(Text(batch.name or f"{batch.total} items", style="bold"), "", table)


def item_table(items: Iterable[BatchItem]) -> Table:
    """One line an item; what came of it has what is left of the line."""
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    table.add_column("line", justify="right", no_wrap=True, width=5)
    table.add_column("state", no_wrap=True, width=9)
    table.add_column("job", no_wrap=True, width=36)
    table.add_column("reference", no_wrap=True, overflow="ellipsis", ratio=1, min_width=10, max_width=40)
    table.add_column("what", no_wrap=True, overflow="ellipsis", ratio=2)
    for one in items:
        what = one.error.message if one.error else one.title or ""
        state = Text(one.state, style=STYLES.get(one.state, "dim"))
        table.add_row(str(one.line), state, str(one.job_id), Text(one.reference or ""), Text(what))
    return table


def fault_lines(batch: Batch) -> Iterator[str]:
    """Why items were not accepted, the first of them."""
    for one in batch.faults[:FAULTS_SHOWN]:
        named = f" ({one.reference})" if one.reference else ""
        limit = f" (limit: {one.limit})" if one.limit else ""
        yield f"[yellow]![/] {escape(f'line {one.line}{named}, {one.field}: {one.fault}{limit}')}"
    left = len(batch.faults) + batch.more_faults - FAULTS_SHOWN
    if left > 0:
        yield f"  [dim]and {left} more faults[/]"


def watch_batch(stands: Iterator[Batch], console: Console) -> Batch:
    """Show a bar until there is no more, and return how it stood at the end. `stands` is not empty."""
    progress = Progress(
        TextColumn(" "),
        BarColumn(bar_width=32, complete_style="cyan", finished_style="green"),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with progress:
        task = progress.add_task("")
        for batch in stands:
            progress.update(task, total=batch.total, completed=batch.counts.ended, description=_doing(batch))
    return batch


def _doing(batch: Batch) -> str:
    failed = f"[red]{batch.counts.failed} failed[/] " if batch.counts.failed else ""
    return f"{failed}[dim]{_pace(batch)}[/]"


def _pace(batch: Batch) -> str:
    if batch.per_minute is None:
        return batch.state
    left = f", done in about {age(datetime.now(UTC), batch.finishes_at)}" if batch.finishes_at else ""
    return f"{batch.per_minute:.0f} a minute{left}"


def _counts(counts: BatchCounts) -> Text:
    parts = [(name, count) for name, count in counts.model_dump().items() if count]
    told = [Text(f"{count} {name}", style=STYLES.get(name, "dim")) for name, count in parts]
    return Text(", ").join(told)
