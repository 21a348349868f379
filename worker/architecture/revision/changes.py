"""How to come from one architecture to another, as typed changes."""

from collections.abc import Iterator

from worker.architecture.catalogue import Catalogue
from worker.architecture.change import (
    AddComponent,
    AddConnection,
    Change,
    RemoveComponent,
    RemoveConnection,
    ReplaceBlock,
    SetEnvironment,
    SetNetwork,
    SetOption,
    SetRegion,
)
from worker.architecture.model import Architecture, Component
from worker.architecture.options import effective_options


def changes_between(before: Architecture, after: Architecture, catalogue: Catalogue) -> tuple[Change, ...]:
    """Applied to `before` they make what `after` is, but for names, reasons and the order. Raises UnknownBlock."""
    old, new = ({one.id: one for one in design.components} for design in (before, after))
    edges = [{(one.source, one.target): one for one in design.connections} for design in (before, after)]
    changes: list[Change] = [
        RemoveConnection(source=a, target=b) for a, b in edges[0] if (a, b) not in edges[1] and a in new and b in new
    ]
    changes += [RemoveComponent(component=one) for one in old if one not in new]
    changes += [AddComponent(component=component) for one, component in new.items() if one not in old]
    for one, component in new.items():
        if one in old:
            changes += _of_component(old[one], component, catalogue)
    changes += [
        AddConnection(source=edge.source, target=edge.target, because=edge.because)
        for ends, edge in edges[1].items()
        if ends not in edges[0]
    ]
    if before.region != after.region:
        changes.append(SetRegion(region=after.region))
    if before.environment != after.environment:
        changes.append(SetEnvironment(environment=after.environment))
    return tuple(changes)


def _of_component(old: Component, new: Component, catalogue: Catalogue) -> Iterator[Change]:
    block = catalogue.block(new.block)
    if old.block != new.block:
        options = effective_options(new, block)
        told = {name: options[name] for name in options if name in new.options or name in old.options}
        yield ReplaceBlock(component=new.id, block=new.block, options=told, network=new.network)
        return
    if old.network != new.network:
        yield SetNetwork(component=new.id, network=new.network)
    left, right = effective_options(old, block), effective_options(new, block)
    for name, value in right.items():
        if left[name] != value:
            yield SetOption(component=new.id, option=name, value=value)
