"""Composite availability, as a product over what a request needs."""

import math

import pytest

from worker.architecture.availability import TIMES, availability, shown
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


def test_servers_behind_one_load_balancer_stand_in_for_each_other(catalogue):
    """One term, and no more than AWS promises over several zones; a path of its own is another application."""
    alike = availability(_balanced({"zone": 1}, {"zone": 2}), catalogue)
    assert [term.percent for term in alike.paths[0].terms] == [99.99, 99.99]
    together = availability(_balanced({"zone": 1}, {"zone": 1}), catalogue)
    assert sorted(term.percent for term in together.paths[0].terms) == [99.5, 99.5, 99.99], "a zone takes both"
    apart = availability(_balanced({}, {"path_pattern": "/admin/*"}), catalogue)
    assert sorted(term.percent for term in apart.paths[0].terms) == [99.5, 99.5, 99.99]


def test_a_second_line_to_the_same_gateway_takes_over(catalogue):
    def lines(*blocks):
        parts = [Component(id=block, block=block, name=block) for block in (*blocks, "transit_gateway")]
        parts.append(Component(id="network", block="vpc", name="Network"))
        edges = [Connection(source=block, target="transit_gateway") for block in blocks]
        edges.append(Connection(source="transit_gateway", target="network"))
        return Architecture(title="Lines", project="lines", components=tuple(parts), connections=tuple(edges))

    alone = availability(lines("direct_connect"), catalogue)
    both = availability(lines("direct_connect", "site_to_site_vpn"), catalogue)
    assert alone.percent < 95
    assert both.percent == pytest.approx(99.9975 * 99.95 / 100, abs=1e-3)


def test_what_is_read_at_the_start_is_not_waited_for(api, catalogue):
    secret = Component(id="secret", block="secrets_manager_secret", name="Secret")
    edge = Connection(source="function", target="secret")
    more = api.model_copy(update={"components": (*api.components, secret), "connections": (*api.connections, edge)})
    assert availability(more, catalogue).percent == availability(api, catalogue).percent


def test_a_firewall_counts_unless_requests_pass_without_it(catalogue):
    percents = [availability(_balanced({}, firewall=opens), catalogue).percent for opens in (None, True, False)]
    assert percents[0] == percents[1] > percents[2]


@pytest.mark.parametrize(
    ("percent", "text"), [(99.620_6, "99.62"), (99.9975, "99.9975"), (99.95, "99.95"), (100, "100"), (94.336, "94.33")]
)
def test_a_figure_is_never_rounded_up(percent, text):
    assert shown(percent) == text


def _balanced(*servers, firewall=None):
    options = {} if firewall is None else {"waf_fail_open": firewall}
    parts = [
        Component(id="network", block="vpc", name="Network"),
        Component(id="entry", block="application_load_balancer", name="Entry", options=options, network="network"),
    ]
    edges = []
    for number, chosen in enumerate(servers):
        part = Component(
            id=f"server{number}", block="ec2_instance", name=f"Server {number}", options=chosen, network="network"
        )
        parts.append(part)
        edges.append(Connection(source="entry", target=part.id))
    if firewall is not None:
        parts.append(Component(id="firewall", block="waf_web_acl", name="Firewall"))
        edges.append(Connection(source="firewall", target="entry"))
    return Architecture(title="Site", project="site", components=tuple(parts), connections=tuple(edges))
