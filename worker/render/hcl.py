"""Python values as HCL literals. Any text is safe: it can neither end its quotes nor start an interpolation."""

import json
import re
from typing import Any

from worker.render.values import Expression, Variable, Verbatim

WIDTH = 90
"""A list that would be longer than this on one line gets a line for each item."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def quoted(text: str) -> str:
    """The text as a quoted HCL string."""
    return f'"{escaped(text)}"'


def escaped(text: str) -> str:
    """The text as it stands between the quotes of an HCL string."""
    text = "".join(_ESCAPES.get(character, character) for character in text)
    text = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    # `$${` says the same, but not after another dollar sign, and not to every parser.
    return re.sub(r"[$%](?=\{)", lambda match: f"\\u{ord(match[0]):04x}", text)


def literal(value: Any) -> str:
    """The value as an HCL expression. Raises TypeError for what HCL cannot say."""
    if isinstance(value, Variable):
        value = value.expression
    if isinstance(value, Expression):
        return str(value.code)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list | tuple):
        return _list([literal(item) for item in value])
    if isinstance(value, dict):
        return _map({str(key): literal(item) for key, item in value.items()})
    return _scalar(value)


def printed(value: Any) -> str:
    """What `{{ value }}` prints in a Terraform template."""
    return str(value) if isinstance(value, Verbatim) else literal(value)


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return repr(int(value)) if float(value).is_integer() else repr(value)
    raise TypeError(f"HCL has no literal for {type(value).__name__}")


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    return "[\n" + "".join(f"{item},\n" for item in items) + "]"


def _map(items: dict[str, str]) -> str:
    if not items:
        return "{}"
    keys = (key if _IDENTIFIER.fullmatch(key) else quoted(key) for key in items)
    lines = (f"{key} = {item}\n" for key, item in zip(keys, items.values(), strict=True))
    return "{\n" + "".join(lines) + "}"
