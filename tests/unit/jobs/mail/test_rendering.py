"""Every mail that we send, as `make mails` writes it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from jobs.mail.letter import Letter, Section
from jobs.mail.rendering import Footer, render_html, render_text
from stack.mails.samples import UNSUBSCRIBE_URL, WEB_URL, letters

LETTERS = letters("diagram")
FOOTER = Footer(WEB_URL, UNSUBSCRIBE_URL)
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=y> {{ 7 * 7 }} \r\nBcc: x'


class _Tags(HTMLParser):
    """The tags that are open at the end, and every address that something leads to."""

    VOID = frozenset({"meta", "img", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "action", "background"}]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags


@pytest.mark.parametrize("name", LETTERS)
def test_html_is_whole_and_leads_to_us_alone(name: str) -> None:
    html = render_html(LETTERS[name], FOOTER)
    tags = parsed(html)
    assert tags.open == []
    assert {address for address in tags.addresses if not address.startswith((f"{WEB_URL}/", "cid:"))} == set()
    assert not tags.names & {"script", "link", "form", "iframe", "svg"}
    assert "prefers-color-scheme: dark" in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert not re.search(r"background(-color)?:\s*(#fff\b|#ffffff|white)", html)
    assert len(html) < 60_000, "Gmail cuts at 102 kB, and the quoted form is longer"


@pytest.mark.parametrize("name", LETTERS)
def test_text_says_the_same_in_lines_that_fit(name: str) -> None:
    letter, text = LETTERS[name], render_text(LETTERS[name], FOOTER)
    flat = " ".join(text.split())
    said = [letter.heading, letter.lead, letter.button.url, letter.why, *(value for _, value in letter.facts)]
    said += [point for section in letter.sections for point in (section.text, *section.points)]
    for words in said:
        assert " ".join(words.split()) in flat
    assert all(len(line) <= 76 or "https://" in line for line in text.splitlines())
    assert "\n\n\n" not in text
    assert UNSUBSCRIBE_URL in text


def test_words_of_a_user_are_text_wherever_they_stand() -> None:
    letter = LETTERS["comparison"]
    assert letter.table is not None
    row = replace(letter.table.rows[0], title=HOSTILE, cells=(HOSTILE, HOSTILE, HOSTILE))
    hostile = Letter(
        subject=HOSTILE,
        badge=HOSTILE,
        tone="bad",
        heading=HOSTILE,
        lead=HOSTILE,
        button=replace(letter.button, label=HOSTILE),
        why=HOSTILE,
        facts=((HOSTILE, HOSTILE),),
        table=replace(letter.table, rows=(row,)),
        sections=(Section(HOSTILE, HOSTILE, (HOSTILE,), "bad"), Section(HOSTILE, HOSTILE, (HOSTILE,))),
    )
    tags = parsed(render_html(hostile, FOOTER))
    assert "script" not in tags.names
    assert "img" not in tags.names
    assert "{{ 7 * 7 }}" in render_html(hostile, FOOTER)


def test_who_is_invited_has_nothing_to_unsubscribe_from() -> None:
    for text in (
        render_html(LETTERS["invitation"], Footer(WEB_URL)),
        render_text(LETTERS["invitation"], Footer(WEB_URL)),
    ):
        assert "unsubscribe" not in text
        assert "/settings/notifications" not in text
