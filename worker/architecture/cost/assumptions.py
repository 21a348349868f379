"""The quantities that an estimate counts on, each with its range, its reason and the option that changes it."""

from collections.abc import Mapping

from worker.architecture.block import Block, Option
from worker.architecture.model import Architecture, Assumption, Component, OptionValue

UNSAID = "the catalogue's ordinary value; the request does not say"


def usage_of(
    component: Component, block: Block, options: Mapping[str, OptionValue], architecture: Architecture
) -> list[Assumption]:
    """One for each usage option. Its subject, `api.requests_per_month`, is how the user names it to change it."""
    reasons = {assumption.subject: assumption.reason for assumption in architecture.assumptions}
    found = []
    for name, option in block.options.items():
        if option.usage:
            subject = f"{component.id}.{name}"
            value = _shown(options[name], option)
            found.append(Assumption(subject=subject, value=value, reason=reasons.get(subject) or UNSAID))
    return found


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
