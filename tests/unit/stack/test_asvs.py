"""docs/asvs.md has every requirement of levels 1 and 2, says something of each, and names what is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from stack.layout import PROJECT

# OWASP ASVS 5.0.0: how many requirements of level 1 and 2 each section has. In every section they come before those of
# level 3, so that their ids are 1 to so many; sections that are not here (3.1, 3.6, 6.7, 11.7, 15.4) have none.
SECTIONS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3
15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
NOTHING = "\N{EN DASH}"
STATES = ("met", "n/a", "not met")
ROW = re.compile(r"\| (?P<id>\d+\.\d+\.\d+) \| (?P<asks>.+?) \| (?P<state>.+?) \| (?P<how>.+?) \| (?P<shown>.+) \|")
LINK = re.compile(r"\]\(([\w-]+\.md)#([\w-]+)\)")


@pytest.fixture(scope="module")
def text() -> str:
    return (PROJECT / "docs" / "asvs.md").read_text()


@pytest.fixture(scope="module")
def rows(text: str) -> list[re.Match[str]]:
    return [match for line in text.splitlines() if (match := ROW.fullmatch(line))]


def test_every_requirement_stands_once_in_its_order(text, rows):
    sections = [section.split(":") for section in SECTIONS.split()]
    wanted = [f"{section}.{number}" for section, count in sections for number in range(1, int(count) + 1)]

    assert len(wanted) == 253
    assert [row["id"] for row in rows] == wanted
    assert len(re.findall(r"^\| \d", text, re.MULTILINE)) == len(wanted), "a line is no row"


def test_each_has_a_state_and_a_reason_and_what_is_met_says_how(rows):
    assert {row["state"] for row in rows} == set(STATES)
    assert [row["id"] for row in rows if len(row["how"]) < 4 and row["how"] != "none"] == []
    unshown = [
        row["id"] for row in rows if row["state"] == "met" and row["shown"] == NOTHING and ".md" not in row["how"]
    ]
    assert unshown == ["1.4.1", "3.7.1", "6.4.2"], "met, with nothing that shows it"


def test_what_is_named_is_there(rows):
    missing = [
        (row["id"], name) for row in rows for name in re.findall(r"`([^`]+)`", row["shown"]) if not _is_there(name)
    ]

    assert missing == []


def test_every_link_leads_to_a_heading(text):
    for document, anchor in LINK.findall(text):
        headings = re.findall(r"^#+ (.+)$", (PROJECT / "docs" / document).read_text(), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}, document


def test_the_summary_counts_what_stands_there(rows):
    counts = Counter(row["state"] for row in rows)
    operators = sum(row["how"].startswith("operator: ") for row in rows)
    summary = (
        f"{len(rows)} requirements: {counts['met']} met, {counts['n/a']} of what is not here, {counts['not met']} not "
        f"met, {operators} of them the operator's"
    )

    assert summary in " ".join((PROJECT / "docs" / "security.md").read_text().split())


def _is_there(name: str) -> bool:
    path, _, test = name.partition("::")
    file = PROJECT / path if path.startswith("frontend/") else PROJECT / "tests" / path
    return file.is_file() and (not test or _defines(file, test))


def _defines(file: Path, test: str) -> bool:
    return re.search(rf"^ *(?:async )?def {re.escape(test)}\(", file.read_text(), re.MULTILINE) is not None
