"""Options and arguments that several commands share."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import click

from groundplan.client import Client
from groundplan.command.terminal import Terminal
from groundplan.models import Job, ListedBatch

Command = Callable[..., Any]
LAST = "last"


def spoken(command: Command) -> Command:
    """Add --json and --quiet, and hand over the terminal as the first argument."""
    handed = click.pass_obj(command)
    with_quiet = click.option(
        "--quiet", "-q", is_flag=True, expose_value=False, callback=_set("quiet"), help="No progress, no hints."
    )(handed)
    return click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_set("as_json"),
        help="JSON on standard output, for scripts; a list is one document a line.",
    )(with_quiet)


def _set(name: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    def remember(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        terminal: Terminal = context.obj
        setattr(terminal, name, value or getattr(terminal, name))

    return remember


class Id(click.ParamType[str]):
    """An id of the kind that `name` says, or the word `last`."""

    def __init__(self, name: str, listed_by: str) -> None:
        """`listed_by`: the command that shows ids of this kind."""
        self.name = name
        self._listed_by = listed_by

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id as text."""
        if value == LAST:
            return value
        try:
            return str(UUID(value))
        except ValueError:
            shown = f"as `{self._listed_by}` shows them"
            self.fail(f"{value!r} is no {self.name}'s id, {shown}, nor the word {LAST!r}", param, ctx)


job_argument = click.argument("job_id", metavar="JOB", type=Id("job", "groundplan list"))
batch_argument = click.argument("batch_id", metavar="BATCH", type=Id("batch", "groundplan batch list"))


def resolve_job(client: Client, job_id: str) -> str:
    """The id; of `last` that of the newest job."""
    return _newest(client.jobs.list(), "job", "groundplan submit") if job_id == LAST else job_id


def resolve_batch(client: Client, batch_id: str) -> str:
    """The id; of `last` that of the newest batch."""
    return _newest(client.batches.list(), "batch", "groundplan batch submit") if batch_id == LAST else batch_id


def _newest(entries: Iterator[Job] | Iterator[ListedBatch], kind: str, made_by: str) -> str:
    newest = next(entries, None)
    if newest is None:
        raise click.UsageError(f"there is no {kind} yet: `{made_by}` makes one")
    return str(newest.id)
