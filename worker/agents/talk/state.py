"""What a turn of a conversation starts from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from jobs.sheets import Sheet
from worker.agents.talk.told import Choice


@dataclass(frozen=True)
class Said:
    """One utterance."""

    role: Literal["user", "assistant"]
    text: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Talk:
    """A conversation before this turn: what was said, oldest first, the summary of what came before that, the sheet."""

    transcript: Sequence[Said] = ()
    summary: str = ""
    sheet: Sheet = field(default_factory=Sheet)
    title: str = ""
    earlier: Callable[[], Sheet | None] = lambda: None
    """What the sheet was before, asked for where somebody wants it back."""

    def last(self, role: Literal["user", "assistant"]) -> Said | None:
        """What that side said last."""
        return next((said for said in reversed(self.transcript) if said.role == role), None)
