"""Reads the networks that a request asks for by name: `hub, dev and prod VPCs`, `networks for test and production`."""

import re

from worker.architecture.reading.negation import is_excluded
from worker.architecture.requirements import Quote

MOST = 8
"""As many as have ranges of addresses of their own."""
_USUAL = (
    r"(?:hub|spoke|dev(?:elopment)?|test(?:ing)?|qa|uat|stag(?:e|ing)|pre-?prod(?:uction)?|prod(?:uction)?|non-?prod|sandbox|"
    r"shared(?:[\s-]services?)?|management|mgmt|security|inspection|egress|ingress|transit|dmz|analytics|applications?|apps?|"
    r"workloads?|corporate|partners?|dr|logging|tool(?:s|ing)|build|core|edge|payments?|pci|internal|customers?|services|data)"
)
_NOUN = r"(?:VPC|virtual private cloud|(?:virtual\s+)?network)"
_ANY = r"[A-Za-z][\w-]{1,20}(?:[ -](?:services?|systems?|tools?|zone|tier|team))?"
_JOINT = r"(?:\s*[,/&+]\s*(?:and\s+|&\s*)?|\s+and\s+)(?:(?:an?|the|one|for)\s+){0,2}"


def _several(name: str) -> str:
    return rf"(?P<names>{name}(?:{_JOINT}{name})+)"


_BEFORE = re.compile(rf"\b{_several(_USUAL)}\s+{_NOUN}s\b", re.IGNORECASE)
_ONE = re.compile(
    rf"(?<![\w-])(?P<name>{_USUAL})\s+{_NOUN}\b(?!s)(?!\s+(?:firewall|peering|endpoint|gateway|load))", re.IGNORECASE
)
_FOR = re.compile(
    rf"\b{_NOUN}s?\s+(?:each\s+)?(?:for\s+)(?:each\s+of\s+)?(?:the\s+)?{_several(_USUAL)}\b", re.IGNORECASE
)
_CALLED = re.compile(
    rf"\b{_NOUN}s\s*(?:\((?:named\s+|called\s+)?|:|,?\s+(?:named|called)\s+)\s*{_several(_ANY)}", re.IGNORECASE
)
_ONE_FOR = re.compile(rf"\b(?:{_NOUN}|one|another)\s+for\s+(?:the\s+)?(?P<name>{_USUAL})\b", re.IGNORECASE)
_SPLIT = re.compile(rf"{_JOINT}|\s+and\s+", re.IGNORECASE)
_ALIKE = (
    ("prod", "production"),
    ("dev", "development"),
    ("test", "testing"),
    ("stage", "staging"),
    ("mgmt", "management"),
)
_TAIL = re.compile(rf"\s+{_NOUN}s?$", re.IGNORECASE)


def networks_named(text: str) -> tuple[str, ...]:
    """The names, in the order of the text and in lower case, where there are several; one alone needs no name."""
    found: dict[int, list[str]] = {}
    for pattern in (_CALLED, _BEFORE, _FOR):
        for match in pattern.finditer(text):
            found.setdefault(match.start("names"), _SPLIT.split(match["names"]))
    # `One for production` alone may be of anything.
    singles = [_ONE, *([_ONE_FOR] if re.search(rf"\b{_NOUN}\s+for\b", text, re.IGNORECASE) else [])]
    for pattern in singles:
        for match in pattern.finditer(text):
            found.setdefault(match.start("name"), [match["name"]])
    names: dict[str, None] = {}
    for start in sorted(found):
        for name in (_plain(one) for one in found[start]):
            quote = Quote(text=name, start=start)
            if name and not is_excluded(text, quote) and not any(is_same(name, other) for other in names):
                names[name] = None
    return tuple(names)[:MOST] if len(names) > 1 else ()


def is_same(name: str, other: str) -> bool:
    """`prod` and `production` are one."""
    return _long(name) == _long(other)


def spellings_of(name: str) -> tuple[str, ...]:
    """All that the name may be written as."""
    return next((pair for pair in _ALIKE if name in pair), (name,))


def _long(name: str) -> str:
    return spellings_of(name)[-1].removesuffix("s").replace("-", " ")


def _plain(name: str) -> str:
    return " ".join(_TAIL.sub("", name).lower().replace("-", " ").split())
