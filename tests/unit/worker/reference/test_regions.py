"""What exists where."""

from worker.reference.regions import availability, region_names


def test_lists_real_regions_with_their_names() -> None:
    names = region_names()
    assert names["eu-central-1"] == "Europe (Frankfurt)"
    assert "aws-global" not in names


def test_tells_a_resource_type_that_is_elsewhere_from_one_that_is_nowhere() -> None:
    names = ["AWS::Lambda::Function", "AWS::AppStream::Fleet", "AWS::Nothing::Here"]
    assert availability("mx-central-1", "cfn", names) == {
        "AWS::Lambda::Function": "isAvailableIn",
        "AWS::AppStream::Fleet": "isNotAvailableIn",
        "AWS::Nothing::Here": "Not Found",
    }


def test_lists_all_resource_types_of_a_region_where_none_is_named() -> None:
    assert len(availability("us-east-1", "cfn", [])) > 1000


def test_knows_services_and_their_operations() -> None:
    names = ["lambda", "lambda+Invoke", "lambda+Explode", "nothing"]
    assert list(availability("eu-west-1", "api", names).values()) == [
        "isAvailableIn",
        "isAvailableIn",
        "Not Found",
        "Not Found",
    ]


def test_counts_a_global_service_as_available_in_every_region() -> None:
    assert availability("eu-west-1", "api", ["iam"]) == {"iam": "isAvailableIn"}


def test_knows_products_by_their_full_name() -> None:
    assert availability("eu-west-1", "product", ["AWS Lambda"]) == {"AWS Lambda": "isAvailableIn"}
