"""Options and arguments that several commands share."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import click

from groundplan.client import Client
from groundplan.command.terminal import Terminal

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


class JobId(click.ParamType[str]):
    """A job's id, or the word `last`."""

    name = "job"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The id as text."""
        if value == LAST:
            return value
        try:
            return str(UUID(value))
        except ValueError:
            self.fail(f"{value!r} is no job's id, as `groundplan list` shows them, nor the word {LAST!r}", param, ctx)


job_argument = click.argument("job_id", metavar="JOB", type=JobId())


def resolve(client: Client, job_id: str) -> str:
    """The id; of `last` that of the newest job."""
    if job_id != LAST:
        return job_id
    newest = next(client.jobs.list(), None)
    if newest is None:
        raise click.UsageError("there is no job yet: `groundplan submit` makes one")
    return str(newest.id)
