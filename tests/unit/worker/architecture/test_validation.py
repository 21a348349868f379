import time
from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import EngineError, InvalidArchitecture, InvalidOption, MissingConnection, UnknownBlock
from worker.architecture.model import Architecture, Component
from worker.architecture.validation import validate

Check = Callable[..., None]


@pytest.fixture
def check(catalogue: Catalogue) -> Check:
    """Validates an architecture of `id: block` or `id: {block, …}` parts and `source>target` edges."""

    def checked(parts: dict[str, Any], edges: str = "") -> None:
        components = [
            {"id": i, "name": i, **(part if isinstance(part, dict) else {"block": part})} for i, part in parts.items()
        ]
        connections = [dict(zip(("source", "target"), edge.split(">"), strict=True)) for edge in edges.split()]
        architecture = {"title": "T", "project": "shop", "components": components, "connections": connections}
        validate(Architecture.model_validate(architecture), catalogue)

    return checked


def test_a_sound_architecture_passes(check: Check) -> None:
    check({"api": "http_api", "orders": "lambda_function"}, "api>orders")


def test_an_unknown_block_is_named(check: Check) -> None:
    with pytest.raises(UnknownBlock, match=r"components\[1\]\.block.*'quantum_ledger'"):
        check({"a": "s3_bucket", "b": "quantum_ledger"})


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"memory": 5}, r"no option 'memory'; it has: runtime"),
        ({"memory_mb": "512"}, "not of type integer"),
        ({"memory_mb": True}, "not of type integer"),
        ({"memory_mb": 64}, "less than 128 MB"),
        ({"memory_mb": 10241}, "more than 10240 MB"),
        ({"processor": "z80"}, "none of arm64, x86_64"),
        ({"requests_per_month": float("nan")}, "not a finite number"),
    ],
)
def test_an_option_is_refused_with_its_limit(options: dict[str, Any], fault: str, check: Check) -> None:
    with pytest.raises(InvalidOption, match=rf"components\[0\]\.options\.{next(iter(options))}: .*{fault}"):
        check({"f": {"block": "lambda_function", "options": options}})


def test_text_must_match_its_pattern(check: Check) -> None:
    with pytest.raises(InvalidOption, match="does not match"):
        check({"s": {"block": "eventbridge_schedule", "options": {"expression": "every day"}}})
    with pytest.raises(InvalidOption, match="does not match"):
        check({"n": {"block": "sns_topic", "options": {"email_addresses": ["ann@example.com", "bob"]}}})


@pytest.mark.parametrize("part", [{"name": "{{resolve:ssm:x}}"}, {"options": {"detail_types": ["{{resolve:ssm:x}}"]}}])
def test_text_that_cloudformation_would_resolve_is_refused(part: dict[str, Any], check: Check) -> None:
    with pytest.raises(InvalidOption, match="CloudFormation would resolve"):
        check({"r": {"block": "eventbridge_rule", **part}})


@pytest.mark.parametrize(
    ("edges", "fault"),
    [
        ("orders>orders", "connected to itself"),
        ("orders>nobody", r"connections\[0\]\.target: there is no component 'nobody'"),
        ("nobody>orders", r"connections\[0\]\.source: there is no component 'nobody'"),
        ("orders>table orders>table", r"connections\[1\].*'orders_to_table' is there twice"),
    ],
)
def test_a_wrong_edge_is_named(edges: str, fault: str, check: Check) -> None:
    with pytest.raises(InvalidArchitecture, match=fault):
        check({"orders": "lambda_function", "table": "dynamodb_table"}, edges)


def test_an_edge_that_no_file_explains_is_refused(check: Check) -> None:
    with pytest.raises(MissingConnection, match=r"dynamodb_table-http_api\.yaml"):
        check({"table": "dynamodb_table", "api": "http_api"}, "table>api")


def test_ids_that_cloudformation_cannot_tell_apart_are_refused(check: Check) -> None:
    with pytest.raises(InvalidArchitecture, match="cannot be told from 'a_1b'"):
        check({"a_1b": "sqs_queue", "a1b": "sqs_queue"})


def test_what_stands_in_subnets_needs_a_network(check: Check) -> None:
    with pytest.raises(InvalidArchitecture, match=r"components\[0\]\.network: .*needs a network"):
        check({"database": "rds_instance"})


