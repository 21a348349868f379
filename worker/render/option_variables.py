"""The options that environments differ in, in either dialect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worker.architecture.block import Block, Option
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, OptionValue
from worker.architecture.options import effective_options, fault_of

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
                fitting = _with_fitting_choices(option, name, block, options)
                rules = block.planning.sizing.get(name, [])
                small = next((rule.value for rule in rules if DEVELOPMENT in rule.when), None)
                if small is not None and fault_of(small, fitting):
                    small = None
                yield OptionVariable(component.id, name, fitting, options[name], small)


def _with_fitting_choices(option: Option, name: str, block: Block, options: Mapping[str, OptionValue]) -> Option:
    """Without the choices that do not go with the other options: SQL Server runs on no Graviton class."""
    choices = option.choices
    for rule in block.combinations:
        if choices and name in rule.allow and all(options[other] in values for other, values in rule.when.items()):
            choices = [choice for choice in choices if choice in rule.allow[name]]
    return option.model_copy(update={"choices": choices})
