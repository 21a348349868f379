"""Text that people type: stripped, and free of characters that no one can see or store."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from web.validation import broken_rule

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's categories Cc, but for layout, and Cs; a pattern, because batches bring millions of characters."""


def refuse_unstorable(text: str) -> str:
    """Return ``text``; control characters (but line breaks and tabs) and halves of surrogate pairs break the rule."""
    if found := _UNSTORABLE.search(text):
        name = "half of a surrogate pair" if found[0] >= "\ud800" else "a control character"
        fault = f"has {name} (U+{ord(found[0]):04X}) at position {found.start()}"
        raise broken_rule(fault, "text without control characters")
    return text


def strip(value: object) -> object:
    """Strip strings before their length is checked, so that the message gives the length that counts."""
    return value.strip() if isinstance(value, str) else value


RequestText = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=20_000),
    AfterValidator(refuse_unstorable),
]
Name = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=80),
    AfterValidator(refuse_unstorable),
]
Sought = Annotated[str, BeforeValidator(strip), StringConstraints(max_length=200), AfterValidator(refuse_unstorable)]
"""Words to search for."""
