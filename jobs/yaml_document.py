"""Reads a YAML file so that each fault can be told with its line and column."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Where = tuple[str | int, ...]
"""Where something stands in the document: keys and list positions from the top."""
PLAIN = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and where; lines and columns count from 1."""

    line: int
    column: int
    text: str


@dataclass
class Document:
    """The content, the place of every key and list item, and what YAML itself would let pass but we do not."""

    content: Any = None
    places: dict[Where, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Where, text: str) -> Fault:
        """A fault at the path, or at the nearest thing around it that stands in the file."""
        while path not in self.places and path:
            path = path[:-1]
        return Fault(*self.places.get(path, (1, 1)), text)

    def known(self, path: Where) -> Where:
        """The longest part of the path that stands in the file."""
        while path not in self.places and path:
            path = path[:-1]
        return path

    def value(self, path: Where) -> Any:
        """What stands there, before anything was filled in."""
        found = self.content
        for step in path:
            found = found[step]
        return found


def read_document(path: Path) -> Document:
    """Read a file. Where it is no YAML at all, `faults` says so and there is no content. Raises OSError."""
    document = Document()
    try:
        text = path.read_text(encoding="utf-8")
        if _has_alias(text, document):
            return document
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        document.content = None if node is None else _build(loader, node, (), document)
    except UnicodeDecodeError:
        document.faults.append(Fault(1, 1, "this is not UTF-8 text"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        document.faults.append(Fault(*where, f"this is not YAML as it is taken here: {error.problem}"))
    except yaml.YAMLError as error:
        document.faults.append(Fault(1, 1, f"this is not YAML: {error}"))
    return document


def _has_alias(text: str, document: Document) -> bool:
    """An alias makes a line mean what stands elsewhere: no fault of it could be told with its place."""
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.AliasToken):
            mark = token.start_mark
            document.faults.append(Fault(mark.line + 1, mark.column + 1, "aliases are not taken; write it out"))
            return True
    return False


def _build(loader: yaml.SafeLoader, node: yaml.Node, path: Where, document: Document) -> Any:
    document.places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.CollectionNode) and node.tag not in PLAIN:
        document.faults.append(document.fault(path, f"the tag {node.tag} is not taken"))
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, document)
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, item, (*path, number), document) for number, item in enumerate(node.value)]
    return loader.construct_object(node)


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode, path: Where, document: Document) -> dict[Any, Any]:
    built: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        key = loader.construct_object(key_node) if isinstance(key_node, yaml.ScalarNode) else None
        if key is None or key in built:
            fault = "a key is a word" if key is None else f"the key {key!r} stands here a second time"
            document.faults.append(Fault(line, column, fault))
            continue
        document.places[(*path, key)] = (line, column)
        built[key] = _build(loader, value_node, (*path, key), document)
    return built
