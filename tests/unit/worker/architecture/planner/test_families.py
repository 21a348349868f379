"""Each family makes the system that people of the field would draw: the way through it, and nothing without work."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate

CATALOGUE = load_catalogue()

REQUESTS = {
    "data_lake": "A data lake for a railway: timetables land nightly, Glue cleans them, analysts query with Athena.",
    "event_streaming": "Stream processing of 3,000 card events per second with Kinesis.",
    "event_driven": "Event-driven microservices for a pharmacy: orders, stock and delivery, over an event bus.",
    "machine_learning": "A machine learning platform that trains and serves a fraud model with SageMaker.",
    "generative_ai": "An AI assistant that answers staff questions from our manuals with Bedrock.",
    "device_platform": "An IoT platform: 5,000 pumps send a reading over MQTT every minute.",
    "hybrid_network": "Hybrid cloud: connect our data center over Direct Connect with a VPN as backup, servers on EC2.",
    "batch_processing": "Nightly batch processing of meter data on AWS Batch, input and output in S3.",
    "container_platform": "A Kubernetes platform on EKS for ten microservices with PostgreSQL.",
}


def planned(text: str) -> Architecture:
    architecture = plan(read_requirements(text), CATALOGUE)
    validate(architecture, CATALOGUE)
    return architecture


def edges(architecture: Architecture) -> set[str]:
    return {f"{edge.source}>{edge.target}" for edge in architecture.connections}


def blocks(architecture: Architecture) -> set[str]:
    return {component.block for component in architecture.components}


@pytest.mark.parametrize("family", REQUESTS)
def test_words_of_the_field_choose_its_family(family: str) -> None:
    assert read_requirements(REQUESTS[family]).family == family


@pytest.mark.parametrize(
    ("family", "way"),
    [
        ("data_lake", {"etl>raw", "etl>curated", "catalog>raw", "catalog>curated", "queries>catalog", "schedule>etl"}),
        ("event_streaming", {"stream>processor", "processor>store", "stream>delivery", "delivery>archive"}),
        ("event_driven", {"api>intake", "intake>bus", "bus>rule", "rule>queue", "queue>consumer", "consumer>data"}),
        ("machine_learning", {"schedule>training", "training>data", "endpoint>data"}),
        ("generative_ai", {"api>function", "function>model", "function>knowledge", "documents>knowledge"}),
        ("device_platform", {"devices>processor", "processor>state"}),
        ("hybrid_network", {"line>transit", "vpn>transit", "transit>network"}),
        ("batch_processing", {"schedule>compute", "compute>data", "registry>compute"}),
        ("container_platform", {"load_balancer>cluster", "registry>cluster", "cluster>database"}),
    ],
)
def test_the_way_through_the_system_is_wired(family: str, way: set[str]) -> None:
    assert way <= edges(planned(REQUESTS[family]))


@pytest.mark.parametrize("family", REQUESTS)
def test_no_component_is_without_a_connection(family: str) -> None:
    architecture = planned(REQUESTS[family])
    connected = {end for edge in architecture.connections for end in (edge.source, edge.target)}
    assert {c.id for c in architecture.components if c.block != "vpc"} <= connected


def test_a_data_lake_has_no_upload_queue_and_no_database() -> None:
    assert not blocks(planned(REQUESTS["data_lake"])) & {
        "sqs_queue",
        "lambda_function",
        "rds_instance",
        "dynamodb_table",
    }


def test_zones_are_those_that_the_request_has() -> None:
    lake = planned("A data lake with raw, curated and analytics zones")
    assert sum(component.block == "s3_bucket" for component in lake.components) == 3
    assert sum(component.block == "s3_bucket" for component in planned(REQUESTS["data_lake"]).components) == 2


def test_events_that_must_keep_their_order_wait_in_an_ordered_queue() -> None:
    ordered = planned("Event-driven payments over an event bus, handled exactly once and in order")
    assert "sqs_fifo_queue" in blocks(ordered)
    assert "sqs_queue" not in blocks(ordered)


def test_flink_takes_the_place_of_the_processor() -> None:
    architecture = planned("Clickstream analytics: Kinesis, Flink counts clicks a minute, results in DynamoDB")
    assert "lambda_function" not in blocks(architecture)
    assert {"stream>analysis", "analysis>store"} <= edges(architecture)


def test_kafka_is_read_by_containers_without_a_load_balancer() -> None:
    architecture = planned("Event streaming with Kafka, consumers on Fargate, results in Aurora PostgreSQL")
    assert {"msk_cluster", "ecs_service"} <= blocks(architecture)
    assert "application_load_balancer" not in blocks(architecture)


def test_files_that_arrive_start_the_jobs() -> None:
    architecture = planned("Genomics on AWS Batch: each file uploaded to S3 starts a workflow")
    assert {"data>arrival", "arrival>workflow", "workflow>compute"} <= edges(architecture)


def test_devices_that_report_every_so_often_are_the_load() -> None:
    architecture = planned(REQUESTS["device_platform"])
    devices = next(c for c in architecture.components if c.block == "iot_core")
    assert devices.options["messages_per_month"] == 5000 * 730 * 60


def test_records_of_a_stream_are_worked_through_in_batches() -> None:
    architecture = planned(REQUESTS["event_streaming"])
    processor = next(c for c in architecture.components if c.id == "processor")
    assert processor.options["requests_per_month"] == 3000 * 730 * 3600 / 100


def test_an_assistant_does_not_write_to_its_documents() -> None:
    assert "function>documents" not in edges(planned(REQUESTS["generative_ai"]))


@pytest.mark.parametrize(
    "text",
    [
        "We need a CloudFormation template that creates an event-driven pipeline of a Kinesis stream and an S3 bucket",
        "A CloudFormation template that creates a data lake bucket with a Glue crawler",
    ],
)
def test_a_template_of_named_parts_gets_no_system_around_them(text: str) -> None:
    assert read_requirements(text).family == "named_services"


def test_a_firewall_in_front_of_a_rest_api_needs_no_other_entrance() -> None:
    architecture = planned("REST API for partners with API keys and usage plans on Lambda and DynamoDB, with WAF")
    assert "api" in {component.id for component in architecture.components if component.block == "rest_api"}
    assert "firewall>api" in edges(architecture)
    assert not blocks(architecture) & {"application_load_balancer", "cloudfront_distribution", "http_api"}


def test_graphql_is_called_what_it_is() -> None:
    api = next(c for c in planned("A GraphQL API for recipes").components if c.block == "appsync_api")
    assert api.name == "GraphQL API"
