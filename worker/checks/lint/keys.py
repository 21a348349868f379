"""What cfn-lint's answer about one part of a template follows from, as a hash: the same hash, the same answer.

A resource follows from itself, from the parameters, conditions and mappings that it names, and of the resources that it
refers to from their types and conditions. A few rules read more than that; the tables below name all of them, and hold
for the versions of `shortcuts.KNOWN_VERSIONS` only: a test holds them against what is installed.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

READS_WHAT_IT_REFERS_TO = frozenset(
    {
        "AWS::ApiGateway::Method",
        "AWS::ApiGateway::Stage",
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::AutoScaling::ScalingPolicy",
        "AWS::EC2::Instance",
        "AWS::EC2::LaunchTemplate",
        "AWS::ECS::Service",
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Lambda::Permission",
        "AWS::RDS::DBInstance",
        "AWS::SQS::Queue",
    }
)
"""Types with a rule that compares their properties with those of a resource that they refer to."""

READ_BY_ALL = frozenset({"AWS::EC2::SecurityGroup"})
"""A reference to one of these means something else with other properties: a name without a VPC, an id with one."""

READ_TOGETHER = (
    frozenset({"AWS::EC2::VPC", "AWS::EC2::VPCCidrBlock", "AWS::EC2::Subnet"}),
    frozenset({"AWS::EC2::VPCEndpoint"}),
    frozenset({"AWS::Lambda::Function", "AWS::Lambda::Version"}),
    frozenset({"AWS::ApiGateway::RestApi", "AWS::ApiGateway::Method", "AWS::ApiGateway::Resource"}),
)
"""Types with a rule that compares each with the others of the template, whichever refers to which."""

SECTIONS = ("Parameters", "Conditions", "Mappings")
"""What a resource or an output names, besides resources."""

_VARIABLE = re.compile(r"\$\{([^!][^}]*)\}")
_REFERRING = frozenset({"Ref", "Fn::GetAtt", "Fn::Sub", "Fn::If", "Fn::FindInMap", "Condition", "DependsOn"})


def keys(template: Mapping[str, Any], regions: tuple[str, ...]) -> dict[tuple[str, str], bytes]:
    """Section and name → hash, for each resource, parameter and output."""
    known = _Template(template, regions)
    return {
        **{("Resources", name): known.resource(name) for name in known.resources},
        **{("Outputs", name): known.part("Outputs", name, body) for name, body in _section(template, "Outputs")},
        **{
            ("Parameters", name): known.part("Parameters", name, body)
            for name, body in _section(template, "Parameters")
        },
    }


class _Template:
    def __init__(self, template: Mapping[str, Any], regions: tuple[str, ...]) -> None:
        self.resources = dict(_section(template, "Resources"))
        self._others = {(section, name): body for section in SECTIONS for name, body in _section(template, section)}
        self._start = json.dumps([regions, template.get("Transform")], default=str)
        self._described: dict[str, tuple[str, list[str]]] = {}
        self._together: dict[frozenset[str], str] = {}
        self._meanings: dict[str, str] = {}

    def resource(self, name: str) -> bytes:
        body = self.resources[name]
        kind = _kind(body)
        text, names = self._text(name)
        near = kind in READS_WHAT_IT_REFERS_TO
        parts = [text, *(self._seen_from(one, near=near) for one in names)]
        parts += [self._of_group(group) for group in READ_TOGETHER if kind in group]
        return self._hash("Resources", name, *parts)

    def part(self, section: str, name: str, body: Any) -> bytes:
        text, names = describe(body)
        return self._hash(section, name, text, *(self._seen_from(one, near=False) for one in names))

    def _hash(self, *parts: str) -> bytes:
        return hashlib.blake2b("\0".join((self._start, *parts)).encode(), digest_size=16).digest()

    def _text(self, name: str) -> tuple[str, list[str]]:
        if name not in self._described:
            self._described[name] = describe(self.resources[name])
        return self._described[name]

    def _seen_from(self, name: str, *, near: bool) -> str:
        """What a part that names this sees of it; `near` is one that reads the properties of resources."""
        others = self._meaning(name)
        if name not in self.resources:
            return others
        body = self.resources[name]
        if near or _kind(body) in READ_BY_ALL:
            return f"{others}{name}{self._inside(name)}"
        return f"{others}{name}\1{_kind(body)}\1{self._condition(body)}"

    def _inside(self, name: str) -> str:
        """A resource with its properties; of those that it refers to itself only what they are."""
        text, names = self._text(name)
        return text + "".join(self._seen_from_afar(one) for one in names)

    def _seen_from_afar(self, name: str) -> str:
        kind = _kind(self.resources[name]) if name in self.resources else ""
        return f"{name}\1{kind}\1{self._meaning(name)}"

    def _of_group(self, group: frozenset[str]) -> str:
        if group not in self._together:
            members = [name for name, body in self.resources.items() if _kind(body) in group]
            self._together[group] = "".join(f"{name}{self._inside(name)}" for name in members)
        return self._together[group]

    def _condition(self, body: Any) -> str:
        condition = body.get("Condition") if isinstance(body, Mapping) else None
        return self._meaning(condition) if isinstance(condition, str) else str(condition)

    def _meaning(self, name: str) -> str:
        if name not in self._meanings:
            self._meanings[name] = self._named(name, frozenset())
        return self._meanings[name]

    def _named(self, name: str, above: frozenset[str]) -> str:
        """A parameter, condition or mapping, and the conditions and parameters that a condition names in turn."""
        found = [(section, self._others[section, name]) for section in SECTIONS if (section, name) in self._others]
        if name in above:
            return ""
        described = [(section, *describe(body)) for section, body in found]
        return "".join(
            f"{section}\1{name}\1{text}" + "".join(self._named(one, above | {name}) for one in names)
            for section, text, names in described
        )


def describe(body: Any) -> tuple[str, list[str]]:
    """The body as text, and the names that it refers to: resources, parameters, conditions and mappings."""
    names: set[str] = set()
    _collect(body, names)
    return json.dumps(body, sort_keys=True, default=str), sorted(names)


def _section(template: Mapping[str, Any], section: str) -> list[tuple[str, Any]]:
    body = template.get(section)
    return list(body.items()) if isinstance(body, Mapping) else []


def _kind(body: Any) -> str:
    return str(body.get("Type")) if isinstance(body, Mapping) else ""


def _collect(value: Any, names: set[str]) -> None:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in _REFERRING:
                names.update(_named(item))
            _collect(item, names)
    elif isinstance(value, list | tuple):
        for item in value:
            _collect(item, names)


def _named(value: Any) -> Iterator[str]:
    """`Queue`, `Queue.Arn`, `[Queue, Arn]`, `arn:${Queue.Arn}` and a list of them: too many names do no harm."""
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str):
            yield item.split(".", 1)[0]
            yield from (variable.split(".", 1)[0].strip() for variable in _VARIABLE.findall(item))
