"""Reads `use Graviton`: the ARM processor of what has one, and the instance of the same size that runs on it."""

import re

from worker.architecture.model import OptionValue
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.revision.steps import SetOptions, Stay, Step

_SAID = re.compile(r"\b(?:graviton\d?|arm(?:[- ]?64)?(?: (?:processors?|chips?|cpus?|instances?))?)\b", re.IGNORECASE)
_SIZED = re.compile(r"(?P<before>(?:[a-z]+\.)?)(?P<letter>[a-z]+)(?P<age>\d+)(?P<kind>[a-z]*)\.(?P<size>[\w.]+)")


def read_graviton(text: str, draft: Draft, _region: str) -> Step | None:
    """None where the text does not speak of it."""
    if not _SAID.search(text) or re.search(r"\b(?:no|without|drop|remove|off|instead of)\b", text, re.IGNORECASE):
        return None
    values = {one.id: chosen for one in draft.parts.values() if (chosen := _chosen(one))}
    if values:
        return SetOptions(values, text)
    return Stay("everything here whose processor can be chosen runs on Graviton already")


def _chosen(part: Part) -> dict[str, OptionValue]:
    values: dict[str, OptionValue] = {}
    for name, option in part.block.options.items():
        now = part.options.get(name, option.default)
        choices = [one for one in option.choices or () if isinstance(one, str)]
        arm = next((one for one in choices if one.lower() == "arm64"), None)
        other = arm if arm else _of_the_same_size(str(now), choices)
        if other and other != now:
            values[name] = other
    return values


def _of_the_same_size(now: str, choices: list[str]) -> str | None:
    """`t4g.micro` for `t3.micro`, `db.m7g.large` for `db.m6i.large`; None where it is one, or there is none."""
    mine = _SIZED.fullmatch(now)
    if not mine or "g" in mine["kind"]:
        return None
    for one in choices:
        match = _SIZED.fullmatch(one)
        if match and "g" in match["kind"] and _alike(match, mine):
            return one
    return None


def _alike(one: re.Match[str], other: re.Match[str]) -> bool:
    return all(one[part] == other[part] for part in ("before", "letter", "size"))
