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


def test_a_budget_of_the_request_is_watched_by_one_of_aws() -> None:
    made = planned("A small web shop, at most 200 $ a month")
    (budget,) = [one for one in made.components if one.block == "budget"]
    assert budget.options["monthly_usd"] == 200
    assert "budget" not in {one.block for one in planned("A small web shop").components}
    parts = planned("We need a CloudFormation template that creates an S3 bucket for less than $5 a month")
    assert {one.block for one in parts.components} == {"s3_bucket"}


def test_logs_that_are_searched_are_kept_where_they_can_be() -> None:
    for text in (
        "Log analytics for 40 services, search the last 30 days",
        "A central logging platform: log ingestion of 300 servers, searchable for 30 days",
    ):
        assert "opensearch_domain" in {one.block for one in planned(text).components}, text
    assert "opensearch_domain" not in {one.block for one in planned("A REST API with logs kept 30 days").components}
