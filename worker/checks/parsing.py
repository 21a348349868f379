"""Reads both dialects into plain Python: CloudFormation's short tags in long form, HCL without its quotes."""

import re
from functools import cache, lru_cache
from typing import Any, ClassVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_BASE: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is ten times faster
_WITHOUT_PREFIX = ("Ref", "Condition")


class _Loader(_BASE):  # type: ignore[misc, valid-type]  # which of the two is known at run time only
    """Knows every `!Tag`; dates stay text."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in _BASE.yaml_implicit_resolvers.items()
    }


def _long_form(loader: Any, tag: str, node: Node) -> dict[str, Any]:
    value: Any = None
    if isinstance(node, ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, MappingNode):
        value = loader.construct_mapping(node, deep=True)
    if tag == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {tag if tag in _WITHOUT_PREFIX else f"Fn::{tag}": value}


_Loader.add_multi_constructor("!", _long_form)


def cloudformation(text: str) -> Any:
    """Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - derived from a safe loader


def terraform(text: str) -> dict[str, Any]:
    """`{"resource": [{type: {name: body}}], …}`, not to be changed. Raises lark.exceptions.LarkError for other text.

    Parsed block by block, since designs have most of their blocks in common with others; a file that does not fall into
    blocks that can be parsed is parsed whole, which tells where it is wrong.
    """
    from lark.exceptions import LarkError

    merged: dict[str, Any] = {}
    try:
        for block in _blocks(text):
            for section, entries in _parsed(block).items():
                if not isinstance(entries, list) or not isinstance(merged.get(section, []), list):
                    return _parsed(text)
                merged.setdefault(section, []).extend(entries)
    except LarkError:
        return _parsed(text)
    return merged


def _blocks(text: str) -> list[str]:
    """The text, cut after each brace that stands at the beginning of a line: there, formatted HCL ends a block."""
    return [block for block in _BLOCK_END.split(text) if block.strip()]


_BLOCK_END = re.compile(r"(?<=^\})\n", re.MULTILINE)


@lru_cache(maxsize=4_000)
def _parsed(text: str) -> dict[str, Any]:
    import hcl2

    parsed: dict[str, Any] = hcl2.loads(text, serialization_options=_options())
    return parsed


@cache
def _options() -> Any:
    from hcl2.utils import SerializationOptions

    return SerializationOptions(with_comments=False, explicit_blocks=False, strip_string_quotes=True)
