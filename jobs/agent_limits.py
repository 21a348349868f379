"""How much the agent of one job may do: the platform's limits, and an organization's own below them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from jobs.errors import MissingSettings

PREFIX = "AGENT_MAX_"


@dataclass(frozen=True)
class Limits:
    """Of one job. The platform's are read from `AGENT_MAX_` and the name; docs/settings.md says what they are for."""

    turns: int = 24
    tool_calls: int = 80
    tokens: int = 400_000
    seconds: float = 180.0
    usd: float = 5.0
    refusals: int = 12

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Limits":
        """Raises MissingSettings where one is no number above 0."""
        given = {one.name: environ.get(PREFIX + one.name.upper(), "") for one in fields(cls)}
        return cls(**{name: _number(name, text, type(getattr(cls, name))) for name, text in given.items() if text})

    def lowered(self, own: Mapping[str, Any]) -> "Limits":
        """These, or what an organization set where that is less. What is no limit's name, or no number, has no say."""
        lower = {
            one.name: min(getattr(self, one.name), own[one.name])
            for one in fields(self)
            if isinstance(own.get(one.name), int | float) and own[one.name] > 0
        }
        return replace(self, **lower)


def _number(name: str, text: str, kind: type[float]) -> Any:
    try:
        number = kind(text)
    except ValueError:
        number = kind(0)
    if not 0 < number < float("inf"):
        wanted = "a whole number" if kind is int else "a number"
        raise MissingSettings(f"{PREFIX}{name.upper()}={text} is not {wanted} over 0.")
    return number
