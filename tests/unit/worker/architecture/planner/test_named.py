"""A service that every design has anyway becomes a component only where it is what the request is about."""

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()


def planned(request: str) -> Architecture:
    return plan(read_requirements(request, catalogue=CATALOGUE), CATALOGUE)


def blocks(architecture: Architecture) -> list[str]:
    return [component.block for component in architecture.components]


def test_roles_beside_other_services_are_those_of_the_components() -> None:
    made = planned("A Lambda function that writes to DynamoDB, with an IAM role for least privilege")
    assert "iam_role" not in blocks(made)
    assert any(note.subject == "AWS IAM role" and note.value == "part of it" for note in made.assumptions)


def test_a_role_that_is_asked_for_first_is_made() -> None:
    assert blocks(planned("An IAM role for auditors")) == ["iam_role"]


def test_as_many_roles_are_made_as_are_asked_for() -> None:
    assert (
        blocks(
            planned("A CloudFormation template with four IAM roles and tiered permissions for administrators and users")
        ).count("iam_role")
        == 4
    )


def test_what_guards_a_network_finds_the_network_that_another_part_brought() -> None:
    made = planned("EC2 instances whose addresses are planned by IPAM")
    ends = {component.id: component.block for component in made.components}
    assert ("vpc_ipam", "vpc") in {(ends[edge.source], ends[edge.target]) for edge in made.connections}


def test_what_a_region_does_not_have_is_left_out_and_told() -> None:
    design = planned("A payment API on Lambda with CloudHSM in us-gov-east-1")
    assert "cloudhsm_cluster" not in blocks(design)
    told = [one for one in design.assumptions if one.value == "left out"]
    assert "us-gov-east-1" in told[0].reason
    assert "cloudhsm_cluster" in blocks(planned("A payment API on Lambda with CloudHSM in us-east-2"))


def test_servers_that_do_the_same_stand_in_different_zones() -> None:
    made = planned("2 EC2 instances behind an Application Load Balancer")
    servers = [component for component in made.components if component.block == "ec2_instance"]
    assert [server.options.get("zone", 1) for server in servers] == [1, 2]


def test_a_network_is_no_wider_than_its_region() -> None:
    request = "A web application on containers with PostgreSQL in {}, 99.99% availability"
    zones = {}
    for region in ("us-west-1", "us-west-2"):
        made = plan(read_requirements(request.format(region), catalogue=CATALOGUE), CATALOGUE, "resilient")
        zones[region] = next(part.options["availability_zones"] for part in made.components if part.block == "vpc")
    assert zones == {"us-west-1": 2, "us-west-2": 3}
