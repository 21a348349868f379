"""Several networks are planned under their names, and each keeps or loses its own way out."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.planner.profile import OPTIONS
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate

CATALOGUE = load_catalogue()
ASKED = "A hub VPC, a dev VPC and a prod VPC joined by a transit gateway, EC2 servers; no internet access from prod"


def planned(text, profile="balanced"):
    architecture = plan(read_requirements(text), CATALOGUE, profile)
    validate(architecture, CATALOGUE)
    return architecture


def networks(architecture):
    return {one.id: one for one in architecture.components if one.block == "vpc"}


def test_networks_have_the_names_of_the_request_and_ranges_apart():
    made = networks(planned(ASKED))
    assert {one: made[one].name for one in made} == {
        "hub_network": "Hub network",
        "dev_network": "Dev network",
        "prod_network": "Prod network",
    }
    assert len({one.options.get("cidr", "10.0.0.0/16") for one in made.values()}) == 3


@pytest.mark.parametrize("profile", OPTIONS)
def test_only_the_network_that_may_not_go_out_has_no_nat_gateway(profile):
    made = networks(planned(ASKED, profile))
    none = {one for one in made if made[one].options.get("nat_gateways") == "none"}
    assert "prod_network" in none
    if profile == "balanced":
        assert none == {"prod_network"}


def test_what_runs_stands_in_production_and_what_it_needs_is_reached_privately():
    architecture = planned(ASKED)
    assert {one.network for one in architecture.components if one.block == "ec2_instance"} == {"prod_network"}
    made = networks(architecture)
    assert "ssm" in made["prod_network"].options["interface_endpoints"]
    assert "interface_endpoints" not in made["dev_network"].options


def test_notes_and_edges_follow_the_names():
    architecture = planned(ASKED)
    ids = {one.id for one in architecture.components}
    assert {("transit", "hub_network"), ("transit", "dev_network"), ("transit", "prod_network")} <= {
        (edge.source, edge.target) for edge in architecture.connections
    }
    assert all(end in ids for edge in architecture.connections for end in (edge.source, edge.target))
    assert "prod_network.nat_gateways" in {note.subject for note in architecture.assumptions}


def test_networks_of_one_house_need_no_line_to_another():
    assert "site_to_site_vpn" not in {one.block for one in planned(ASKED).components}
    joined = planned("One VPC for dev and one for prod, connected to our data centre by VPN")
    blocks = [one.block for one in joined.components]
    assert {"site_to_site_vpn", "transit_gateway"} <= set(blocks)
    assert blocks.count("vpc") == 2


def test_a_refused_nat_gateway_refuses_no_network():
    requirements = read_requirements("Containers in a VPC without a NAT gateway")
    assert requirements.conflicts == ()
    (made,) = networks(plan(requirements, CATALOGUE)).values()
    assert made.options["nat_gateways"] == "none"
