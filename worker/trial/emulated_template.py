"""A CloudFormation template without what an emulator lacks; what is left out is named, since it was not tried."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from worker.trial.emulator_gaps import load_gaps
from worker.trial.public_parameters import with_known_images

STAND_IN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:not-emulated"

_KEEPING = ("DeletionPolicy", "UpdateReplacePolicy")
_UNRECOGNIZED = re.compile(r"Unrecognized resource types: \[([^\]]*)\]")


@dataclass(frozen=True)
class EmulatedTemplate:
    """`template` is in long form; `not_emulated` has a sentence for each thing that was left out.

    `left_out` says of each resource that is not in it why: logical id → reason.
    """

    template: dict[str, Any]
    not_emulated: tuple[str, ...]
    left_out: Mapping[str, str]


def unrecognized_types(message: str) -> set[str]:
    """The resource types that CloudFormation's ValidateTemplate names in its error message; empty for another error."""
    found = _UNRECOGNIZED.search(message)
    return {name.strip() for name in found[1].split(",")} if found else set()


def fit_to_emulator(
    template: Mapping[str, Any], missing_types: Set[str], *, deletable: bool = False
) -> EmulatedTemplate:
    """Leave out resources of these types and whatever is made of them; put a stand-in for attributes never answered.

    `template` is in long form (`{"Ref": …}`, `{"Fn::GetAtt": [id, attribute]}`). `deletable`: the copy keeps nothing
    when its stack is deleted, so that a trial can clean up.
    """
    resources: dict[str, Any] = template["Resources"]
    unmade = load_gaps().cloudformation.unanswered
    missing = {name for name, r in resources.items() if r["Type"] in missing_types}
    gone = _with_dependents(resources, missing)
    unanswered = {(name, attribute) for name, r in resources.items() for attribute in unmade.get(r["Type"], ())}
    used = {pair for pair in unanswered if pair in set(_references(template))}
    numbers = _numbers(template.get("Parameters", {}))
    kept = {name: _with_numbers(r, numbers) for name, r in resources.items() if name not in gone}
    if deletable:
        kept = {name: {k: v for k, v in r.items() if k not in _KEEPING} for name, r in kept.items()}
    outputs = {n: o for n, o in template.get("Outputs", {}).items() if not any(i in gone for i, _ in _references(o))}
    whole = {**template, "Resources": {n: _without_waiting(r, gone) for n, r in kept.items()}}
    fitted = _answered(whole | ({"Outputs": outputs} if "Outputs" in template else {}), used)
    fitted = _with_fitted_parameters(fitted)
    sentences = [f"{resources[name]['Type']} ({name}) is not emulated" for name in sorted(gone)]
    sentences += [f"{resources[name]['Type']} ({name}) does not answer {attribute}" for name, attribute in sorted(used)]
    why = {name: "the emulator lacks it" if name in missing else "rests on what the emulator lacks" for name in gone}
    return EmulatedTemplate(fitted, tuple(sentences), why)


def _with_dependents(resources: Mapping[str, Any], gone: set[str]) -> set[str]:
    while True:
        more = {
            name
            for name, resource in resources.items()
            if name not in gone and any(owner in gone for owner, _ in _references(resource.get("Properties")))
        }
        if not more:
            return gone
        gone = gone | more


def _without_waiting(resource: Mapping[str, Any], gone: set[str]) -> dict[str, Any]:
    waits = resource.get("DependsOn", [])
    kept = [name for name in ([waits] if isinstance(waits, str) else waits) if name not in gone]
    rest = {key: value for key, value in resource.items() if key != "DependsOn"}
    return {**rest, "DependsOn": kept} if kept else rest


def _with_fitted_parameters(template: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter that only what was left out has asked for need not be given; one of an image gets a known one."""
    parameters = template.get("Parameters", {})
    asking = {section: body for section, body in template.items() if section not in ("Parameters", "Metadata")}
    used = {name for name, _ in _references(asking)}
    kept = {name: one for name, one in parameters.items() if name in used}
    kept = with_known_images(kept, load_gaps().public_parameters)
    return {**template, "Parameters": kept} if parameters else dict(template)


def _numbers(parameters: Mapping[str, Any]) -> dict[str, float]:
    """Parameters of numbers and their defaults: the emulator hands their values over as text, and fails on them."""
    return {name: p["Default"] for name, p in parameters.items() if p["Type"] == "Number" and "Default" in p}


def _with_numbers(value: Any, numbers: Mapping[str, float]) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"Ref"} and value["Ref"] in numbers:
            return numbers[value["Ref"]]
        return {key: _with_numbers(item, numbers) for key, item in value.items()}
    return [_with_numbers(item, numbers) for item in value] if isinstance(value, list) else value


def _references(value: Any) -> Iterator[tuple[str, str]]:
    """(logical id, attribute) of every Ref, GetAtt and interpolation; the attribute of a Ref is ""."""
    if isinstance(value, dict):
        if isinstance(value.get("Ref"), str):
            yield value["Ref"], ""
        elif pair := _attribute(value):
            yield pair
        elif "Fn::Sub" in value:
            text = value["Fn::Sub"] if isinstance(value["Fn::Sub"], str) else value["Fn::Sub"][0]
            for name in re.findall(r"\$\{([\w.]+)\}", text):
                yield name.partition(".")[0], name.partition(".")[2]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def _attribute(value: Mapping[str, Any]) -> tuple[str, str] | None:
    match value.get("Fn::GetAtt"):
        case [str(name), *parts]:
            return name, ".".join(map(str, parts))
        case str(text):
            return text.partition(".")[0], text.partition(".")[2]
    return None


def _answered(value: Any, unanswered: set[tuple[str, str]]) -> Any:
    if isinstance(value, dict):
        if _attribute(value) in unanswered:
            return STAND_IN
        return {key: _answered(item, unanswered) for key, item in value.items()}
    if isinstance(value, list):
        return [_answered(item, unanswered) for item in value]
    if isinstance(value, str):
        for name, attribute in unanswered:
            value = value.replace(f"${{{name}.{attribute}}}", STAND_IN)
    return value
