"""What exists where."""

from pathlib import Path

import pytest

from worker.reference.knowledge import Knowledge
from worker.reference.regions import availability, region_names, types_in


@pytest.fixture
def services(cache: Path) -> Knowledge:
    return Knowledge(cache)


def test_lists_real_regions_with_their_names() -> None:
    names = region_names()
    assert names["eu-central-1"] == "Europe (Frankfurt)"
    assert "aws-global" not in names


def test_tells_a_resource_type_that_is_elsewhere_from_one_that_is_nowhere(services: Knowledge) -> None:
    names = ["AWS::Lambda::Function", "AWS::AppStream::Fleet", "AWS::Nothing::Here"]
    assert availability("mx-central-1", "cfn", names, services) == {
        "AWS::Lambda::Function": "isAvailableIn",
        "AWS::AppStream::Fleet": "isNotAvailableIn",
        "AWS::Nothing::Here": "Not Found",
    }


def test_lists_all_resource_types_of_a_region_where_none_is_named(services: Knowledge) -> None:
    assert len(availability("us-east-1", "cfn", [], services)) > 1000


def test_knows_services_and_their_operations(services: Knowledge) -> None:
    names = ["lambda", "lambda+Invoke", "lambda+Explode", "nothing"]
    assert list(availability("eu-west-1", "api", names, services).values()) == [
        "isAvailableIn",
        "isAvailableIn",
        "Not Found",
        "Not Found",
    ]


def test_counts_a_global_service_as_available_in_every_region(services: Knowledge) -> None:
    assert availability("eu-west-1", "api", ["iam"], services) == {"iam": "isAvailableIn"}


def test_knows_products_by_their_full_name(services: Knowledge) -> None:
    assert availability("eu-west-1", "product", ["AWS Lambda"], services) == {"AWS Lambda": "isAvailableIn"}


def test_knows_products_by_another_name_too(services: Knowledge) -> None:
    names = ["Lambda", "Amazon Nonsense"]
    assert list(availability("eu-west-1", "product", names, services).values()) == ["isAvailableIn", "Not Found"]


def test_a_region_without_schemas_is_not_one_without_everything(services: Knowledge) -> None:
    region = next(region for region in region_names() if not types_in(region))
    assert availability(region, "cfn", ["AWS::Lambda::Function"], services) == {"AWS::Lambda::Function": "Not Found"}
