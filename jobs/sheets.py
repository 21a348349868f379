"""The requirements sheet beside a conversation: what was understood, assumed and asked, and what a user set."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

EDITABLE = ("request", "region", "assumptions", "pins")
"""What the user may set; the rest is the worker's reading of it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Understood(_Part):
    """One thing that the user said, and in which words."""

    label: str
    value: str
    quote: str = ""


class Assumed(_Part):
    """One thing that nobody said; `subject` is what an assumption may be set by."""

    subject: str
    value: str
    reason: str = ""


class Choice(_Part):
    """One answer that may be picked; `value` is what the user then says."""

    label: str
    value: str


class Citation(_Part):
    """What an answer rests on."""

    title: str
    url: str


class Question(_Part):
    """What is worth asking, the most important first."""

    id: str
    text: str
    choices: list[Choice] = []


class Clash(_Part):
    """Two things that cannot both hold, and what would resolve it."""

    text: str
    resolve: str = ""


class Sheet(_Part):
    """What goes over into an analyze or implement job, and how it was read."""

    request: str = ""
    region: str | None = None
    assumptions: dict[str, str] = {}
    pins: list[str] = []
    understood: list[Understood] = []
    assumed: list[Assumed] = []
    questions: list[Question] = []
    conflicts: list[Clash] = []


def merged(now: Sheet, base: Sheet, new: Sheet) -> Sheet:
    """Return `new`, but with what the user set between `base`, which `new` was made of, and `now`."""
    set_meanwhile: dict[str, Any] = {
        name: getattr(now, name) for name in EDITABLE if getattr(now, name) != getattr(base, name)
    }
    return new.model_copy(update=set_meanwhile)


def earlier(now: Sheet, states: Sequence[Sheet]) -> Sheet | None:
    """The state before `now` among those that turns have left, oldest first; None where there is none.

    A sheet that no turn left was set by hand, after the last of them.
    """
    line = [Sheet(), *states]
    at = max((index for index, one in enumerate(line) if _same(one, now)), default=len(line))
    return next((one for one in reversed(line[:at]) if not _same(one, now)), None)


def _same(one: Sheet, other: Sheet) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in EDITABLE)
