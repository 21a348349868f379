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

from pydantic import TypeAdapter, model_validator

from worker.architecture.model import Frozen
from worker.architecture.yaml_file import read_yaml

HERE = Path(__file__).parent
_RESOURCE = re.compile(r'^resource "(?P<type>\w+)" "(?P<name>[^"]+)" {', re.MULTILINE)
_TAG = re.compile(r"{%-?\s*(?P<word>if|for|elif|else|endif|endfor)\b\s*(?P<rest>[^%]*?)\s*-?%}")
_CONDITION = re.compile(r"(?P<not>not )?options\.(?P<option>\w+)")
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
    """It may stand in an `if` or a `for`: a person has looked at every branch of the templates."""
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
    content = read_yaml(HERE / "guarantees.yaml")
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


Branch = tuple[tuple[str, bool] | None, ...]
"""The `if`s and `for`s that a line stands in: option and whether it must be on, or None for any other condition."""


@dataclass(frozen=True)
class _Resource:
    type: str
    own: bool
    """It bears the component's id: the thing itself, not a helper such as a dead-letter queue or a bucket for logs."""
    lines: tuple[tuple[Branch, str], ...]
    text: str = field(repr=False)

    def branch_at(self, offset: int) -> Branch:
        """The branch of the line that holds this character of the text."""
        return self.lines[self.text.count("\n", 0, offset)][0]


def _resources(template: str) -> Iterator[_Resource]:
    for match in _RESOURCE.finditer(template):
        end = template.find("\n}", match.start())
        body = template[match.end() : end if end > 0 else None]
        own = match["name"].replace(" ", "") == "{{id}}"
        yield _Resource(match["type"], own, tuple(_branches(body)), body)


def _branches(body: str) -> Iterator[tuple[Branch, str]]:
    stack: list[tuple[str, bool] | None] = []
    for line in body.split("\n"):
        tags = list(_TAG.finditer(line))
        # A condition within one line chooses a part of the value; only tags on lines of their own choose lines.
        inline = [tag["word"] for tag in tags][:1] in (["if"], ["for"]) and len(tags) > 1
        for tag in () if inline else tags:
            _follow(stack, tag["word"], tag["rest"])
        yield tuple(stack), line


def _follow(stack: list[tuple[str, bool] | None], word: str, rest: str) -> None:
    top = stack.pop() if stack and word not in ("if", "for") else None
    if word in ("if", "for"):
        condition = _CONDITION.fullmatch(rest) if word == "if" else None
        stack.append((condition["option"], not condition["not"]) if condition else None)
    elif word == "else":
        stack.append((top[0], not top[1]) if top else None)
    elif word == "elif":
        stack.append(None)


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
    if pattern := rule.never or rule.text:
        match = re.search(pattern, resource.text, re.MULTILINE)
        evidence = f"{resource.type} {'has ' + match[0] if match else 'has no ' + _plain(pattern)}"
        proof = Proof(bool(match) != bool(rule.never), " ".join(evidence.split()))
        return _in_branch(rule, proof, resource.branch_at(match.start())) if match else proof
    unsure = Proof(False, f"{resource.type} does not set {rule.attribute}")
    for branch, line in resource.lines:
        attribute = _ATTRIBUTE.match(line)
        if attribute and attribute["name"] == rule.attribute:
            proof = _in_branch(rule, _judge_value(rule, resource, attribute["value"]), branch)
            if proof.holds:
                return proof
            unsure = proof
    return unsure


def _in_branch(rule: Rule, proof: Proof, branch: Branch) -> Proof:
    """What stands under a condition is proven by the option that decides it, and not at all under any other."""
    if not branch or rule.branch:
        return proof
    evidence = f"{proof.evidence}, under a condition"
    if len(branch) == 1 and branch[0] and not proof.option:
        option, on = branch[0]
        return Proof(True, evidence, option=option, wanted="true" if on == proof.holds else "false")
    return Proof(False, evidence)


def _judge_value(rule: Rule, resource: _Resource, value: str) -> Proof:
    evidence = f"{resource.type}.{rule.attribute} = {value}"
    if decided_by := _OPTION.fullmatch(value):
        return Proof(True, evidence, option=decided_by[1], wanted=rule.value)
    return Proof(bool(re.fullmatch(rule.value, value)), evidence)


def _plain(pattern: str) -> str:
    return re.sub(r"\\(.)", r"\1", pattern)
