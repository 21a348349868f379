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


def test_what_is_named_in_detail_gets_no_family_that_is_a_stranger_to_it() -> None:
    made = planned(
        "A contact centre: a Lex bot takes meter readings, Lambda looks customers up in DynamoDB, recordings go to S3, "
        "Transcribe and Comprehend tell the mood"
    )
    assert "iot_core" not in blocks(made)


def test_a_production_system_of_named_services_is_watched() -> None:
    made = planned("Design the hosting of our archive: RDS PostgreSQL and OpenSearch, nothing else")
    assert {"cloudwatch_alarm", "sns_topic"} <= set(blocks(made))


def test_a_template_of_certain_resources_is_not_watched() -> None:
    made = planned("We need a CloudFormation template that creates an RDS PostgreSQL database")
    assert "cloudwatch_alarm" not in blocks(made)


def test_nothing_is_added_to_watch_over_what_no_alarm_knows() -> None:
    assert blocks(planned("An IAM role for auditors")) == ["iam_role"]


def test_servers_that_scale_are_a_group() -> None:
    made = planned("A shop on EC2 instances behind an Application Load Balancer, with auto scaling and RDS MySQL")
    assert "ec2_auto_scaling_group" in blocks(made)
    assert "ec2_instance" not in blocks(made)


def test_an_elastic_address_does_not_make_servers_scale() -> None:
    assert "ec2_instance" in blocks(planned("An EC2 instance with an Elastic IP for our VPN software"))


def test_kafka_on_kubernetes_brings_no_other_containers() -> None:
    made = planned("Microservices on EKS with MSK for domain events")
    assert not {"ecs_service", "eventbridge_bus"} & set(blocks(made))


def test_a_system_without_a_queue_gets_none() -> None:
    assert "sqs_queue" not in blocks(planned("An SQS-free checkout on ECS Fargate with DynamoDB"))


def test_a_firewall_that_a_framework_wants_opens_no_entrance() -> None:
    """Files that partners send are not put on the internet so that a firewall has something to guard."""
    made = planned("Partners upload CSV files over SFTP, a Lambda function processes them, results in S3, PCI DSS")
    assert not {"cloudfront_distribution", "waf_web_acl", "application_load_balancer"} & set(blocks(made))
    assert any(note.value == "left out" and "entrance" in note.reason for note in made.assumptions)
    assert "cloudfront_distribution" in blocks(planned("A WAF web ACL with rate limits"))


def test_a_website_has_a_bucket_of_its_own_that_no_upload_lies_in() -> None:
    made = planned(
        "Static website with CloudFront and S3, serverless HTTP API on Lambda and DynamoDB, chat over WebSocket"
    )
    ends = {(edge.source, edge.target) for edge in made.connections}
    shown = [target for source, target in ends if made.component(source).block == "cloudfront_distribution"]
    written = [target for source, target in ends if made.component(source).block == "lambda_function"]
    assert {"http_api", "websocket_api"} <= set(blocks(made))
    assert not set(shown) & set(written)
