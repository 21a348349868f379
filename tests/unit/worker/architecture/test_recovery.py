"""What the loss of a zone or of the region means for the whole."""

import pytest

from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.recovery import recovery


def design(*components):
    return Architecture(title="Any", project="any", components=components)


NETWORK = Component(id="network", block="vpc", name="Network", options={"nat_gateways": "per_az"})


@pytest.mark.parametrize(("multi_az", "minutes"), [(True, 2), (False, 60)])
def test_the_slowest_component_decides(catalogue, multi_az, minutes):
    database = Component(
        id="data", block="rds_instance", name="Data", options={"multi_az": multi_az}, network="network"
    )
    table = Component(id="table", block="dynamodb_table", name="Table")
    zone = recovery(design(NETWORK, database, table), catalogue).zone
    assert (zone.rto_minutes, zone.slowest) == (minutes, "Data")


def test_what_aws_spreads_over_zones_loses_nothing_with_one(catalogue):
    zone = recovery(design(Component(id="table", block="dynamodb_table", name="Table")), catalogue).zone
    assert (zone.rto_minutes, zone.rpo_minutes, zone.components) == (0, 0, ())


def test_data_waits_for_its_region(catalogue):
    region = recovery(design(Component(id="table", block="dynamodb_table", name="Table")), catalogue).region
    assert region.rto_minutes >= 240
    assert region.loses_most == "Table"


def test_what_watches_over_others_is_not_waited_for(catalogue):
    alarm = Component(id="alarm", block="cloudwatch_alarm", name="Alarm")
    assert recovery(design(alarm), catalogue).region.rto_minutes == 0


def test_what_is_assumed_says_so(catalogue):
    bare = catalogue.block("lambda_function").model_copy(update={"recovery": []})
    without = type(catalogue)({**catalogue.blocks, "lambda_function": bare}, catalogue.connections, catalogue.folder)
    found = recovery(design(Component(id="function", block="lambda_function", name="Function")), without).region
    assert [one.assumed for one in found.components] == [True]


@pytest.mark.parametrize(("zones", "goes_on"), [((1, 2), True), ((1, 1), False)])
def test_a_server_in_another_zone_goes_on(catalogue, zones, goes_on):
    entry = Component(id="entry", block="application_load_balancer", name="Entry", network="network")
    servers = [
        Component(id=f"s{n}", block="ec2_instance", name="Server", options={"zone": zone}, network="network")
        for n, zone in enumerate(zones)
    ]
    edges = tuple(Connection(source="entry", target=server.id) for server in servers)
    made = design(NETWORK, entry, *servers).model_copy(update={"connections": edges})
    assert (recovery(made, catalogue).zone.rto_minutes == 0) is goes_on
