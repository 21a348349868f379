"""What the user's words ask for, and what hearing them leaves in the sheet."""

from dataclasses import dataclass
from typing import Literal

from jobs.sheets import Sheet
from worker.agents.talk.facts import Aspect
from worker.agents.talk.subjects import Subject

Kind = Literal[
    "greet",
    "thank",
    "help",
    "start_over",
    "cleared",
    "leave",
    "summarise",
    "understood",
    "assumed",
    "missing",
    "next",
    "told",
    "nothing",
    "unclear",
    "design",
    "cost",
    "review",
    "resilience",
    "why",
    "why_not",
    "what_if",
    "about",
    "compare",
    "recommend",
    "size",
    "regions",
    "search",
    "off_topic",
    "undo",
    "undone",
    "flow",
    "refuse",
    "kept",
    "limits",
    "load",
    "sum",
    "headroom",
    "could_go",
    "said",
    "which_of",
    "happening",
    "framework",
    "thing",
    "save",
    "against_now",
    "two_loads",
    "moving",
    "better_here",
    "needed",
]


@dataclass(frozen=True)
class Intent:
    """One thing that the user wants of the answer."""

    kind: Kind
    text: str = ""
    subjects: tuple[Subject, ...] = ()
    aspects: tuple[Aspect, ...] = ()


@dataclass(frozen=True)
class Heard:
    """The intents, in the order of the words; the sheet before and after; notes of what was changed in it."""

    intents: tuple[Intent, ...]
    before: Sheet
    sheet: Sheet
    notes: tuple[str, ...] = ()

    @property
    def is_first(self) -> bool:
        """Did these words begin the design?"""
        return not self.before.request.strip() and bool(self.sheet.request.strip())
