"""Where the command speaks: answers on standard output, everything else on standard error."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from rich.console import Console, RenderableType
from rich.markup import escape

from groundplan.client import Client
from groundplan.command.exit_codes import code_of
from groundplan.errors import GroundplanError, Refused


def _console() -> Console:
    return Console(highlight=False)


def _aside() -> Console:
    return Console(stderr=True, highlight=False)


@dataclass
class Terminal:
    """With `as_json` an answer is one JSON document, a list one document a line. `connect` is replaced in tests."""

    as_json: bool = False
    quiet: bool = False
    connect: Callable[..., Client] = Client
    out: Console = field(default_factory=_console)
    aside: Console = field(default_factory=_aside)

    def answer(self, data: BaseModel | dict[str, Any], shown: RenderableType) -> None:
        """The answer: `data` for scripts, `shown` for people."""
        if self.as_json:
            self._print_json(data)
        else:
            self.out.print(shown, soft_wrap=isinstance(shown, str))

    def lines(self, entries: Iterable[BaseModel]) -> None:
        """A list for scripts."""
        for entry in entries:
            self._print_json(entry)

    def remark(self, text: str) -> None:
        """A hint for people, in rich's markup; scripts do not get it."""
        if not (self.quiet or self.as_json):
            self.aside.print(text, soft_wrap=True)

    def complain(self, error: GroundplanError) -> None:
        """Tell what went wrong, and where: scripts on standard output, people on standard error."""
        refused = error if isinstance(error, Refused) else None
        if self.as_json:
            self._print_json({"error": _as_json(error)})
            return
        self.aside.print(f"[bold red]✗[/] [red]{escape(str(error))}[/]", soft_wrap=True)
        for detail in refused.details if refused else ():
            self.aside.print(f"    {escape(str(detail))}", soft_wrap=True)
        if refused and refused.request_id:
            self.aside.print(f"    [dim]{refused.status} {refused.code}, request {refused.request_id}[/]")

    def _print_json(self, data: BaseModel | dict[str, Any]) -> None:
        text = data.model_dump_json() if isinstance(data, BaseModel) else json.dumps(data)
        print(text, file=self.out.file, flush=True)


def _as_json(error: GroundplanError) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": getattr(error, "code", type(error).__name__),
        "message": str(error),
        "exit_code": int(code_of(error)),
        "permanent": error.permanent,
    }
    if isinstance(error, Refused):
        details = [{"field": one.field, "fault": one.fault, "limit": one.limit} for one in error.details]
        told |= {"status": error.status, "details": details, "request_id": error.request_id}
    return told
