"""Who reaches what: entrances, what stands in private subnets, and the ports between components."""

from collections.abc import Iterator
from dataclasses import dataclass

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component
from worker.architecture.options import is_entry, placement_of


@dataclass(frozen=True)
class Opening:
    """A port that one component opens for another."""

    client: str
    server: str
    port: str


@dataclass(frozen=True)
class Security:
    """What the README says on security. All of it comes from the catalogue's facts."""

    openings: tuple[Opening, ...]
    entrances: tuple[str, ...]
    private: tuple[str, ...]


def security_of(architecture: Architecture, catalogue: Catalogue) -> Security:
    """Gather it for every component and connection."""
    components = architecture.components
    placed = {c.id: placement_of(c, catalogue) for c in components}
    return Security(
        openings=tuple(_openings(architecture, catalogue)),
        entrances=tuple(c.name for c in components if is_entry(c, catalogue)),
        private=tuple(c.name for c in components if placed[c.id] in ("private_subnets", "data_subnets")),
    )


def _openings(architecture: Architecture, catalogue: Catalogue) -> Iterator[Opening]:
    for connection in architecture.connections:
        source, target = architecture.component(connection.source), architecture.component(connection.target)
        for port in catalogue.connection(source.block, target.block).ports:
            server, client = (target, source) if port.to == "target" else (source, target)
            yield Opening(client.name, server.name, _port(port.port, server, catalogue))


def _port(port: int | str, server: Component, catalogue: Catalogue) -> str:
    text = str(port)
    if not text.startswith("${"):
        return text
    option = text.rstrip("}").rsplit(".", 1)[-1]
    known = catalogue.block(server.block).options.get(option)
    value = server.options.get(option, known.default if known else "")
    return str(value) or option
