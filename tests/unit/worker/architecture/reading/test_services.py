"""Services are found by the names people use, and a refusal is understood."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.services import read_services


def read(text):
    return read_services(text, split_words(text), load_catalogue())


def wanted(text):
    return {service.block for service in read(text) if service.block and not service.excluded}


def excluded(text):
    return {service.block for service in read(text) if service.excluded}


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Use Lambda and DynamoDB.", {"lambda_function", "dynamodb_table"}),
        ("S3+CloudFront for the frontend", {"s3_bucket", "cloudfront_distribution"}),
        ("an Application Load Balancer", {"application_load_balancer"}),
        ("two SQS queues and lambdas", {"sqs_queue", "lambda_function"}),
        ("step_functions", {"step_functions_state_machine"}),
        ("RDS for PostgreSQL", {"rds_instance"}),
        ("Amazon Aurora MySQL", {"aurora_serverless"}),
        ("ElastiCache Redis cluster", {"elasticache_redis"}),
        ("We are a lambda-calculus shop? no, Lambda@Edge", {"cloudfront_function"}),
    ],
)
def test_services_are_found_by_their_names(text, blocks):
    assert wanted(text) == blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("no Lambda", {"lambda_function"}),
        ("without using any Lambda functions", {"lambda_function"}),
        ("Do not use Lambda or DynamoDB", {"lambda_function", "dynamodb_table"}),
        ("don't want to manage RDS", {"rds_instance"}),
        ("we don\u2019t use Redis", {"elasticache_redis"}),
        ("Lambda must not be used", {"lambda_function"}),
        ("Lambda is not allowed", {"lambda_function"}),
        ("containers on ECS instead of Lambda", {"lambda_function"}),
        ("migrate from RDS to DynamoDB", {"rds_instance"}),
        ("replace RDS with DynamoDB", {"rds_instance"}),
    ],
)
def test_a_refusal_is_understood(text, blocks):
    assert excluded(text) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "Lambda without downtime",
        "no public access to S3",
        "do not lose messages: use SQS",
        "Instead of servers we want Lambda.",
        "not only Lambda",
        "No servers. Lambda runs it",
    ],
)
def test_a_refusal_of_something_else_does_not_reach_the_service(text):
    assert not excluded(text)
    assert wanted(text)


def test_what_stands_in_for_a_refused_service_is_not_refused_itself():
    assert wanted("Without Kubernetes, ECS") == {"ecs_service"}


def test_a_service_of_another_cloud_names_the_block_that_does_its_work():
    (service,) = [s for s in read("We run on Cloud SQL today") if s.quote.text == "Cloud SQL"]
    assert (service.block, service.substitute, service.title) == ("rds_instance", True, "Google Cloud SQL")
    assert service.note.startswith("Google Cloud SQL belongs to another cloud: ")


def test_a_service_that_no_block_is_for_is_kept_with_its_name():
    (service,) = read("with Amazon Connect")
    assert (service.block, service.service, service.title) == ("", "", "Amazon Connect")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Secrets come from Secrets Manager.", "secrets_manager_secret"),
        ("Packages come from S3 through a VPC endpoint.", "s3_bucket"),
        ("Glue moves the records from Kinesis into a lake.", "kinesis_stream"),
        ("A gateway connects the on-premises network by Direct Connect; the servers are replaced.", "direct_connect"),
    ],
)
def test_where_data_flows_from_is_wanted(text, block):
    assert block in wanted(text)


@pytest.mark.parametrize("text", ["We come from Heroku and want Fargate.", "Coming from Heroku, we want Fargate."])
def test_where_people_come_from_is_not(text):
    assert "Heroku" in {service.title for service in read(text) if service.excluded}


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("an Amazon Bedrock agent", "bedrock_agent"),
        ("an AWS Glue job", "glue_job"),
        ("an Amazon SQS FIFO queue", "sqs_fifo_queue"),
    ],
)
def test_the_maker_before_a_name_does_not_make_it_another(text, block):
    assert wanted(text) == {block}


def test_a_service_without_a_block_is_known_with_what_is_left_to_do():
    (service,) = read("Use GameLift.")
    assert not service.block
    assert "build of the game server" in service.why


@pytest.mark.parametrize("text", ["A blog on a t4g instance with MySQL", "WordPress on an m6i.large, and nothing else"])
def test_the_type_of_a_server_names_it(text):
    assert "ec2_instance" in wanted(text)


@pytest.mark.parametrize(
    "text",
    [
        "RDS PostgreSQL on db.t3.large",
        "Redis on cache.r6g.large nodes",
        "EKS with 6 m6i.large instances",
        "p99 of 20 ms",
    ],
)
def test_types_of_other_services_name_no_server(text):
    assert "ec2_instance" not in wanted(text)


def test_servers_by_type_are_counted():
    (server,) = [service for service in read("Three t3.large instances run it") if service.block]
    assert server.count == 3


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("an HTTP API with a Lambda integration", "http_api"),
        ("a REST API backed by a Lambda function", "rest_api"),
        ("a CI/CD pipeline that builds with CodeBuild", "codepipeline"),
    ],
)
def test_in_a_template_of_certain_resources_a_word_for_a_need_names_the_resource(name, block):
    assert block in wanted(f"We need a CloudFormation template that creates {name}.")
    assert block not in wanted(f"Design a shop with {name}.")


def test_a_plain_word_written_as_a_name_inside_a_sentence_names_the_service():
    assert "config_recorder" in wanted("Evidence comes from CloudTrail and Config, kept for a year.")


@pytest.mark.parametrize("text", ["Config is kept in Git.", "the config of Lambda", "Lambda reads Config files"])
def test_a_plain_word_that_is_not_written_as_a_name_names_nothing(text):
    assert "config_recorder" not in wanted(text)
