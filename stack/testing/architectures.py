"""Architectures made of the catalogue itself, for tests: random ones, and ones that have every edge."""

from collections.abc import Iterator

from hypothesis import strategies as st

from worker.architecture.block import Block, Option
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture, Component, Connection, OptionValue
from worker.architecture.options import DYNAMIC_REFERENCE
from worker.architecture.validation import SUBNETS, validate
from worker.render.cloudformation import render_cloudformation
from worker.render.templates import TERRAFORM
from worker.render.wiring import wire

NETWORK = Component(id="network", block="vpc", name="Network", options={"availability_zones": 3})
"""Wide enough for every block."""

labels = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: DYNAMIC_REFERENCE not in text
)
"""Any text that a person, or somebody with bad intentions, may give a component."""


def option_values(option: Option) -> st.SearchStrategy[OptionValue]:
    """Every value that the option takes."""
    if option.type == "list":
        if option.choices is None:
            return st.just(option.default)
        return st.lists(st.sampled_from([str(choice) for choice in option.choices]), max_size=3, unique=True)
    return _single_values(option)


def _single_values(option: Option) -> st.SearchStrategy[OptionValue]:
    if option.choices is not None:
        return st.sampled_from(option.choices)
    if option.type == "boolean":
        return st.booleans()
    if option.type == "integer":
        return st.integers(int(option.minimum or 0), int(option.maximum if option.maximum is not None else 10**6))
    if option.type == "number":
        return st.floats(option.minimum or 0, option.maximum if option.maximum is not None else 1e6)
    # The default keeps to rules that a pattern cannot say; a random time zone does not exist.
    return st.just(option.default)


@st.composite
def options_that_fit(draw: st.DrawFn, block: Block, options: dict[str, OptionValue]) -> dict[str, OptionValue]:
    """The options, with others where they do not go together."""
    for combination in block.combinations:
        while unfit := combination.fault({name: option.default for name, option in block.options.items()} | options):
            options = options | {unfit[0]: draw(st.sampled_from(unfit[1]))}
    return options


@st.composite
def components(draw: st.DrawFn, catalogue: Catalogue, number: int) -> Component:
    """One component with any label and any options; in the network if it must, and sometimes if it can."""
    block = draw(st.sampled_from([b for b in catalogue.blocks.values() if b.placement != "network"]))
    chosen = draw(st.lists(st.sampled_from(sorted(block.options)), unique=True)) if block.options else []
    return Component(
        id=f"{block.name[:36]}_{number}",
        block=block.name,
        name=draw(labels),
        options=draw(options_that_fit(block, {name: draw(option_values(block.options[name])) for name in chosen})),
        network=NETWORK.id if _in_network(block, inside=draw(st.booleans())) else None,
    )


def _in_network(block: Block, *, inside: bool) -> bool:
    return block.placement in SUBNETS or (block.security_group and inside)


def architectures(catalogue: Catalogue, most: int = 8) -> st.SearchStrategy[Architecture]:
    """A valid architecture: up to `most` components, and any of the connections that the catalogue has for them."""
    # No `assume`: its refusal tells the strategy in full, the catalogue with it.
    return _drawn(catalogue, most).filter(lambda made: _can_be_rendered(made, catalogue))


@st.composite
def _drawn(draw: st.DrawFn, catalogue: Catalogue, most: int) -> Architecture:
    count = draw(st.integers(1, most))
    made = [NETWORK, *(draw(components(catalogue, number)) for number in range(count))]
    start = _complete(Architecture(title=draw(labels), project="trial", components=tuple(made)), catalogue)
    possible = [c for c in _possible(start, catalogue) if c not in start.connections]
    wanted = draw(st.lists(st.sampled_from(possible), unique=True, max_size=12)) if possible else []
    for connection in wanted:
        start = _with(start, connection, catalogue) or start
    return start


def _can_be_rendered(architecture: Architecture, catalogue: Catalogue) -> bool:
    """Only the template shows whether resources wait for each other."""
    try:
        validate(architecture, catalogue)  # two that need the network may be one too many for it
        render_cloudformation(architecture, catalogue)
    except InvalidArchitecture:
        return False
    return True


MIDDLE = "the_middle"
"""No word of AWS, or a property of that name would pass for a reference to the component."""


