"""Live progress: a bar with the stage names, or one plain line a stage where there is no terminal."""

from collections import Counter
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Protocol, Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

from groundplan.models import Event


class View(Protocol):
    """What shows the events."""

    def show(self, event: Event) -> None: ...


def watch(events: Iterable[Event], console: Console) -> None:
    """Show every event until there are no more."""
    with Bar(console) if console.is_terminal else Lines(console) as view:
        for event in events:
            view.show(event)


class Bar:
    """One bar for the job; each stage that ends leaves a line above it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._calls: Counter[str] = Counter()
        self._progress = Progress(
            TextColumn(" "),
            SpinnerColumn(style="cyan"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=32, complete_style="cyan", finished_style="green"),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task("queued", total=1)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, event: Event) -> None:
        data = event.data
        if event.type == "stage" and data["status"] == "started":
            self._progress.update(
                self._task, description=escape(data["title"]), completed=data["index"] - 1, total=data["of"]
            )
        elif event.type == "stage":
            self._progress.update(self._task, completed=data["index"])
            self._console.print(_finished(data) + _asked(self._calls))
            self._calls.clear()
        elif event.type == "tool" and data["phase"] == "after":
            self._calls[data["server"] or "agent"] += 1
        elif event.type == "state" and data["state"] != "running":
            self._progress.update(self._task, description=data["state"])


class Lines:
    """For logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self, event: Event) -> None:
        data = event.data
        if event.type == "stage" and data["status"] == "started":
            self._console.print(f"  … {data['index']}/{data['of']} {escape(data['title'])}")
        elif event.type == "stage":
            self._console.print(_finished(data))


def _finished(stage: dict[str, Any]) -> str:
    seconds = f"[dim]{stage['seconds']:.1f} s[/]" if stage.get("seconds") is not None else ""
    return f"  [green]✓[/] {stage['index']}/{stage['of']} {escape(stage['title'])} {seconds}"


def _asked(calls: Counter[str]) -> str:
    """How often the agent called the tools of which server."""
    if not calls:
        return ""
    counts = ", ".join(f"{escape(server)} {count}" for server, count in calls.items())
    return f"  [dim]tool calls: {counts}[/]"
