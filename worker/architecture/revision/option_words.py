"""Reads the change of an option from words: `keep backups 30 days`, `memory 2 GB for the API function`."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from worker.architecture.block import Option
from worker.architecture.model import OptionValue
from worker.architecture.planner.draft import Draft
from worker.architecture.reading.phrases import PhraseBook, normal_form
from worker.architecture.revision.errors import UnclearInstruction
from worker.architecture.revision.steps import SetOptions, Stay, Step
from worker.architecture.revision.targets import find_components

_DIRECT = re.compile(r"^\W*(?:set\s+)?(?P<part>[a-z]\w*)\.(?P<option>[a-z]\w*)\s*(?:=|to|:)?\s*(?P<value>.+?)\s*$")
_ON = re.compile(r"\b(?:enable|turn(?:ed)? on|switch(?:ed)? on|activate|with|use|add|keep|protect\w*)\b", re.IGNORECASE)
OFF = re.compile(r"\b(?:disable|turn(?:ed)? off|switch(?:ed)? off|deactivate|without|no|remove|drop)\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?<![\w.-])(?P<number>\d[\d,]*(?:\.\d+)?|two|three|four|five|six|seven|ten"
    r"|an?(?= (?:year|month|week|day|hour)\b))\s*-?(?P<unit>[A-Za-z%]*)",
    re.IGNORECASE,
)
_SPELLED = {"a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_CHOOSES = re.compile(r"^\W*(?:use|run|switch|set|make|change|on|go|move|take|upgrade|update)\b", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[A-Za-z]{2,}")
# Everything in the smallest unit of its kind.
_UNITS = {
    "kb": ("bytes", 1e3), "mb": ("bytes", 1e6), "mib": ("bytes", 1e6), "gb": ("bytes", 1e9), "gib": ("bytes", 1e9),
    "tb": ("bytes", 1e12), "g": ("bytes", 1e9),
    "s": ("time", 1), "sec": ("time", 1), "second": ("time", 1), "minute": ("time", 60), "min": ("time", 60),
    "hour": ("time", 3600), "h": ("time", 3600), "day": ("time", 86400), "week": ("time", 7 * 86400),
    "month": ("time", 30 * 86400), "year": ("time", 365 * 86400),
    "percent": ("share", 1), "%": ("share", 1),
}  # fmt: skip
COUNTED = ("read_replicas", "instances", "replicas", "nodes", "shards", "desired_count")
"""Options that say how many there are of something that people add one of."""
MOST_ELSEWHERE = 5
_SUFFIXES = ("_mb", "_gb", "_days", "_seconds", "_minutes", "_hours", "_percent", "_count", "_usd")


def read_options(text: str, draft: Draft) -> SetOptions | None:
    """The options that the text sets, or None where it speaks of none.

    Raises UnclearInstruction where an option is named of a component that is not there, or the value cannot be told.
    """
    if direct := _DIRECT.match(text):
        return _direct(direct["part"], direct["option"], direct["value"], text, draft)
    found = next(iter(sorted(_book(draft).find(text), key=lambda one: -len(one.quote.text))), None)
    if found is None:
        return _by_choice(text, draft)
    rest = f"{text[: found.quote.start]} {text[found.quote.end :]}"
    having = {part_id for part_id, _ in found.meaning}
    meant = set(find_components(rest, draft)) & having or having
    values: dict[str, dict[str, OptionValue]] = {}
    for part_id, name in found.meaning:
        value = _value(text, rest, name, draft.parts[part_id].block.options[name]) if part_id in meant else None
        if value is not None:
            values.setdefault(part_id, {name: value})
    return SetOptions(values, text) if values else None


def more_of(what: str, text: str, draft: Draft) -> SetOptions | None:
    """`Add a read replica`: one more of what an option counts."""
    found = next(iter(_book(draft).find(what)), None)
    if found is None:
        return None
    values: dict[str, dict[str, OptionValue]] = {}
    for part_id, name in found.meaning:
        option = draft.parts[part_id].block.options[name]
        now = draft.parts[part_id].options.get(name, option.default)
        if name in COUNTED and option.type == "integer" and isinstance(now, int):
            counted = _number(what, name, option)
            values[part_id] = {name: now + (counted if isinstance(counted, int) else 1)}
    return SetOptions(values, text) if values else None


def options_elsewhere(text: str, draft: Draft) -> list[str]:
    """Titles of blocks that have an option the text names; for what has none of it here."""
    every: dict[str, list[str]] = {}
    for block in draft.catalogue.blocks.values():
        for name in block.options:
            for phrase in (name.replace("_", " "), *synonyms().get(name, ())):
                every.setdefault(normal_form(phrase), []).append(block.title)
    book = PhraseBook({one: tuple(dict.fromkeys(titles)) for one, titles in every.items() if len(one) > 2})
    found = next(iter(book.find(text)), None)
    return [*found.meaning][:MOST_ELSEWHERE] if found else []


def named_options(text: str, draft: Draft) -> tuple[str, ...]:
    """The options that the text names: `double the memory`."""
    return tuple(dict.fromkeys(name for match in _book(draft).find(text) for _, name in match.meaning))


def engine_of(text: str, part_ids: Iterable[str], draft: Draft) -> SetOptions | None:
    """`Switch to MySQL` where the database is one that can be: its engine."""
    words = normal_form(text).split()
    for part in (draft.parts[one] for one in part_ids):
        option = part.block.options.get("engine")
        now = part.options.get("engine", option.default if option else "")
        for choice in option.choices or () if option else ():
            kind = str(choice).lower().split("-")[-1]
            if choice != now and any(
                word.startswith(kind) or (kind.startswith(word) and len(word) > 4) for word in words
            ):
                return SetOptions({part.id: {"engine": choice}}, text)
    return None


def runs_engine(words: str, part_ids: Iterable[str], draft: Draft) -> Step | None:
    """Where the words are an engine (`Postgres`, not `RDS`) that what is there can run: that engine, or that it does
    already."""
    said = normal_form(words).split()
    for part in (draft.parts[one] for one in part_ids):
        option = part.block.options.get("engine")
        for choice in (option.choices or ()) if option else ():
            kind = str(choice).lower().split("-")[-1]
            if any(word.startswith(kind) or (kind.startswith(word) and len(word) > 4) for word in said):
                now = part.options.get("engine", option.default if option else "")
                told = f"{part.name} is {part.block.title}, and runs {kind} already"
                return Stay(told) if choice == now else SetOptions({part.id: {"engine": choice}}, words)
    return None


def _direct(part_id: str, name: str, value: str, text: str, draft: Draft) -> SetOptions | None:
    part = draft.parts.get(part_id)
    if part is None:
        raise UnclearInstruction(f"there is no component “{part_id}”; there are: {', '.join(draft.parts)}")
    if name not in part.block.options:
        raise UnclearInstruction(f"{part_id} has no option “{name}”; it has: {', '.join(part.block.options)}")
    option = part.block.options[name]
    try:
        read: OptionValue = value if option.type == "string" else json.loads(value)
    except ValueError:
        told = _value(text, value, name, option)
        read = value if told is None else told
    return SetOptions({part_id: {name: read}}, text)


def _by_choice(text: str, draft: Draft) -> SetOptions | None:
    """A value that only an option could mean: `use db.r7g.large`, `ARM64`."""
    if not _CHOOSES.match(text):
        return None
    words = {word.strip(".,;").lower() for word in text.replace("Graviton", "arm64").split()}
    together = re.sub(r"[\s_-]+", "", text.lower())
    values: dict[str, dict[str, OptionValue]] = {}
    for part in draft.parts.values():
        for name, option in part.block.options.items():
            # Of a list no value alone says that the list is meant: `move to us-east-1` speaks of no replica.
            for choice in (option.choices or ()) if option.type == "string" else ():
                if isinstance(choice, str) and _is_said(choice, words, together):
                    values.setdefault(part.id, {})[name] = choice
    named = set(find_components(text, draft)) & set(values)
    return SetOptions({one: values[one] for one in named or values}, text) if values else None


def _is_said(choice: str, words: set[str], together: str) -> bool:
    short = re.sub(r"[\s_-]+", "", choice.lower())
    if not re.search(r"[a-z]\d|\d[a-z]", short):
        return False  # `ON` and `read` are ordinary words
    begun = any(len(word) > 2 and re.search(r"\d", word) and short.startswith(word) for word in words)
    return (
        choice.lower() in words
        or begun
        or (len(short) > 4 and short in together)
        or (short == "arm64" and "arm" in words)
    )


def _value(text: str, rest: str, name: str, option: Option) -> OptionValue | None:
    if option.type == "boolean":
        return False if OFF.search(text) else True if _ON.search(text) or len(text.split()) < 5 else None
    if option.type == "list":
        mails = _MAIL.findall(text)
        return mails if mails and "email" in name else _listed(rest, option)
    if option.type in ("integer", "number"):
        return _number(rest, name, option)
    return _choice(rest, option)


def _listed(text: str, option: Option) -> OptionValue | None:
    chosen = [str(one) for one in option.choices or () if normal_form(str(one)) in normal_form(text)]
    return [*chosen] or None


def _choice(text: str, option: Option) -> OptionValue | None:
    said = f" {normal_form(text)} "
    amounts = [match["number"] for match in _AMOUNT.finditer(text)]
    for choice in option.choices or ():
        if f" {normal_form(str(choice))} " in said or str(choice) in amounts:
            return choice
    if option.choices and all(re.fullmatch(r"[\d.]+", str(one)) for one in option.choices) and amounts:
        return amounts[-1]  # none of the choices: the error names them
    shortened = {"per_az": ("each zone", "per zone", "every zone"), "none": ("no ",), "single": ("one ",)}
    return next(
        (one for one in option.choices or () if any(word in said for word in shortened.get(str(one), ()))), None
    )


def _number(text: str, name: str, option: Option) -> OptionValue | None:
    for match in _AMOUNT.finditer(text):
        number = _SPELLED.get(match["number"].lower()) or float(match["number"].replace(",", ""))
        value = _converted(number, match["unit"].lower(), name, option)
        if value is not None:
            return int(value) if value == int(value) else value
    return None


def _converted(number: float, unit: str, name: str, option: Option) -> float | None:
    """In the option's unit; None where the two are of different kinds."""
    said = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
    own = next((_UNITS[one] for one in _own_units(name, option) if one in _UNITS), None)
    if said is None or own is None:
        return number if said is None else None
    if said[0] != own[0]:
        return None
    value = number * said[1] / own[1]
    # A GB of memory is 1024 MB to those who sell it.
    return value / 1000 * 1024 if own[1] == 1e6 and said[1] > 1e6 else round(value, 6)


def _own_units(name: str, option: Option) -> Iterable[str]:
    yield from (word.lower().removesuffix("s") for word in option.unit.split("/")[0].split())
    yield option.unit.lower()
    yield name.rsplit("_", 1)[-1].removesuffix("s")


def _book(draft: Draft) -> PhraseBook[tuple[tuple[str, str], ...]]:
    """Phrase → (component id, option)."""
    phrases: dict[str, dict[tuple[str, str], None]] = {}
    for part in draft.parts.values():
        for name in part.block.options:
            others = (*synonyms().get(name, ()), *synonyms().get(f"{part.block.name}.{name}", ()))
            for phrase in (name.replace("_", " "), _bare(name), *others):
                phrases.setdefault(normal_form(phrase), {})[part.id, name] = None
    return PhraseBook({phrase: tuple(pairs) for phrase, pairs in phrases.items() if len(phrase) > 1})


def _bare(name: str) -> str:
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name.replace("_", " ")


@cache
def synonyms() -> dict[str, list[str]]:
    """Option → what people call it."""
    path = Path(__file__).with_name("option_words.yaml")
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
