"""Runs cfn-lint in this process, and spares it the resources that it has found clean before.

Almost all of its time goes into rule E1001, which holds each resource against its schema. What that says of a resource
follows from the resource, from all that it refers to, and from the region. So a resource is looked at again only where
one of these is new; every other rule always sees the whole template.
"""

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from typing import Any

from cfnlint.config import ConfigMixIn
from cfnlint.core import get_rules
from cfnlint.decode.decode import decode_str
from cfnlint.decode.node import str_node
from cfnlint.helpers import REGIONS
from cfnlint.rules import RulesCollection
from cfnlint.rules.jsonschema.JsonSchema import JsonSchema
from cfnlint.runner import run_template_by_data

from worker.architecture.model import PROJECT_PATTERN
from worker.checks.lint import Lint
from worker.checks.lint_shortcuts import take_shortcuts

LEVELS = {"error", "warning"}
MOST_RESOURCES = 500
"""As many as a template may have; a larger one is looked at whole, for the rule that says so."""
LONGEST_PROJECT = "p" * 20
REMEMBERED = 50_000
"""Clean resources; about 5 MB."""

_SECTIONS = ("Parameters", "Conditions", "Mappings")
_VARIABLE = re.compile(r"\$\{([^!][^}]*)\}")


def lint(template: str, region: str) -> list[Lint]:
    """Every error and warning. A region unknown to cfn-lint is read as us-east-1."""
    known = region if region in REGIONS else "us-east-1"
    decoded, faults = decode_str(template)
    if not faults:
        _lengthen_project(decoded)
    # The rules keep the template that they look at.
    with _LOCK:
        matches = faults or list(run_template_by_data(decoded, ConfigMixIn(regions=[known]), _rules()))
    return [
        Lint(match.rule.id, match.message, match.linenumber, list(getattr(match, "path", None) or []))
        for match in matches
        if match.rule.severity in LEVELS
    ]


def _lengthen_project(template: Any) -> None:
    """Give `Project` the longest value that it takes, where its default is one that it takes.

    What is valid with it is valid with each shorter one, and resources of different projects are then the same.
    """
    parameters = template.get("Parameters") if isinstance(template, Mapping) else None
    project = parameters.get("Project") if isinstance(parameters, Mapping) else None
    if not isinstance(project, MutableMapping) or project.get("AllowedPattern") != PROJECT_PATTERN:
        return
    default = project.get("Default")
    if isinstance(default, str) and re.match(PROJECT_PATTERN, default):
        marks = getattr(default, "start_mark", None), getattr(default, "end_mark", None)
        project["Default"] = str_node(LONGEST_PROJECT, *marks)


_LOCK = threading.Lock()


@cache
def _rules() -> RulesCollection:
    take_shortcuts()
    rules = get_rules([], [], [])
    sparing = _SparingSchema()
    rules.rules[sparing.id] = rules.all_rules[sparing.id] = sparing
    return rules


class _SparingSchema(JsonSchema):  # type: ignore[misc]  # cfn-lint has no types
    """E1001 over the resources that are not known to be clean, in the context of the whole template."""

    def __init__(self) -> None:
        super().__init__()
        self._clean: OrderedDict[bytes, None] = OrderedDict()

    def json_schema_validate(self, validator: Any, properties: Any, path: Any) -> Any:
        resources = properties.get("Resources") if isinstance(properties, Mapping) else None
        if not isinstance(resources, Mapping) or len(resources) > MOST_RESOURCES:
            return super().json_schema_validate(validator, properties, path)
        keys = _keys(properties, tuple(validator.context.regions))
        new = {name: body for name, body in resources.items() if keys.get(name) not in self._clean}
        for name in resources.keys() - new.keys():
            self._clean.move_to_end(keys[name])
        # A template without resources is faulty, so one is looked at again where none is new.
        seen = new or dict(list(resources.items())[:1])
        matches = super().json_schema_validate(validator, {**properties, "Resources": seen}, path)
        if not matches:
            # With a fault nothing is remembered: it may be told of a parameter, and lie in a resource that uses it.
            self._remember(keys[name] for name in new if name in keys)
        return matches

    def _remember(self, keys: Iterator[bytes]) -> None:
        for key in keys:
            self._clean[key] = None
        while len(self._clean) > REMEMBERED:
            self._clean.popitem(last=False)


def _keys(template: Mapping[str, Any], regions: tuple[str, ...]) -> dict[str, bytes]:
    """Resource → a hash of itself and of all that it refers to. One that refers to itself in the end has none."""
    return _Keys(template, regions).resources()


class _Keys:
    def __init__(self, template: Mapping[str, Any], regions: tuple[str, ...]) -> None:
        self._resources = template.get("Resources") or {}
        self._others = {
            (section, name): body for section in _SECTIONS for name, body in (template.get(section) or {}).items()
        }
        self._start = json.dumps([regions, template.get("Transform")], default=str).encode()
        self._known: dict[str, bytes | None] = {}

    def resources(self) -> dict[str, bytes]:
        found = {name: self._key(name, ()) for name in self._resources}
        return {name: key for name, key in found.items() if key is not None}

    def _key(self, name: str, above: tuple[str, ...]) -> bytes | None:
        if name in above:
            return None
        if name not in self._known:
            text, names = _described(self._resources[name])
            digest = hashlib.blake2b(self._start + name.encode() + b"\0" + text, digest_size=16)
            self._known[name] = self._with(digest, names, (*above, name))
        return self._known[name]

    def _with(self, digest: Any, names: set[str], above: tuple[str, ...]) -> bytes | None:
        """The digest, with everything that is referred to by these names."""
        for name in sorted(names):
            if name in self._resources:
                key = self._key(name, above)
                if key is None:
                    return None
                digest.update(key)
            for section in _SECTIONS:
                digest.update(self._other(section, name, set()))
        return bytes(digest.digest())

    def _other(self, section: str, name: str, seen: set[str]) -> bytes:
        """A parameter, condition or mapping, and the conditions and parameters that a condition names in turn."""
        body = self._others.get((section, name))
        if body is None or name in seen:
            return b""
        text, names = _described(body)
        further = b"".join(self._other(other, one, {*seen, name}) for one in sorted(names) for other in _SECTIONS)
        return section.encode() + name.encode() + text + further


def _described(body: Any) -> tuple[bytes, set[str]]:
    """The body as text, and the names that it refers to: resources, parameters, conditions and mappings."""
    names: set[str] = set()
    _collect(body, names)
    return json.dumps(body, sort_keys=True, default=str).encode(), names


def _collect(value: Any, names: set[str]) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in _REFERRING:
                names.update(_named(item))
            _collect(item, names)
    elif isinstance(value, list | tuple):
        for item in value:
            _collect(item, names)


_REFERRING = frozenset({"Ref", "Fn::GetAtt", "Fn::Sub", "Fn::If", "Fn::FindInMap", "Condition", "DependsOn"})


def _named(value: Any) -> Iterator[str]:
    """`Queue`, `Queue.Arn`, `[Queue, Arn]`, `arn:${Queue.Arn}` and a list of them: too many names do no harm."""
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str):
            yield item.split(".", 1)[0]
            yield from (variable.split(".", 1)[0].strip() for variable in _VARIABLE.findall(item))
