"""The outputs that blocks name, in either dialect."""

from collections.abc import Iterator
from typing import Any

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.render.dialect import Dialect
from worker.render.templates import templates_of
from worker.render.wiring import Wiring


def outputs(
    architecture: Architecture, catalogue: Catalogue, wiring: Wiring, dialect: Dialect
) -> Iterator[tuple[str, str, Any]]:
    """Name in snake case, description, value."""
    templates = templates_of(catalogue.folder, dialect)
    for component in architecture.components:
        end, block = wiring.ends[component.id], catalogue.block(component.block)
        for name, output in block.outputs.items():
            if templates.holds(output.when, vars(end), place=f"blocks/{block.name}/block.yaml outputs.{name}"):
                description = f"{output.description} ({component.id})"
                yield f"{component.id}_{name}", description, getattr(end, output.attribute)
