"""Counting tests: pytest, vitest and Playwright all write JUnit's XML."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from xml.etree import ElementTree

REASON_CHARACTERS = 1000


@dataclass
class Tally:
    """Counts of tests; `reasons` counts the skips by their reason, `failures` names what failed, and says why."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, other: Self) -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.reasons += other.reasons
        self.failures += other.failures

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def read_junit(file: Path) -> Tally:
    """Our own test runners wrote the file, so its XML is trusted."""
    tally = Tally()
    for case in ElementTree.parse(file).getroot().iter("testcase"):  # noqa: S314 - see above
        skip = case.find("skipped")
        faults = [*case.findall("failure"), *case.findall("error")]
        if faults:
            tally.failed += 1
            told = (faults[0].get("message") or "").strip()[:REASON_CHARACTERS]
            tally.failures.append(f"{case.get('classname', '')} > {case.get('name', '')}: {told}")
        elif skip is not None:
            tally.skipped += 1
            tally.reasons[skip.get("message") or (skip.text or "no reason given").strip()] += 1
        else:
            tally.passed += 1
    return tally


def write_skip(file: Path, suite: str, reason: str) -> None:
    """The result of a suite that this machine cannot run."""
    root = ElementTree.Element("testsuites")
    case = ElementTree.SubElement(
        ElementTree.SubElement(root, "testsuite", name=suite), "testcase", classname=suite, name=suite
    )
    ElementTree.SubElement(case, "skipped", message=reason)
    ElementTree.ElementTree(root).write(file, encoding="utf-8")