def covering(catalogue: Catalogue, most: int | None = None) -> Iterator[Architecture]:
    """Architectures that together have every connection of the catalogue, each at most `most` of them.

    Raises LookupError for a connection that fits none.
    """
    for source in catalogue.blocks:
        targets = sorted(target for start, target in catalogue.connections if start == source)
        while targets:
            architecture = _around(source, targets[:most], catalogue)
            covered = {architecture.component(c.target).block for c in architecture.connections if c.source == MIDDLE}
            if not covered & {*targets}:
                raise LookupError(f"no valid architecture connects {source} to {targets[0]}")
            yield architecture
            targets = [target for target in targets if target not in covered]


def _around(source: str, targets: list[str], catalogue: Catalogue) -> Architecture:
    """One component in the middle, and an edge to each of the others that it can have at the same time."""
    made = [NETWORK] + [
        Component(id=component_id, block=block, name=component_id, network=NETWORK.id if inside else None)
        for component_id, block in [(MIDDLE, source), *((f"to_{target}", target) for target in targets)]
        if (inside := _in_network(catalogue.block(block), inside=True)) or catalogue.block(block).placement != "network"
    ]
    start = Architecture(title=f"Around {source}", project="trial", components=tuple(made))
    start = _complete(_with_neighbours(start, catalogue), catalogue)
    for target in targets:
        target_id = NETWORK.id if target == NETWORK.block else f"to_{target}"
        start = _with(start, Connection(source=MIDDLE, target=target_id), catalogue) or start
    return start


def _with_neighbours(architecture: Architecture, catalogue: Catalogue) -> Architecture:
    """One more component for each that needs a connection and finds nobody for it, and so on for those."""
    waiting = list(architecture.components)
    while waiting:
        component = waiting.pop(0)
        needed = {*catalogue.block(component.block).needed_slots}
        if needed and not any(
            _feeds(c, component, architecture, catalogue) for c in _possible(architecture, catalogue)
        ):
            block = _neighbour_of(component.block, needed, catalogue)
            network = NETWORK.id if _in_network(catalogue.block(block), inside=True) else None
            neighbour = Component(id=f"beside_{component.id}"[:40], block=block, name="Neighbour", network=network)
            architecture = architecture.model_copy(update={"components": (*architecture.components, neighbour)})
            waiting.append(neighbour)
    return architecture


def _neighbour_of(block: str, needed: set[str], catalogue: Catalogue) -> str:
    """A block whose connection, in either direction, brings this one an entry that it needs."""
    return next(
        target if source == block else source
        for (source, target), kind in sorted(catalogue.connections.items())
        for entry in kind.slots
        if entry.slot in needed and (source if entry.on == "source" else target) == block
    )


def _complete(architecture: Architecture, catalogue: Catalogue) -> Architecture:
    """Connects what needs a connection; what cannot be connected is left out."""
    for component in architecture.components:
        if not catalogue.block(component.block).needed_slots or _is_fed(component, architecture, catalogue):
            continue
        feeding = [c for c in _possible(architecture, catalogue) if _feeds(c, component, architecture, catalogue)]
        if feeding:
            # The network is always there: whatever else feeds the component goes first.
            first = min(feeding, key=lambda connection: connection.target == NETWORK.id)
            architecture = architecture.model_copy(update={"connections": (*architecture.connections, first)})
        else:
            rest = tuple(c for c in architecture.components if c != component)
            edges = tuple(c for c in architecture.connections if component.id not in (c.source, c.target))
            without = architecture.model_copy(update={"components": rest, "connections": edges})
            return _complete(without, catalogue)  # what it fed needs another
    return architecture


def _is_fed(component: Component, architecture: Architecture, catalogue: Catalogue) -> bool:
    return any(_feeds(connection, component, architecture, catalogue) for connection in architecture.connections)


def _feeds(connection: Connection, component: Component, architecture: Architecture, catalogue: Catalogue) -> bool:
    source, target = architecture.component(connection.source), architecture.component(connection.target)
    needed = catalogue.block(component.block).needed_slots
    return any(
        entry.slot in needed and (source if entry.on == "source" else target) == component
        for entry in catalogue.connection(source.block, target.block).slots
    )


def _possible(architecture: Architecture, catalogue: Catalogue) -> Iterator[Connection]:
    for source in architecture.components:
        for target in architecture.components:
            if source != target and (source.block, target.block) in catalogue.connections:
                yield Connection(source=source.id, target=target.id)


def _with(architecture: Architecture, connection: Connection, catalogue: Catalogue) -> Architecture | None:
    if connection in architecture.connections:
        return architecture
    longer = architecture.model_copy(update={"connections": (*architecture.connections, connection)})
    try:
        validate(longer, catalogue)
        wire(longer, catalogue, TERRAFORM)
    except InvalidArchitecture:
        return None
    return longer
