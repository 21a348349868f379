"""Text from people is only text in Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from worker.render.documents.markdown import escape, quote

RENDERER = MarkdownIt("commonmark", {"html": True}).enable("table")


def tokens(text):
    found = set()
    for token in RENDERER.parse(text):
        found.add(token.type)
        found |= {child.type for child in token.children or []}
    return found


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://example.com)",
        "![a](b)",
        "<script>alert(1)</script>",
        "<!-- a",
        "# heading",
        "- item",
        "+ item",
        "1. item",
        "1) item",
        "> quote",
        "`code`",
        "*em* __strong__",
        "a\n\n# b",
        "[a]: http://example.com",
        "a | b\n---|---",
        "=====",
        "---",
        "&lt;b&gt;",
        "\\[a](b)",
        "~~~",
        "\ta",
    ],
)
def test_markup_is_shown_and_not_followed(text):
    assert tokens(escape(text)) <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


@given(st.text(max_size=80))
def test_no_text_makes_more_than_one_paragraph(text):
    assert tokens(escape(text)) <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}


def test_a_row_of_a_table_keeps_its_cells():
    table = f"| a | b |\n|---|---|\n| {escape('x | y')} | z |\n"
    assert sum(token.type == "td_open" for token in RENDERER.parse(table)) == 2


def test_ordinary_text_reads_as_it_was():
    assert escape("A web shop, 99.9 % up. (Yes!)") == "A web shop, 99.9 % up. (Yes!)"


def test_a_long_request_is_cut_in_the_quote():
    shown = quote("word " * 1000)
    assert shown.startswith("> word")
    assert shown.endswith("…")
    assert len(shown) < 2100
