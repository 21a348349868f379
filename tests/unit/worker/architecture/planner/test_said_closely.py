"""What a request says of a resource beyond its name is in the plan: regions, number, kind."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate

CATALOGUE = load_catalogue()
ASKED = "We need a CloudFormation template that creates "


def planned(text):
    architecture = plan(read_requirements(text), CATALOGUE)
    validate(architecture, CATALOGUE)
    return architecture


def options(architecture, block):
    return [component.options for component in architecture.components if component.block == block]


def edges(architecture):
    by_id = {component.id: component.block for component in architecture.components}
    return {(by_id[edge.source], by_id[edge.target]) for edge in architecture.connections}


def test_replicas_stand_in_the_regions_that_the_request_names():
    architecture = planned("An API on Lambda with DynamoDB global tables in eu-central-1 and ap-southeast-2.")
    assert options(architecture, "dynamodb_table")[0]["replica_regions"] == ["ap-southeast-2"]


def test_as_many_read_replicas_as_the_request_says():
    architecture = planned("A web shop on ECS with RDS PostgreSQL and three read replicas.")
    assert options(architecture, "rds_instance")[0]["read_replicas"] == 3


def test_visitors_do_not_sign_in_and_members_do():
    visited = planned("A portal with Cognito for 3 agents and 400,000 visitors per month.")
    joined = planned("A portal with Cognito for 400,000 members.")
    assert "users_per_month" not in options(visited, "cognito_user_pool")[0]
    assert options(joined, "cognito_user_pool")[0]["users_per_month"] == 400_000


@pytest.mark.parametrize("hub", ["transit_gateway", "vpc_peering"])
def test_networks_that_are_joined_do_not_overlap(hub):
    name = CATALOGUE.block(hub).names[0]
    architecture = planned(f"{ASKED}a {name} that joins two VPCs.")
    ranges = [given.get("cidr", "10.0.0.0/16") for given in options(architecture, "vpc")]
    assert ranges == ["10.0.0.0/16", "10.1.0.0/16"]
    assert (hub, "vpc") in edges(architecture)


@pytest.mark.parametrize(
    ("asked", "block", "option", "value"),
    [
        ("an IAM managed policy that permits reading one S3 bucket", "iam_role", "policy", "managed"),
        ("an IAM group with two users in it", "iam_group", "users", 2),
        ("a private API Gateway with a Lambda function", "rest_api", "endpoint", "PRIVATE"),
        ("a WAF web ACL with an IP set for a REST API", "waf_web_acl", "block_list", True),
        ("a Cognito user pool with a post confirmation Lambda", "cognito_user_pool", "trigger", "PostConfirmation"),
    ],
)
def test_a_resource_is_of_the_kind_that_the_request_says(asked, block, option, value):
    assert options(planned(f"{ASKED}{asked}."), block)[0][option] == value


def test_a_function_that_a_user_pool_asks_is_not_let_into_the_pool():
    architecture = planned(f"{ASKED}a Cognito user pool with a pre sign-up Lambda trigger.")
    assert edges(architecture) == {("cognito_user_pool", "lambda_function")}


def test_a_rest_api_is_no_second_api():
    architecture = planned(f"{ASKED}a REST API in API Gateway with a Lambda function.")
    assert not options(architecture, "http_api")


def test_videos_are_transcoded_from_and_into_buckets_and_a_failure_is_told():
    architecture = planned("Videos uploaded to S3 are transcoded with MediaConvert by Lambda; SNS tells of failures.")
    found = edges(architecture)
    assert {("mediaconvert_queue", "s3_bucket"), ("mediaconvert_queue", "sns_topic")} <= found


def test_a_window_of_time_asks_for_no_windows():
    text = "Move 4 servers to EC2 behind a load balancer within a weekend window."
    assert "os" not in options(planned(text), "ec2_instance")[0]


def test_privatelink_before_a_network_load_balancer_offers_the_service_to_others():
    architecture = planned(
        "ECS Fargate behind a Network Load Balancer, exposed to partner accounts through PrivateLink."
    )
    assert ("privatelink_service", "network_load_balancer") in edges(architecture)


def test_without_a_way_out_the_network_has_endpoints_for_what_is_named_and_each_once():
    architecture = planned("A HIPAA API on Lambda with SQS, KMS and VPC endpoints, with no public internet access.")
    [network] = options(architecture, "vpc")
    [endpoint] = options(architecture, "vpc_endpoint")
    assert network["nat_gateways"] == "none"
    assert set(network["interface_endpoints"]) == {"kms", "sqs"}
    assert endpoint["service"] not in network["interface_endpoints"]
