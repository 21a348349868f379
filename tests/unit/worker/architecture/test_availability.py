"""Composite availability, as a product over what a request needs."""

import math

import pytest

from worker.architecture.availability import TIMES, availability
from worker.architecture.model import Architecture, Component, Connection


@pytest.fixture
def api():
    return Architecture(
        title="API",
        project="api",
        components=(
            Component(id="api", block="http_api", name="API"),
            Component(id="function", block="lambda_function", name="Function"),
            Component(id="table", block="dynamodb_table", name="Table"),
            Component(id="jobs", block="sqs_queue", name="Jobs"),
            Component(id="worker", block="lambda_function", name="Worker"),
            Component(id="alarm", block="cloudwatch_alarm", name="Alarm"),
        ),
        connections=(
            Connection(source="api", target="function"),
            Connection(source="function", target="table"),
            Connection(source="jobs", target="worker"),
            Connection(source="alarm", target="function"),
        ),
    )


def test_it_is_the_product_of_what_stands_between_the_caller_and_the_data(api, catalogue):
    found = availability(api, catalogue)
    terms = {term.name: term.percent for term in found.paths[0].terms}
    assert set(terms) == {"API", "Function", "Table"}
    assert found.percent == pytest.approx(100 * math.prod(percent / 100 for percent in terms.values()), abs=1e-4)
    assert found.downtime_minutes_per_month == pytest.approx((100 - found.percent) / 100 * 43_800, abs=0.1)


def test_the_formula_and_the_weakest_part_are_told(api, catalogue):
    found = availability(api, catalogue)
    assert found.limited_by in ("API", "Function")
    assert f"(API) {TIMES} " in found.formula


def test_a_second_zone_counts(catalogue):
    percents = [
        availability(_only("rds_instance", {"multi_az": several}, network=True), catalogue).percent
        for several in (True, False)
    ]
    assert percents == [99.95, 99.5]


def test_what_has_no_agreement_is_named_and_not_counted(catalogue, monkeypatch):
    bare = catalogue.block("sqs_queue").model_copy(update={"slas": []})
    blocks = {**catalogue.blocks, "sqs_queue": bare}
    found = availability(_only("sqs_queue", {}), type(catalogue)(blocks, catalogue.connections, catalogue.folder))
    assert found.percent is None
    assert found.no_sla == ("Part",)
    assert "No published SLA: Part" in found.formula


def test_where_nobody_calls_the_way_of_an_event_counts(catalogue):
    design = Architecture(
        title="Files",
        project="files",
        components=(
            Component(id="uploads", block="s3_bucket", name="Uploads"),
            Component(id="jobs", block="sqs_queue", name="Jobs"),
            Component(id="processor", block="lambda_function", name="Processor"),
        ),
        connections=(Connection(source="uploads", target="jobs"), Connection(source="jobs", target="processor")),
    )
    assert len(availability(design, catalogue).paths[0].terms) == 3


def _only(block, options, *, network=False):
    parts = [Component(id="part", block=block, name="Part", options=options, network="network" if network else None)]
    if network:
        parts.append(Component(id="network", block="vpc", name="Network"))
    return Architecture(title="One", project="one", components=tuple(parts))
