"""What one architecture has that another has not, part by part, and how their sizes differ."""

from typing import Literal

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, Frozen, OptionValue
from worker.architecture.options import effective_options


class Difference(Frozen):
    """One thing in which `after` is not as `before`. Options that only the cost needs do not count."""

    kind: Literal["added", "removed", "replaced", "resized"]
    component: str
    name: str
    option: str = ""
    before: str = ""
    after: str = ""


def differences(before: Architecture, after: Architecture, catalogue: Catalogue) -> tuple[Difference, ...]:
    """By component, in the order of `after`, then what only `before` has. Raises UnknownBlock."""
    old = {component.id: component for component in before.components}
    new = {component.id: component for component in after.components}
    found: list[Difference] = []
    for component in after.components:
        found += _changes(old.get(component.id), component, catalogue)
    found += [
        Difference(kind="removed", component=one.id, name=one.name, before=catalogue.block(one.block).title)
        for one in before.components
        if one.id not in new
    ]
    return tuple(found)


def is_same(one: Architecture, other: Architecture, catalogue: Catalogue) -> bool:
    """The same blocks, sizes and connections, whatever they are called and assumed."""
    edges = [{(edge.source, edge.target) for edge in design.connections} for design in (one, other)]
    return edges[0] == edges[1] and not differences(one, other, catalogue)


def _changes(old: Component | None, new: Component, catalogue: Catalogue) -> list[Difference]:
    title = catalogue.block(new.block).title
    if old is None:
        return [Difference(kind="added", component=new.id, name=new.name, after=title)]
    if old.block != new.block:
        before = catalogue.block(old.block).title
        return [Difference(kind="replaced", component=new.id, name=new.name, before=before, after=title)]
    block = catalogue.block(new.block)
    left, right = effective_options(old, block), effective_options(new, block)
    return [
        Difference(
            kind="resized",
            component=new.id,
            name=new.name,
            option=name,
            before=_shown(left[name], option.unit),
            after=_shown(right[name], option.unit),
        )
        for name, option in block.options.items()
        if not option.usage and left[name] != right[name]
    ]


def _shown(value: OptionValue, unit: str) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    text = ", ".join(value) or "none" if isinstance(value, list) else str(value)
    return f"{text} {unit}".strip()
