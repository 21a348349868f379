"""What people call a service: every name leads to a block of the catalogue or to a service of botocore."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import yaml

if TYPE_CHECKING:
    from worker.architecture.block import Block
    from worker.architecture.catalogue import Catalogue

Target = Literal["block", "service"]
MAKERS = ("amazon ", "aws ")
EXACT, OWN, SHORT, OTHER, RESOURCE, SERVICE = range(6)
"""Ranks: a block's title, its names, its service's, those of services whose work it does, resource types, botocore."""


@dataclass(frozen=True)
class Name:
    """A name in normal form. Of several with the same text, the lowest rank is meant first."""

    text: str
    rank: int
    kind: Target
    key: str


def normal_form(name: str) -> str:
    """Lower case, singular, single spaces: `Step-Functions` is `step function`."""
    return " ".join(_singular(word) for word in re.findall(r"[^\W_]+", name.lower()))


def without_maker(text: str) -> str:
    """`aws step function` is `step function`."""
    return next((text.removeprefix(maker) for maker in MAKERS if text.startswith(maker)), text)


def forms_of(name: str) -> tuple[str, ...]:
    """The name in normal form with its maker, then without."""
    text = normal_form(name)
    return tuple(dict.fromkeys((text, without_maker(text))))


def names_of_blocks(catalogue: "Catalogue") -> Iterator[Name]:
    """By title, folder, names, short names, the lists of other services, service and its own resource types."""
    short: dict[str, str] = _vocabulary(catalogue, "short_names")
    # Of blocks with one name the shortest is the plain one: a queue before a FIFO queue.
    for key, block in sorted(catalogue.blocks.items(), key=lambda item: len(item[0])):
        called = (
            (EXACT, (block.title, key)),
            (OWN, block.names),
            (SHORT, (block.service, short.get(key, block.service))),
            (RESOURCE, own_types(block, catalogue)),
        )
        yield from (
            Name(text, rank, "block", key) for rank, names in called for name in names for text in forms_of(name)
        )
    for entry in _vocabulary(catalogue, "aws_services"):
        for key in entry.get("instead", ()) if not entry.get("why") else ():
            if key in catalogue.blocks:
                names = (entry["title"], *entry["names"])
                yield from (Name(text, OTHER, "block", key) for name in names for text in forms_of(name))


def own_types(block: "Block", catalogue: "Catalogue") -> list[str]:
    """The resource types that are the block's own, rather than log groups and the like that many make: those of the
    family of its rarest one, `AWS::SQS::` or `aws_sqs_`."""
    return [kind for language in block.resources for kind in _own(block, catalogue, language)]


def _own(block: "Block", catalogue: "Catalogue", language: Any) -> list[str]:
    users = Counter(kind for other in catalogue.blocks.values() for kind in other.resources.get(language, ()))
    types = block.resources[language]
    if not types:
        return []
    rarest = min(types, key=lambda kind: users[kind])
    family = re.match(r"\w+?::\w+::|aws_[a-z0-9]+", rarest)
    return [kind for kind in types if users[kind] == 1 or (family and kind.startswith(family[0]))]


def names_of_service(key: str, metadata: dict[str, Any]) -> Iterator[Name]:
    """Of a botocore model: its folder, full name, abbreviation and id."""
    fields = ("serviceFullName", "serviceAbbreviation", "serviceId", "signingName")
    for name in (key, *(metadata[field] for field in fields if field in metadata)):
        yield from (Name(text, SERVICE, "service", key) for text in forms_of(name))


def _vocabulary(catalogue: "Catalogue", name: str) -> Any:
    return yaml.safe_load((catalogue.folder / "vocabulary" / f"{name}.yaml").read_text(encoding="utf-8"))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
