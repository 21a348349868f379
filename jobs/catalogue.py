"""What both tiers know of the catalogue: `catalogue.json`, a digest that the engine's tests keep true."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).with_suffix(".json")


@dataclass(frozen=True)
class OptionLimits:
    """What an option of a block takes, and what it is where nothing is said."""

    type: Literal["string", "integer", "number", "boolean", "list"]
    default: Any = None
    choices: tuple[Any, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    unit: str = ""


@dataclass(frozen=True)
class BlockDigest:
    """`network`: others stand in it (`is`), or it stands in one (`needed`, `may`, `none`)."""

    network: Literal["is", "needed", "may", "none"]
    options: Mapping[str, OptionLimits]


@dataclass(frozen=True)
class CatalogueDigest:
    """Blocks by name, the pairs of blocks that can be connected, the quantities that can be assumed, and the checks of
    the review, whose findings can be fixed."""

    most_components: int
    most_connections: int
    quantities: tuple[str, ...]
    checks: tuple[str, ...]
    blocks: Mapping[str, BlockDigest]
    connections: frozenset[tuple[str, str]]


@cache
def catalogue_digest() -> CatalogueDigest:
    """Read once a process."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return CatalogueDigest(
        most_components=told["most"]["components"],
        most_connections=told["most"]["connections"],
        quantities=tuple(told["quantities"]),
        checks=tuple(told["checks"]),
        blocks={name: _block(one) for name, one in told["blocks"].items()},
        connections=frozenset(_pair(one) for one in told["connections"]),
    )


def _block(one: Mapping[str, Any]) -> BlockDigest:
    return BlockDigest(one["network"], {name: _option(option) for name, option in one["options"].items()})


def _option(one: Mapping[str, Any]) -> OptionLimits:
    choices = tuple(one["choices"]) if "choices" in one else None
    return OptionLimits(**{**one, "choices": choices})


def _pair(text: str) -> tuple[str, str]:
    source, _, target = text.partition(" ")
    return source, target
