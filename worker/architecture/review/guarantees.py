"""What a block's Terraform promises whatever the options are, read from the template itself so that it cannot drift.

guarantees.yaml says which attribute of which resource type proves what. A block whose own resource is of that type
keeps the promise where its template sets the attribute, and breaks it where it does not; others are not concerned.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

import yaml
from pydantic import TypeAdapter, model_validator

from worker.architecture.model import Frozen

HERE = Path(__file__).parent
_RESOURCE = re.compile(r'^resource "(?P<type>\w+)" "(?P<name>[^"]+)" {', re.MULTILINE)
_OPENS = re.compile(r"{%-?\s*(?:if|for)\b")
_CLOSES = re.compile(r"{%-?\s*end(?:if|for)\b")
_ATTRIBUTE = re.compile(r"^\s*(?P<name>\w+)\s*=\s*(?P<value>.+?)\s*$")
_OPTION = re.compile(r"{{-?\s*options\.(\w+)\s*-?}}")


class Rule(Frozen):
    """How one resource type proves one guarantee. Exactly one of `always`, `attribute`, `text`, `never`."""

    resource: str
    within: str = ""
    """The resource type that holds the proof, where it is another one of the same block."""
    always: str = ""
    """AWS promises it by itself: the sentence, with its source in `source`."""
    attribute: str = ""
    value: str = "true"
    """Regular expression that the whole value matches, as it stands in the template."""
    text: str = ""
    """Regular expression found anywhere in the resource."""
    never: str = ""
    """Regular expression that must not be found in the resource."""
    branch: bool = False
    """The attribute may stand in an `if` or a `for`: every branch of the template has been looked at."""
    source: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(map(bool, (self.always, self.attribute, self.text, self.never))) != 1:
            raise ValueError("wants exactly one of always, attribute, text, never")
        if self.always and not self.source:
            raise ValueError("what AWS promises by itself needs its source")
        return self


@dataclass(frozen=True)
class Proof:
    """Whether a block keeps a guarantee. Where an option decides, `option` names it and `wanted` is the pattern."""

    holds: bool
    evidence: str
    option: str = ""
    wanted: str = ""


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """Guarantee → how each resource type proves it."""
    content = yaml.safe_load((HERE / "guarantees.yaml").read_text(encoding="utf-8"))
    return MappingProxyType(TypeAdapter(dict[str, tuple[Rule, ...]]).validate_python(content))


@cache
def proofs_of(folder: Path, block: str) -> Mapping[str, Proof]:
    """Guarantee → proof, for the guarantees that concern the block. `folder` is the catalogue's."""
    path = folder / "blocks" / block / "main.tf.j2"
    resources = list(_resources(path.read_text(encoding="utf-8"))) if path.exists() else []
    found = ((name, _prove(rule, resources)) for name, group in rules().items() for rule in group)
    proofs: dict[str, Proof] = {}
    for name, proof in found:
        if proof and (name not in proofs or not proof.holds):
            proofs[name] = proof
    return MappingProxyType(proofs)


@dataclass(frozen=True)
class _Resource:
    type: str
    own: bool
    """It bears the component's id: the thing itself, not a helper such as a dead-letter queue or a bucket for logs."""
    lines: tuple[tuple[int, str], ...]
    """Each line with how many `if` and `for` inside the resource it stands in."""
    text: str = field(repr=False)


def _resources(template: str) -> Iterator[_Resource]:
    for match in _RESOURCE.finditer(template):
        end = template.find("\n}", match.start())
        body = template[match.end() : end if end > 0 else None]
        depth, lines = 0, []
        for line in body.splitlines():
            depth -= len(_CLOSES.findall(line))
            lines.append((depth, line))
            depth += len(_OPENS.findall(line))
        own = match["name"].replace(" ", "") == "{{id}}"
        yield _Resource(match["type"], own, tuple(lines), body)


def _prove(rule: Rule, resources: list[_Resource]) -> Proof | None:
    concerned = [resource for resource in resources if resource.own and resource.type == rule.resource]
    if not concerned:
        return None
    if rule.always:
        return Proof(True, f"{rule.resource}: {rule.always}")
    looked_at = [resource for resource in resources if resource.type == rule.within] if rule.within else concerned
    proofs = [_look(rule, resource) for resource in looked_at]
    kept = [proof for proof in proofs if proof.holds]
    # Of a helping resource one is enough; every resource of the concerned type has to say it itself.
    if kept and (rule.within or len(kept) == len(proofs)):
        return kept[0]
    return next((p for p in proofs if not p.holds), None) or Proof(False, f"{rule.resource} without {rule.within}")


def _look(rule: Rule, resource: _Resource) -> Proof:
    if rule.never:
        match = re.search(rule.never, resource.text)
        return Proof(not match, f"{resource.type} {'has ' + match[0] if match else 'has no ' + _plain(rule.never)}")
    if rule.text:
        match = re.search(rule.text, resource.text)
        return Proof(bool(match), f"{resource.type} {'has ' + match[0] if match else 'has no ' + _plain(rule.text)}")
    for depth, line in resource.lines:
        attribute = _ATTRIBUTE.match(line)
        if attribute and attribute["name"] == rule.attribute and (depth == 0 or rule.branch):
            return _judge_value(rule, resource, attribute["value"])
    return Proof(False, f"{resource.type} does not set {rule.attribute}")


def _judge_value(rule: Rule, resource: _Resource, value: str) -> Proof:
    evidence = f"{resource.type}.{rule.attribute} = {value}"
    if decided_by := _OPTION.fullmatch(value):
        return Proof(True, evidence, option=decided_by[1], wanted=rule.value)
    return Proof(bool(re.fullmatch(rule.value, value)), evidence)


def _plain(pattern: str) -> str:
    return re.sub(r"\\(.)", r"\1", pattern)
