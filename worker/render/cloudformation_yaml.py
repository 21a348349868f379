"""CloudFormation's YAML: short-form tags are read into long-form intrinsics, and written back as short forms."""

from functools import lru_cache
from typing import Any, ClassVar

import yaml

_FUNCTIONS = """
And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or Select Split Sub ToJsonString Transform
"""
_TAGS = {"Ref": "Ref", "Condition": "Condition"} | {f"Fn::{name}": name for name in _FUNCTIONS.split()}
"""Long form → tag without its exclamation mark."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen at run time: C is ten times faster
    """Dates stay text: `Version: 2012-10-17` is one to YAML and none to IAM."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # chosen at run time: C is ten times faster
    """No aliases: CloudFormation's own examples have none, and people copy parts of a template."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


class _Short:
    def __init__(self, tag: str, value: Any) -> None:
        self.tag, self.value = tag, value


def load(text: str) -> Any:
    """Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - derived from SafeLoader


def dump(template: dict[str, Any]) -> str:
    """The template, tidy: short forms, literal blocks for several lines, a blank line between resources."""
    sections = []
    for name, section in template.items():
        if section and name in ("Parameters", "Resources", "Outputs"):
            sections.append(f"{name}:\n" + "\n".join(_entry(_Same(key, value)) for key, value in section.items()))
        else:
            sections.append(_dump({name: section}))
    return "\n".join(sections)


class _Same:
    """An entry of a section; two are equal where they are written alike."""

    def __init__(self, key: str, value: Any) -> None:
        self.key, self.value = key, value
        self._written = repr((key, value))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._written == other._written

    def __hash__(self) -> int:
        return hash(self._written)


@lru_cache(maxsize=1024)  # designs that differ in one edge have most entries in common
def _entry(entry: _Same) -> str:
    _, _, text = _dump({"_": {entry.key: entry.value}}).partition("\n")
    return text


def _dump(section: dict[str, Any]) -> str:
    text: str = yaml.dump(
        _short(section), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False
    )
    return text


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [_short(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((name, argument),) = value.items()
        if name in _TAGS and _can_be_tagged(name, argument):
            return _Short(f"!{_TAGS[name]}", _get_att(argument) if name == "Fn::GetAtt" else _short(argument))
    return {key: _short(item) for key, item in value.items()}


def _can_be_tagged(name: str, argument: Any) -> bool:
    """A short form cannot stand directly in another; in a policy `Condition` is a map and no intrinsic."""
    if isinstance(argument, dict):
        return name != "Condition" and not (len(argument) == 1 and next(iter(argument)) in _TAGS)
    return isinstance(argument, str) or (isinstance(argument, list) and name != "Condition")


def _get_att(argument: Any) -> Any:
    joined = isinstance(argument, list) and all(isinstance(part, str) for part in argument)
    return ".".join(argument) if joined else _short(argument)


def _construct(loader: _Loader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


def _represent_short(dumper: yaml.SafeDumper, data: _Short) -> yaml.Node:
    if isinstance(data.value, str):
        return dumper.represent_scalar(data.tag, data.value, style=_style(data.value))
    if isinstance(data.value, list):
        flow = all(isinstance(item, str | int | _Short) and "\n" not in str(item) for item in data.value)
        return dumper.represent_sequence(data.tag, data.value, flow_style=flow)
    return dumper.represent_mapping(data.tag, data.value)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if "\n" not in text:
        return None
    # A block that keeps empty lines at its end would end the document.
    return '"' if text == "\n" or text.endswith("\n\n") else "|"


_Loader.add_multi_constructor("!", _construct)
_Dumper.add_representer(_Short, _represent_short)
_Dumper.add_representer(str, _represent_text)
