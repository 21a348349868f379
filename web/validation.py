"""pydantic's findings in the words of the API: which field, what is wrong with it, what would be right."""

from collections.abc import Callable
from typing import NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from web.problems import Fault, InvalidFields
from web.strict_json import kind

FAULTS_SHOWN = 20
RULE = "rule"


def broken_rule(fault: str, limit: str) -> PydanticCustomError:
    """Return the error for a rule of our own, for validators to raise."""
    return PydanticCustomError(RULE, "{fault}: {limit}", {"fault": fault, "limit": limit})


def refuse_invalid(error: ValidationError) -> NoReturn:
    """Raise InvalidFields for pydantic's ``error``."""
    raise InvalidFields(faults=faults_of(error)) from error


def faults_of(error: ValidationError) -> list[Fault]:
    """Return the first faults, in the order of the fields."""
    details = error.errors(include_url=False)[:FAULTS_SHOWN]
    return [Fault(_field(detail), *_describe(detail)) for detail in details]


def _field(detail: ErrorDetails) -> str:
    if detail["loc"][:1] == ("architecture",):
        # Deep in a document a path of dots is no address: its keys may hold dots.
        return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in detail["loc"])[:200]
    return ".".join(str(part) for part in detail["loc"])[:80] or "body"


def _describe(detail: ErrorDetails) -> tuple[str, str]:
    describe = _DESCRIPTIONS.get(detail["type"])
    return describe(detail) if describe else (detail["msg"], "see the API's documentation")


def _context(detail: ErrorDetails, name: str) -> str:
    return str(detail.get("ctx", {}).get(name, ""))


def _is_kind(limit: str) -> Callable[[ErrorDetails], tuple[str, str]]:
    return lambda detail: (f"is {kind(detail['input'])}", limit)


def _length(detail: ErrorDetails) -> tuple[str, str]:
    length = len(detail["input"])
    limit = detail.get("ctx", {})
    least, most = limit.get("min_length"), limit.get("max_length")
    words = f"at least {least:,}" if least is not None else f"at most {most:,}"
    return ("is empty" if not length else f"has {length:,} characters"), f"{words} characters"


def _parts(detail: ErrorDetails) -> str:
    return "characters" if isinstance(detail["input"], str) else "items"


def _choice(detail: ErrorDetails) -> tuple[str, str]:
    if not isinstance(detail["input"], str):
        return f"is {kind(detail['input'])}", f"one of {_context(detail, 'expected')}"
    return "is not available", f"one of {_context(detail, 'expected')}"


_DESCRIPTIONS: dict[str, Callable[[ErrorDetails], tuple[str, str]]] = {
    RULE: lambda detail: (_context(detail, "fault"), _context(detail, "limit")),
    "missing": lambda _: ("is missing", "required"),
    "extra_forbidden": lambda _: ("is not a known field", "only the documented fields"),
    "string_type": _is_kind("a string"),
    "bool_type": _is_kind("true or false"),
    "int_type": _is_kind("an integer"),
    "float_type": _is_kind("a number"),
    "finite_number": lambda _: ("is not finite", "a number"),
    "model_type": _is_kind("an object"),
    "int_parsing": lambda _: ("is not an integer", "an integer"),
    "int_parsing_size": lambda _: ("has too many digits", "an integer of 64 bits"),
    "int_from_float": lambda _: ("has a fraction", "an integer"),
    "list_type": _is_kind("a list"),
    # Of a text too, where a rule of ours stands between its length and its kind.
    "too_short": lambda detail: (
        "is empty",
        "at least one character" if isinstance(detail["input"], str) else "at least one item",
    ),
    "dict_type": _is_kind("an object"),
    "too_long": lambda detail: (
        f"has {len(detail['input']):,} {_parts(detail)}",
        f"at most {_context(detail, 'max_length')} {_parts(detail)}",
    ),
    "string_unicode": lambda _: ("has half of a surrogate pair", "Unicode text"),
    "string_too_long": _length,
    "string_too_short": _length,
    "string_pattern_mismatch": lambda detail: ("has another form", f"matches {_context(detail, 'pattern')}"),
    "greater_than_equal": lambda detail: ("is too small", f"at least {_context(detail, 'ge')}"),
    "less_than_equal": lambda detail: ("is too large", f"at most {_context(detail, 'le')}"),
    "enum": _choice,
    "literal_error": _choice,
}
