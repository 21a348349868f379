"""`login`, `logout`, `whoami`."""

import os
import sys

import click
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.progress_bar import ProgressBar
from rich.table import Table

from groundplan import credentials
from groundplan.command.options import spoken
from groundplan.command.terminal import Terminal
from groundplan.models import Session, Usage


@click.command()
@click.option("--url", metavar="URL", help=f"Where Groundplan is.  [default: $GROUNDPLAN_URL, or {credentials.LOCAL}]")
@click.option("--key-from-stdin", is_flag=True, help="Read the key from standard input, for scripts.")
@spoken
def login(terminal: Terminal, url: str | None, key_from_stdin: bool) -> None:
    """Keep an API key on this machine.

    Make one in the browser, under Settings → API keys. It is tried, and then kept in a file that only you can read.
    """
    address = credentials.check_url(url or os.environ.get("GROUNDPLAN_URL") or credentials.LOCAL)
    typed = sys.stdin.readline() if key_from_stdin else click.prompt("API key", hide_input=True, err=True)
    with terminal.connect(address, typed.strip()) as client:
        session = client.session()
    place = credentials.place()
    credentials.keep(place, credentials.Credentials(address, typed.strip()))
    terminal.answer(session, f"[green]✓[/] {escape(_sentence(session))}")
    terminal.remark(f"  [dim]the key is kept in {escape(str(place))}; `groundplan logout` removes it[/]")


@click.command()
@spoken
def logout(terminal: Terminal) -> None:
    """Forget the kept API key.

    The key itself stays good until it is revoked in the browser.
    """
    removed = credentials.forget(credentials.place())
    told = "The key is removed from this machine." if removed else "No key was kept on this machine."
    terminal.answer({"removed": removed}, told)


@click.command()
@spoken
def whoami(terminal: Terminal) -> None:
    """Show whose key this is, and what is used.

    Role, scope, and how much of each limit of the plan is used.
    """
    with terminal.connect() as client:
        session, usage = client.session(), client.usage()
    told = {"session": session.model_dump(mode="json"), "usage": usage.model_dump(mode="json")}
    terminal.answer(told, Group(_sentence(session), "", _meters(usage)))


def _sentence(session: Session) -> str:
    ends = f", until {session.expires_at:%Y-%m-%d}" if session.expires_at else ""
    return (
        f"{session.user.name} in {session.organization.name} ({session.organization.tier}), "
        f"as {session.role}, with a key of scope {session.scope}{ends}"
    )


def _meters(usage: Usage) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=False)
    for limit in usage.limits:
        name = limit.name.replace("jobs_a_month.", "").replace("_", " ")
        until = f"[dim]until {limit.resets_at:%Y-%m-%d}[/]" if limit.resets_at else ""
        bar = ProgressBar(total=limit.limit or 1, completed=limit.used if limit.limit else 0, width=24)
        table.add_row(name, bar, f"{limit.used} of {limit.limit if limit.limit is not None else 'any number'}", until)
    return table
