"""`groundplan batch …`: a file of requests, followed with a bar, read out and downloaded."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Literal

import click
from rich.markup import escape

from groundplan.batches import MEDIA_TYPES
from groundplan.client import Client
from groundplan.command.batch_text import batch_table, batch_text, fault_lines, item_table, watch_batch
from groundplan.command.options import batch_argument, resolve_batch, spoken
from groundplan.command.terminal import Terminal
from groundplan.errors import BatchEnded
from groundplan.models import Batch

STATES = ("waiting", "queued", "running", "succeeded", "failed", "cancelled")


@click.group()
def batch() -> None:
    """Submit a file of requests, and look after it.

    \b
    JSON Lines (.jsonl), CSV (.csv) or JSON (.json), up to 10,000 items:
      {"reference": "shop-17", "request": "A web shop on containers with PostgreSQL", "region": "eu-central-1"}
    BATCH is an id, as `groundplan batch list` shows them, or the word `last`.
    """


@batch.command("submit")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--format", "suffix", type=click.Choice(["jsonl", "csv", "json"]), help="What FILE is.  [default: by its name]"
)
@click.option("--partial", is_flag=True, help="Take the good items where others cannot be taken.")
@click.option("--name", default="", help="What people call it.")
@click.option("--notify", is_flag=True, help="Send one mail when the last item has ended.")
@click.option(
    "--key",
    "idempotency_key",
    metavar="TEXT",
    help="An idempotency key of yours: the same file again makes no second batch.",
)
@click.option("--follow", "-f", is_flag=True, help="Stay, and show the progress, until it has ended.")
@spoken
def submit_batch(terminal: Terminal, file: Path, suffix: str | None, *, follow: bool, **given: object) -> None:
    """Submit a file; "-" is standard input."""
    media_type = MEDIA_TYPES.get(f".{suffix}" if suffix else file.suffix.lower())
    if media_type is None:
        raise click.UsageError(f"say what {file} is: --format jsonl, csv or json")
    content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    with terminal.connect() as client:
        made = client.batches.submit(content, media_type, **given)  # type: ignore[arg-type]  # click typed each
        for line in fault_lines(made):
            terminal.aside.print(line, soft_wrap=True)
        _go_on(terminal, client, made, follow=follow)


@batch.command("list")
@click.option("--limit", "-n", type=click.IntRange(1), default=20, show_default=True, help="So many at most.")
@spoken
def list_batches(terminal: Terminal, limit: int) -> None:
    """List batches, newest first."""
    with terminal.connect() as client:
        found = list(islice(client.batches.list(), limit))
    if terminal.as_json:
        terminal.lines(found)
    else:
        terminal.out.print(batch_table(found))


@batch.command("status")
@batch_argument
@spoken
def show_batch(terminal: Terminal, batch_id: str) -> None:
    """Show how a batch stands."""
    with terminal.connect() as client:
        found = client.batches.get(resolve_batch(client, batch_id))
    terminal.answer(found, batch_text(found))


@batch.command("follow")
@batch_argument
@spoken
def follow_batch(terminal: Terminal, batch_id: str) -> None:
    """Follow a batch until it has ended."""
    with terminal.connect() as client:
        _go_on(terminal, client, client.batches.get(resolve_batch(client, batch_id)), follow=True)


@batch.command("items")
@batch_argument
@click.option("--state", type=click.Choice(STATES), help="Only items in this state.")
@spoken
def list_items(terminal: Terminal, batch_id: str, state: str | None) -> None:
    """List the items in the order of their lines."""
    with terminal.connect() as client:
        items = client.batches.items(resolve_batch(client, batch_id), state=state)
        if terminal.as_json:
            terminal.lines(items)
        else:
            terminal.out.print(item_table(items))


def _steering(name: str, help_text: str) -> None:
    @batch.command(name, help=help_text)
    @batch_argument
    @spoken
    def steer(terminal: Terminal, batch_id: str) -> None:
        with terminal.connect() as client:
            found: Batch = getattr(client.batches, name)(resolve_batch(client, batch_id))
        terminal.answer(found, batch_text(found))


_steering("pause", "Hold a batch: what runs ends, and nothing else begins.")
_steering("resume", "Go on with a batch that was held.")
_steering("cancel", "End everything of a batch that has not ended.")


@batch.command("retry")
@batch_argument
@spoken
def retry_batch(terminal: Terminal, batch_id: str) -> None:
    """Let every failed item begin again."""
    with terminal.connect() as client:
        count = client.batches.retry(resolve_batch(client, batch_id))
    terminal.answer({"retried": count}, f"{count} items begin again")


@batch.command("results")
@batch_argument
@click.option(
    "--format",
    type=click.Choice(["ndjson", "csv"]),
    default="ndjson",
    show_default=True,
    help="JSON Lines, or a table.",
)
@click.option("--state", type=click.Choice(STATES[3:]), help="Only items that ended so.")
@click.option(
    "--out",
    "-o",
    type=click.File("w", encoding="utf-8", lazy=True),
    default="-",
    help="The file.  [default: standard output]",
)
@spoken
def read_results(
    terminal: Terminal, batch_id: str, format: Literal["ndjson", "csv"], state: str | None, out: IO[str]
) -> None:
    """Write a line for each item that has ended."""
    with terminal.connect() as client:
        for line in client.batches.results(resolve_batch(client, batch_id), format=format, state=state):
            out.write(f"{line}\n")


@batch.command("download")
@batch_argument
@click.option("--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="The file.  [default: batch-ID.zip]")
@spoken
def download_batch(terminal: Terminal, batch_id: str, out: Path | None) -> None:
    """Download all bundles of a batch that has ended, as one zip."""
    with terminal.connect() as client:
        found = resolve_batch(client, batch_id)
        terminal.remark("  [dim]the zip is being made[/]")
        client.batches.pack(found)
        path = out or Path(f"batch-{found}.zip")
        size = client.batches.download(found, path)
    terminal.answer({"batch_id": found, "file": str(path), "size": size}, escape(str(path)))
    terminal.remark(f"  [dim]{size:,} bytes; a folder for each item, and index.csv[/]")


def _go_on(terminal: Terminal, client: Client, made: Batch, *, follow: bool) -> None:
    if not follow:
        terminal.answer(made, str(made.id))
        terminal.remark(f"  [dim]{made.total} items; `groundplan batch follow {made.id}` shows how it goes[/]")
        return
    last = _watched(terminal, client.batches.follow(made.id))
    terminal.answer(last, batch_text(last))
    if last.counts.failed or last.counts.cancelled:
        raise BatchEnded(str(last.id), last.counts.failed, last.counts.cancelled, last.total)


def _watched(terminal: Terminal, stands: Iterator[Batch]) -> Batch:
    if terminal.quiet or terminal.as_json:
        *_, last = stands
        return last
    return watch_batch(stands, terminal.aside)
