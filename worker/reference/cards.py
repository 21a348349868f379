"""Cards: what the index keeps whole, by kind and key, so that a call reads one row and no source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from worker.architecture.catalogue import Catalogue
from worker.reference.documents import (
    API_REFERENCE,
    Document,
    guides,
    of_service,
    patterns,
    plain,
    resource_types,
    service_model,
    service_names,
)
from worker.reference.facts import Fact, facts_of
from worker.reference.names import Name, names_of_blocks, names_of_service
from worker.reference.patterns import patterns_of
from worker.reference.service_spec import Described, descriptions
from worker.reference.sources import service_spec_file

CardKind = Literal["block", "prices", "service", "pattern", "type"]


class BlockCard(TypedDict):
    """A block of the catalogue, with what is true of it in every region."""

    id: str
    title: str
    service: str
    names: list[str]
    category: str
    documentation: str
    types: list[str]
    not_in: list[str]
    facts: list[Fact]


class ServiceCard(TypedDict):
    """A service that botocore knows."""

    id: str
    title: str
    url: str
    prefix: str
    about: str
    operations: int


class TypeCard(TypedDict):
    """What @aws-cdk/aws-service-spec says of a resource type."""

    text: str
    properties: dict[str, str]


@dataclass(frozen=True)
class Card:
    """`content` is written as JSON; that of `prices` is the whole block."""

    kind: CardKind
    key: str
    content: Mapping[str, Any] | str


Entry = Document | Name | Card


def everything(catalogue: Catalogue) -> Iterator[Entry]:
    """All that one index holds. Takes three seconds, most of it reading JSON."""
    facts = {block.name: facts_of(block, catalogue) for block in catalogue.blocks.values()}
    families = patterns_of(catalogue)
    yield from guides(catalogue, facts)
    yield from names_of_blocks(catalogue)
    for block in catalogue.blocks.values():
        types = sorted(set(block.resources.get("cloudformation", ())))
        card = BlockCard(
            id=block.name,
            title=block.title,
            service=block.service,
            names=block.names,
            category=block.category,
            documentation=block.documentation,
            types=types,
            not_in=block.not_in,
            facts=facts[block.name],
        )
        yield Card("block", block.name, card)
        yield Card("prices", block.name, block.model_dump_json())
    yield from patterns(families)
    yield from (Card("pattern", name, pattern) for name, pattern in families.items())
    for name in service_names():
        yield from _service(name)
    described = descriptions(service_spec_file())
    yield from resource_types(described)
    yield from (Card("type", name, _type(about)) for name, about in described.items())


def _service(name: str) -> Iterator[Entry]:
    model = service_model(name)
    metadata = model["metadata"]
    yield from of_service(name, model)
    yield from names_of_service(name, metadata)
    card = ServiceCard(
        id=name,
        title=metadata.get("serviceFullName", name),
        url=f"{API_REFERENCE}/{metadata.get('uid', name)}",
        prefix=metadata["endpointPrefix"],
        about=plain(model.get("documentation", ""))[:600],
        operations=len(model["operations"]),
    )
    yield Card("service", name, card)


def _type(about: Described) -> TypeCard:
    properties = {name: plain(text).split(". ")[0][:300] for name, text in about.properties.items()}
    return TypeCard(text=plain(about.text), properties=properties)
