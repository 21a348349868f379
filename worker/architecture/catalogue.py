"""The catalogue: every block and connection, read once from the files beside this module."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import yaml
from pydantic import ValidationError

from worker.architecture.block import Block
from worker.architecture.connection_kind import ConnectionKind
from worker.architecture.errors import CatalogueError, MissingConnection, UnknownBlock
from worker.architecture.price import with_amounts

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Catalogue:
    """Blocks by name, connections by (source block, target block)."""

    blocks: Mapping[str, Block] = field(repr=False)
    connections: Mapping[tuple[str, str], ConnectionKind] = field(repr=False)
    folder: Path

    def block(self, name: str, *, place: str = "") -> Block:
        """Raises UnknownBlock."""
        try:
            return self.blocks[name]
        except KeyError:
            raise UnknownBlock(f"the catalogue has no block {name!r}", place=place) from None

    def connection(self, source: str, target: str, *, place: str = "") -> ConnectionKind:
        """Raises MissingConnection. `source` and `target` are block names."""
        try:
            return self.connections[source, target]
        except KeyError:
            message = f"no connection file {source}-{target}.yaml says how {source} reaches {target}"
            raise MissingConnection(message, place=place) from None


@cache
def load_catalogue() -> Catalogue:
    """Read and check every file. Raises CatalogueError, which names the file."""
    blocks = {path.parent.name: _block(path) for path in sorted(HERE.glob("blocks/*/block.yaml"))}
    kinds = [_connection(path) for path in sorted(HERE.glob("connections/*.yaml"))]
    for kind in kinds:
        for end in (kind.source, kind.target):
            if end not in blocks:
                raise CatalogueError(f"no block {end!r}", place=f"connections/{kind.source}-{kind.target}.yaml")
    return Catalogue(blocks, {(kind.source, kind.target): kind for kind in kinds}, HERE)


def _block(path: Path) -> Block:
    try:
        content = {"name": path.parent.name, **_read(path)}
        if content.get("prices"):
            amounts = _read(path.parent / "prices.yaml")
            content["prices"] = [with_amounts(form, amounts) for form in content["prices"]]
        return Block.model_validate(content)
    except ValidationError as error:
        raise CatalogueError(str(error), place=str(path.relative_to(HERE))) from error


def _connection(path: Path) -> ConnectionKind:
    source, _, target = path.stem.partition("-")
    try:
        return ConnectionKind.model_validate({"source": source, "target": target, **_read(path)})
    except ValidationError as error:
        raise CatalogueError(str(error), place=str(path.relative_to(HERE))) from error


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise CatalogueError("is missing", place=str(path.relative_to(HERE)))
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - derived from a safe loader
    except yaml.YAMLError as error:
        raise CatalogueError(str(error), place=str(path.relative_to(HERE))) from error
    if not isinstance(content, dict):
        raise CatalogueError("is not a map", place=str(path.relative_to(HERE)))
    return content


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen at run time: C is ten times faster
    """Only `true` and `false` are booleans: YAML 1.1 also reads the field name `on` as one."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
