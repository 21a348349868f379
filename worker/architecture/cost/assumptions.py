"""The quantities that an estimate counts on, each with its range, its reason and the option that changes it."""

from collections.abc import Sequence, Set

from worker.architecture.block import Option
from worker.architecture.cost.line import Part
from worker.architecture.model import Architecture, Assumption, OptionValue

UNSAID = "the catalogue's ordinary value; the request does not say"


def usage_of(parts: Sequence[Part], architecture: Architecture, used: Set[str]) -> tuple[Assumption, ...]:
    """One for each usage option that a line hangs on; by its subject, `api.requests_per_month`, the user changes it."""
    reasons = {assumption.subject: assumption.reason for assumption in architecture.assumptions}
    found = []
    for part in parts:
        for name, option in part.block.options.items():
            subject = f"{part.component.id}.{name}"
            if subject in used:
                value = _shown(part.options[name], option)
                found.append(Assumption(subject=subject, value=value, reason=reasons.get(subject) or UNSAID))
    return tuple(found)


def _shown(value: OptionValue, option: Option) -> str:
    text = f"{_number(value)} {option.unit}".strip()
    low, high = option.spread
    if isinstance(value, bool) or not isinstance(value, int | float) or not value or low == high:
        return text
    return f"{text} ({_number(value * low)} to {_number(value * high)})"


def _number(value: OptionValue) -> str:
    if isinstance(value, int | float) and abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
