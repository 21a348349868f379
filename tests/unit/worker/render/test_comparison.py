"""The comparison as files."""

import json
from xml.etree import ElementTree

import pytest

from worker.architecture.alternatives import make_alternatives
from worker.architecture.alternatives.assessment import assess
from worker.architecture.alternatives.comparison import compare
from worker.architecture.reading import read_requirements
from worker.render.comparison import render_comparison


@pytest.fixture(scope="module")
def files_of(catalogue):
    def render(request):
        requirements = read_requirements(request, catalogue=catalogue)
        options = [assess(one, requirements, catalogue) for one in make_alternatives(requirements, catalogue)]
        return render_comparison(compare(requirements, options, catalogue, pins=("must use Aurora",)))

    return render


def test_the_table_has_a_column_for_each_option_and_every_figure(files_of):
    text = files_of("A web application on containers with PostgreSQL, under $300 a month")["comparison.md"].decode()
    assert "|  | Cost-optimised | Balanced | Resilient |" in text
    for line in (
        "USD a month",
        "Availability",
        "Loss of a zone",
        "Loss of the region",
        "Effort",
        "Security",
        "Latency",
    ):
        assert line in text
    assert "“\\$300 a month”" in text
    assert "Pinned by you: must use Aurora." in text


def test_every_row_of_a_table_has_as_many_cells_as_its_head(files_of):
    text = files_of("A static website with a CDN")["comparison.md"].decode()
    for table in text.split("\n\n"):
        if table.startswith("|"):
            assert len({line.count(" | ") for line in table.splitlines() if "---" not in line}) == 1


def test_json_holds_it_all(files_of):
    told = json.loads(files_of("A static website with a CDN")["comparison.json"])
    assert [row["name"] for row in told["rows"]] == ["cost-optimised", "balanced", "resilient"]
    assert told["recommendation"]["option"]


def test_the_picture_is_svg_with_a_bar_for_each_option(files_of):
    picture = ElementTree.fromstring(files_of("A static website with a CDN")["comparison.svg"])
    texts = [one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Cost-optimised", "Balanced", "Resilient", "recommended"} <= set(texts)


def test_words_of_a_request_cannot_become_markup(files_of):
    files = files_of("<script>alert(1)</script> [x](http://evil) website with a CDN")
    assert b"<script>" not in files["comparison.md"] + files["comparison.svg"]
    assert b"[x](http" not in files["comparison.md"]