@pytest.mark.parametrize(("network", "fault"), [("nowhere", "no component 'nowhere'"), ("queue", "is not a network")])
def test_a_network_must_be_one(network: str, fault: str, check: Check) -> None:
    with pytest.raises(InvalidArchitecture, match=fault):
        check({"queue": "sqs_queue", "f": {"block": "lambda_function", "network": network}})


def test_what_does_not_live_in_a_network_cannot_be_put_there(check: Check) -> None:
    with pytest.raises(InvalidArchitecture, match="does not live in a network"):
        check({"network": "vpc", "table": {"block": "dynamodb_table", "network": "network"}})


def test_a_network_has_the_zones_that_aws_wants_for_what_stands_in_it(check: Check) -> None:
    warehouse = {"block": "redshift_serverless", "network": "network"}
    with pytest.raises(InvalidArchitecture, match="no fewer than 3 Availability Zones; set availability_zones"):
        check({"network": "vpc", "warehouse": warehouse})
    check({"network": {"block": "vpc", "options": {"availability_zones": 3}}, "warehouse": warehouse})


def test_a_port_needs_both_ends_in_one_network(check: Check) -> None:
    database = {"block": "rds_instance", "network": "network"}
    with pytest.raises(InvalidArchitecture, match=r"'f' must be in the network of 'database'"):
        check({"network": "vpc", "database": database, "f": "lambda_function"}, "f>database")
    check(
        {"network": "vpc", "database": database, "f": {"block": "lambda_function", "network": "network"}}, "f>database"
    )


def test_a_bucket_notifies_one_receiver_of_new_objects(check: Check) -> None:
    with pytest.raises(InvalidArchitecture, match=r"connections\[1\].*only one connection"):
        check({"files": "s3_bucket", "a": "lambda_function", "b": "sqs_queue"}, "files>a files>b")


def test_a_distribution_needs_an_origin(check: Check) -> None:
    with pytest.raises(InvalidArchitecture, match="'cdn' needs a connection that brings origins"):
        check({"cdn": "cloudfront_distribution"})


def test_a_rule_listens_on_one_bus_and_nowhere_else(check: Check) -> None:
    parts = {"bus": "eventbridge_bus", "other": "eventbridge_bus", "files": "s3_bucket", "rule": "eventbridge_rule"}
    with pytest.raises(InvalidArchitecture, match="at most 1 of its buses"):
        check(parts, "bus>rule other>rule")
    with pytest.raises(InvalidArchitecture, match="only one of buses, buckets"):
        check(parts, "bus>rule files>rule")


def test_every_fault_is_permanent() -> None:
    assert EngineError("x").permanent


def test_ten_thousand_components_are_refused_at_once_with_the_limit(check: Check) -> None:
    started = time.thread_time()
    with pytest.raises(InvalidArchitecture, match=r"components: there are 10,000 components; 500 are the most"):
        check({f"q{number}": "sqs_queue" for number in range(10_000)})
    assert time.thread_time() - started < 1


def test_too_many_connections_are_refused_with_the_limit(check: Check) -> None:
    parts = {f"f{number}": "lambda_function" for number in range(50)}
    edges = " ".join(f"{a}>{b}" for a in parts for b in parts if a != b)
    with pytest.raises(InvalidArchitecture, match=r"connections: there are 2,450 connections; 2,000 are the most"):
        check(parts, edges)


def test_the_most_components_are_checked_within_a_second_of_a_processor(check: Check) -> None:
    started = time.thread_time()
    check({f"q{number}": "sqs_queue" for number in range(500)})
    assert time.thread_time() - started < 1


def test_a_network_wider_than_its_region_is_refused(catalogue: Catalogue) -> None:
    wide = Component(id="network", block="vpc", name="Network", options={"availability_zones": 3})
    design = Architecture(title="Wide", project="wide", region="us-west-1", components=(wide,))
    with pytest.raises(InvalidArchitecture, match="us-west-1 gives an account 2 Availability Zones") as raised:
        validate(design, catalogue)
    assert raised.value.place == "components[0].options.availability_zones"
    validate(design.model_copy(update={"region": "us-west-2"}), catalogue)
