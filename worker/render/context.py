"""What a block's template sees."""

from types import SimpleNamespace
from typing import Any

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component
from worker.render.dialect import Dialect
from worker.render.source_files import source_files
from worker.render.wiring import Wiring


def component_context(
    component: Component, architecture: Architecture, catalogue: Catalogue, wiring: Wiring, dialect: Dialect
) -> dict[str, Any]:
    """The component itself, what connections brought, and the dialect's builtins."""
    block = catalogue.block(component.block)
    slots = slots_of(component, block, wiring)
    return {
        **dialect.builtins,
        **vars(wiring.ends[component.id]),
        "slots": SimpleNamespace(**slots),
        "environment": dict(wiring.environment.get(component.id, {})),
        "files": source_files(component, catalogue, slots),
        "architecture": architecture,
    }


def slots_of(component: Component, block: Block, wiring: Wiring) -> dict[str, list[Any]]:
    """Every slot of the block; an empty list where no connection adds to it."""
    filled = wiring.slots.get(component.id, {})
    return {name: list(filled.get(name, [])) for name in block.slots}
