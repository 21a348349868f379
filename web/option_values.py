"""Does an option of a block take a value? In the API's words: the fault, and the limit that holds."""

import math
import re
from typing import Any

from jobs.catalogue import OptionLimits

Fault = tuple[str, str]
DYNAMIC_REFERENCE = "{{resolve:"  # CloudFormation replaces it wherever it stands
MOST_CHOICES_TOLD = 40
_TYPES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "list": "a list",
}


def fault_of_value(value: Any, limits: OptionLimits) -> Fault | None:
    """None where the option takes it."""
    if not _has_type(value, limits.type):
        return "has another type", limit_of(limits)
    items = value if isinstance(value, list) else [value]
    if limits.choices is not None and any(item not in limits.choices for item in items):
        return "is not a choice", limit_of(limits)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _fault_of_number(value, limits)
    texts = [item for item in items if isinstance(item, str)]
    if any(DYNAMIC_REFERENCE in text for text in texts):
        return f"holds {DYNAMIC_REFERENCE}, which CloudFormation would resolve", "text without it"
    if limits.pattern and not all(re.fullmatch(limits.pattern, text) for text in texts):
        return "has another form", limit_of(limits)
    return None


def limit_of(limits: OptionLimits) -> str:
    """`an integer from 128 to 10,240 MB`, `one of ARM64, X86_64`."""
    if limits.choices is not None:
        told = ", ".join(map(str, limits.choices[:MOST_CHOICES_TOLD]))
        return f"one of {told}{' …' if len(limits.choices) > MOST_CHOICES_TOLD else ''}"
    kind = _TYPES[limits.type]
    if limits.pattern:
        return f"{kind} that matches {limits.pattern}"
    span = _span(limits.minimum, limits.maximum)
    return f"{kind} {span} {limits.unit}".rstrip() if span else kind


def _span(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f"from {least:,g} to {most:,g}"
    if least is not None:
        return f"of at least {least:,g}"
    return "" if most is None else f"of at most {most:,g}"


def _has_type(value: Any, kind: str) -> bool:
    if isinstance(value, bool) or kind == "boolean":
        return isinstance(value, bool) and kind == "boolean"
    kinds: dict[str, Any] = {"integer": int, "number": int | float, "list": list, "string": str}
    return isinstance(value, kinds[kind])


def _fault_of_number(value: float, limits: OptionLimits) -> Fault | None:
    if not math.isfinite(value):
        return "is not a finite number", limit_of(limits)
    if limits.minimum is not None and value < limits.minimum:
        return "is too small", limit_of(limits)
    if limits.maximum is not None and value > limits.maximum:
        return "is too large", limit_of(limits)
    return None
