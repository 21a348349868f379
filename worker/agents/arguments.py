"""What may leave with a call to an MCP server: small arguments, without secrets, and no address of a stranger."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from worker.agents.hidden_text import without_hidden
from worker.agents.links import addresses_in, is_trusted
from worker.architecture.reading.secrets import MARK, without_secrets

MAX_TEXT_CHARACTERS = 8_000
"""Of one string: enough for a question, or a page's address."""
MAX_CHARACTERS = 200_000
"""Of all arguments as JSON: a template that is to be validated has its place."""
MAX_DEPTH = 12
LONG_ARGUMENTS = frozenset({"template_content", "rules_content"})
"""Names of arguments that are documents by their nature, such as the template that a validator is given."""

_SECRET_NAME = re.compile(
    r"(?i)(?:^|[_-])(?:password|passwd|pwd|secret|(?<!next_)token|api[_-]?key|access[_-]?key|credentials?)$"
)
_KEY_ID = re.compile(r"(?:AKIA|ASIA)[0-9A-Z]{16}|(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-)\w{10,}")
"""Keys that are known by their beginning, wherever in a word they stand: here a false alarm costs little."""
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}|(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9._~-]){16,}")
_SPACED = re.compile(r"(?:\b\w(?:[ ._-])){15,}\w\b")


def scrubbed(value: Any) -> Any:
    """The arguments with secrets redacted, also such as are encoded, and without characters that nobody sees."""
    if isinstance(value, str):
        return _without_encoded(_redacted(without_hidden(value)))
    if isinstance(value, Mapping):
        return {scrubbed(str(key)): _named(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [scrubbed(item) for item in value]
    return value


def argument_fault(value: Any) -> str | None:
    """Why the arguments must not leave, or None where they may."""
    try:
        size = len(json.dumps(value))
    except (TypeError, ValueError, RecursionError):
        return "the arguments are not JSON"
    if size > MAX_CHARACTERS:
        return f"the arguments have {size:,} characters; at most {MAX_CHARACTERS:,} may leave"
    if _depth(value) > MAX_DEPTH:
        return f"the arguments are nested more than {MAX_DEPTH} deep"
    for name, text in _texts(value):
        if len(text) > MAX_TEXT_CHARACTERS and name not in LONG_ARGUMENTS:
            return f"the argument {name!r} has {len(text):,} characters; at most {MAX_TEXT_CHARACTERS:,} may leave"
        if name in LONG_ARGUMENTS:
            continue
        strangers = [one for one in addresses_in(text) if not is_trusted(one)]
        if strangers:
            return f"the argument {name!r} holds an address that is not of AWS's documentation: {strangers[0][:100]}"
    return None


def _named(name: str, value: Any) -> Any:
    return MARK if isinstance(value, str) and value and _SECRET_NAME.search(name) else scrubbed(value)


def _redacted(text: str) -> str:
    return _KEY_ID.sub(MARK, without_secrets(text))


def _without_encoded(text: str) -> str:
    def checked(match: re.Match[str]) -> str:
        return MARK if any(_redacted(one) != one for one in _decoded(match[0])) else match[0]

    return _SPACED.sub(checked, _ENCODED.sub(checked, text))


def _decoded(text: str) -> Iterator[str]:
    """What it may stand for: base64, hexadecimal, percent signs, backwards, letters set apart."""
    yield unquote(text)
    yield text[::-1]
    yield re.sub(r"[ ._-]", "", text)
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    with suppress(ValueError):
        yield base64.b64decode(plain + "=" * (-len(plain) % 4)).decode()
    with suppress(ValueError):
        yield bytes.fromhex(text).decode()


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield name, str(key)
            yield from _texts(item, str(key))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item, name)


def _depth(value: Any) -> int:
    children = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return 1 + max(map(_depth, children), default=0)
