"""What a request names decides edges and lists of values."""

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()


def planned(request: str) -> Architecture:
    return plan(read_requirements(request, catalogue=CATALOGUE), CATALOGUE)


def edges(architecture: Architecture) -> set[tuple[str, str]]:
    block = {component.id: component.block for component in architecture.components}
    return {(block[edge.source], block[edge.target]) for edge in architecture.connections}


def test_an_edge_is_planned_only_where_the_request_gives_cause() -> None:
    plain = planned("A REST API on Lambda with DynamoDB, and CloudTrail")
    assert ("cloudtrail_trail", "dynamodb_table") not in edges(plain)
    asked = planned("A REST API on Lambda with DynamoDB, and CloudTrail data events")
    assert ("cloudtrail_trail", "dynamodb_table") in edges(asked)


def test_a_list_has_the_values_of_every_rule_that_holds() -> None:
    both = planned("A HIPAA and PCI DSS compliant REST API on Lambda with DynamoDB and AWS Config")
    recorder = next(c for c in both.components if c.block == "config_recorder")
    assert recorder.options["conformance_packs"] == ["hipaa", "pci-dss"]


def test_a_log_bucket_is_not_the_bucket_of_the_users() -> None:
    made = planned("An API that keeps files in S3, with CloudTrail")
    assert ("cloudtrail_trail", "s3_bucket") in edges(made)
    assert ("s3_bucket", "cloudtrail_trail") not in edges(made)
