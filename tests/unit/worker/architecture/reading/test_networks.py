"""Networks are read by the names that a request gives them, and which of them has no way out."""

import pytest

from worker.architecture.reading.cut_off import has_no_way_out, networks_without_way_out
from worker.architecture.reading.networks import networks_named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hub, dev and prod VPCs behind a transit gateway", ("hub", "dev", "prod")),
        ("a hub VPC, a dev VPC and a prod VPC", ("hub", "dev", "prod")),
        ("three VPCs named orders, billing and prod behind a gateway", ("orders", "billing", "prod")),
        ("two networks (blue, green)", ("blue", "green")),
        ("Separate networks for production, staging and shared services", ("production", "staging", "shared services")),
        ("one VPC for dev and one for prod", ("dev", "prod")),
        ("dev/test/prod VPCs", ("dev", "test", "prod")),
        ("a prod VPC and a production network, beside the test VPC", ("prod", "test")),
    ],
)
def test_several_networks_have_names(text, names):
    assert networks_named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "a production VPC",
        "a VPC with public and private subnets",
        "a hub-and-spoke network",
        "an application network load balancer and a data network",
        "environments for dev and prod in one VPC",
        "a VPC for the API",
    ],
)
def test_one_network_needs_no_name(text):
    assert networks_named(text) == ()


NAMES = ("hub", "dev", "prod")


@pytest.mark.parametrize(
    ("text", "cut_off"),
    [
        ("Hub, dev and prod VPCs, no internet access from production", {"prod"}),
        ("Hub, dev and prod VPCs; production must not reach the internet", {"prod"}),
        ("The prod VPC has no NAT gateway", {"prod"}),
        ("Neither can talk: no route to the internet from dev and prod", {"dev", "prod"}),
        ("There are three. Nothing in them reaches the internet", {"hub", "dev", "prod"}),
        ("The hub goes out for all", set()),
    ],
)
def test_a_way_out_is_refused_to_the_networks_that_are_named(text, cut_off):
    assert networks_without_way_out(text, NAMES) == cut_off
    assert has_no_way_out(text, NAMES) == (cut_off == set(NAMES))


def test_who_may_not_be_reached_may_still_reach_out():
    assert not has_no_way_out("The servers must not be exposed to the internet")
    assert has_no_way_out("The servers may never access the internet")
