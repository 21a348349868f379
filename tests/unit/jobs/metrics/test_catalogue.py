"""What may be counted: little by little, with names that say nothing of anybody."""

import re
from pathlib import Path

import pytest

from jobs.metrics.catalogue import BY_NAME, METRICS, Kind, Metric, Unit
from jobs.metrics.prometheus import name_of

DOCUMENT = (Path(__file__).parents[4] / "docs" / "operations.md").read_text(encoding="utf-8")
OF_SOMEBODY = re.compile(r"(^|_)(id|org|organization|user|person|job|request|email|address|key|session|path|url)(_|$)")


def test_every_metric_has_a_name_of_its_own():
    assert len(METRICS) == len(BY_NAME) >= 20


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_labels_are_of_kinds_of_things_never_of_one_of_them(metric: Metric):
    assert [label for label in metric.labels if OF_SOMEBODY.search(label)] == []
    assert len(metric.labels) <= 2


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_metric_stands_in_the_documentation_in_the_words_of_the_code(metric: Metric):
    labels = ", ".join(metric.labels) or "\N{EN DASH}"
    essential = "yes" if metric.essential else ""
    assert (
        f"| `{name_of(metric)}` | {metric.kind} | {metric.unit} | {labels} | {essential} | {metric.says} |" in DOCUMENT
    )


def test_what_is_measured_in_seconds_says_so_in_its_name():
    assert {one.unit for one in METRICS if one.name.endswith("_seconds")} == {Unit.SECONDS}
    assert {one.name for one in METRICS if one.unit is Unit.SECONDS and not one.name.endswith("_seconds")} == set()
    assert {one.unit for one in METRICS if one.kind is Kind.COUNTER} == {Unit.COUNT}
