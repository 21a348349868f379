"""What a template may print: text as it stands, expressions of a dialect, and everything else as a literal."""

from dataclasses import dataclass
from typing import Any


class Verbatim(str):
    """Printed as it stands: an id or a resource address, made by the renderer of checked letters only."""

    __slots__ = ()


@dataclass(frozen=True)
class Expression:
    """Something the dialect evaluates: HCL source text, or a CloudFormation intrinsic in long form."""

    code: Any

    def __str__(self) -> str:
        """An expression inside a quoted string would become text; templates interpolate with the `text` filter."""
        raise TypeError("an expression cannot be joined to a string; use the `text` filter")
