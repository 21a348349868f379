"""Text that people type: stripped, and free of characters that no one can see or store."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from web.validation import broken_rule

_LAYOUT = "\n\r\t"


def refuse_control_characters(text: str) -> str:
    """Return ``text``; a control character other than line breaks and tabs breaks the rule."""
    for position, character in enumerate(text):
        if unicodedata.category(character) == "Cc" and character not in _LAYOUT:
            raise broken_rule(
                f"has the control character U+{ord(character):04X} at position {position}",
                "text without control characters",
            )
    return text


def strip(value: object) -> object:
    """Strip strings before their length is checked, so that the message gives the length that counts."""
    return value.strip() if isinstance(value, str) else value


RequestText = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=20_000),
    AfterValidator(refuse_control_characters),
]
Name = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=80),
    AfterValidator(refuse_control_characters),
]
