"""The review as files: what is worst comes first, and text from a request stays text."""

import json

import pytest

from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.review.findings import Review
from worker.architecture.review.run import review
from worker.render.documents.review import render_review


@pytest.fixture
def reviewed(catalogue) -> Review:
    return review(_architecture("Orders"), None, catalogue)


def _architecture(title: str) -> Architecture:
    blocks = {"api": "http_api", "fn": "lambda_function", "table": "dynamodb_table"}
    return Architecture(
        title=title,
        project="shop",
        components=tuple(Component(id=key, block=block, name=title[:60]) for key, block in blocks.items()),
        connections=(Connection(source="api", target="fn"), Connection(source="fn", target="table")),
    )


def test_the_json_is_the_whole_review(reviewed):
    assert Review.model_validate_json(render_review(reviewed)["review.json"]) == reviewed


def test_the_json_tells_fixes_as_changes(reviewed):
    document = json.loads(render_review(reviewed)["review.json"])
    kinds = {change["kind"] for finding in document["findings"] for change in finding["fix"]}
    assert {"add_component", "add_connection", "set_option"} <= kinds


def test_the_worst_comes_first(reviewed):
    text = render_review(reviewed)["review.md"].decode()
    order = [text.index(f"· [{f.practice.id} ") for f in reviewed.with_status("not_met")]
    headings = [line for line in text.splitlines() if line.startswith("### ") and line[4].isdigit()]
    assert len(headings) == len(order)
    severities = [line.split(" · ")[0] for line in text.splitlines() if " · [" in line]
    assert severities == sorted(severities, key=["High", "Medium", "Low"].index)


def test_each_finding_has_evidence_and_a_change(reviewed):
    text = render_review(reviewed)["review.md"].decode()
    assert "- table.deletion\\_protection = false" in text
    assert "- set table.deletion\\_protection to true" in text


def test_what_cannot_be_determined_names_whom_to_ask(reviewed):
    text = render_review(reviewed)["review.md"].decode()
    assert "| product owner | Where are the users, and where must data stay? | PERF04-BP06" in text


def test_each_framework_has_a_table_and_what_lies_beyond(reviewed):
    text = render_review(reviewed)["review.md"].decode()
    for title in ("HIPAA Security Rule", "PCI DSS", "SOC 2", "GDPR", "FedRAMP Moderate", "ISO/IEC 27001"):
        assert f"### {title}" in text
    assert text.count("Beyond any architecture:") == 6


def test_text_of_people_starts_no_markup(catalogue):
    title = "<script>alert(1)</script> | [x](javascript:y) # ![z](q)"
    text = render_review(review(_architecture(title), None, catalogue))["review.md"].decode()
    assert "<script>" not in text
    assert "[x](javascript" not in text
    assert "![z]" not in text


def test_tables_have_as_many_cells_as_their_heads(reviewed):
    cells = 0
    for line in render_review(reviewed)["review.md"].decode().splitlines():
        if not line.startswith("|"):
            cells = 0
        elif not cells:
            cells = line.count("|")
        else:
            assert line.replace("\\|", "").count("|") == cells, line
