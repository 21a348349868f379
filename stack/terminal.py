"""How the stack talks to the person at the terminal: colours and live lines on a terminal, plain lines elsewhere."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from stack.servers.server import Server

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def say_part(part: Server, started: bool) -> None:
    """One line for a part that is ready."""
    where = f"127.0.0.1:{part.port}" if part.port else f"pid {part.pid}"
    note = "" if started else "  [dim]ran already[/]"
    console.print(f"  [green]✓[/] {part.name:<10} [dim]{where}[/]{note}")


def say_stopped(part: Server, _started: bool) -> None:
    console.print(f"  [dim]■[/] {part.name:<10} [dim]stopped[/]")


def say_error(error: Exception) -> None:
    """The first line in red, the rest (the end of a log) as it is."""
    first, _, rest = str(error).partition("\n")
    errors.print(Text.assemble(("✗ ", "bold red"), (first, "red")))
    if rest:
        errors.print(Text(rest, style="dim"))


def status_table(parts: Iterable[Server]) -> Table:
    """What runs where."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("part", "state", "port", "pid", "log"):
        table.add_column(heading)
    for part in parts:
        pid = part.pid
        state = Text("running", style="green") if pid else Text("stopped", style="dim")
        table.add_row(part.name, state, str(part.port or ""), str(pid or ""), str(part.log))
    return table
