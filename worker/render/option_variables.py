"""The options that environments differ in, in either dialect."""

from collections.abc import Iterator
from dataclasses import dataclass

from worker.architecture.block import Option
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, OptionValue
from worker.architecture.options import effective_options

DEVELOPMENT = "environment:development"
"""The condition that a sizing rule has for development."""


@dataclass(frozen=True)
class OptionVariable:
    """One option of one component. `development` is the value that a plan gives it there, None where it is the same."""

    component: str
    name: str
    option: Option
    value: OptionValue
    development: OptionValue | None

    @property
    def description(self) -> str:
        """One line, with the unit."""
        unit = f", in {self.option.unit}" if self.option.unit else ""
        return f"{' '.join(self.option.description.split()).rstrip('.')}{unit} ({self.component})"


def option_variables(architecture: Architecture, catalogue: Catalogue) -> Iterator[OptionVariable]:
    """In the order of the components and of their options."""
    for component in architecture.components:
        block = catalogue.block(component.block)
        options = effective_options(component, block)
        for name, option in block.options.items():
            if option.variable and isinstance(options[name], str | int | float):
                rules = block.planning.sizing.get(name, [])
                small = next((rule.value for rule in rules if DEVELOPMENT in rule.when), None)
                yield OptionVariable(component.id, name, option, options[name], small)
