"""What a person does by hand: the steps that blocks bring, filled in for the components."""

from dataclasses import dataclass
from typing import Literal

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component
from worker.architecture.options import effective_options

StepKind = Literal["before", "after", "verify", "repair"]


@dataclass(frozen=True)
class Step:
    """Something to do, or to look at. `commands` are of the shell."""

    name: str
    text: str
    commands: tuple[str, ...]


def steps_of(kind: StepKind, architecture: Architecture, catalogue: Catalogue) -> tuple[Step, ...]:
    """Those of one kind, in the order of the components; what the account needs is told once."""
    found: dict[tuple[str, ...], Step] = {}
    for component in architecture.components:
        block = catalogue.block(component.block)
        step = block.steps.get(kind)
        if step and step.holds(effective_options(component, block)):
            text = _filled(step.text, component, architecture)
            commands = tuple(_filled(command, component, architecture) for command in step.commands)
            key = (text, *commands) if kind == "before" else (component.id,)
            found.setdefault(key, Step(component.name, text, commands))
    return tuple(found.values())


def _filled(text: str, component: Component, architecture: Architecture) -> str:
    return text.replace("<id>", component.id).replace("<region>", architecture.region)
