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


class Variable:
    """An option that is a variable of the module: equal to its value in conditions, printed as the variable."""

    expression: Expression


class VariableText(Variable, str):
    """A variable of text."""


class VariableInteger(Variable, int):
    """A variable of whole numbers."""


class VariableNumber(Variable, float):
    """A variable of numbers."""


def as_variable(value: Any, expression: Expression) -> Any:
    """The value as a variable that the expression names; a boolean or a list stays what it is."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    kind = VariableText if isinstance(value, str) else VariableInteger if isinstance(value, int) else VariableNumber
    variable = kind(value)
    variable.expression = expression
    return variable
