"""Limits of CloudFormation properties."""

from worker.reference.limits import limits_of


def test_tells_the_least_and_the_most_that_a_property_takes() -> None:
    facts = {fact["name"]: fact for fact in limits_of("lambda_function", ["AWS::Lambda::Function"])}
    memory = facts["AWS::Lambda::Function MemorySize"]
    assert memory["details"]["minimum"] == 128
    assert memory["value"] == memory["details"]["maximum"]
    assert memory["source"]["url"].endswith("/aws-resource-lambda-function.html")


def test_says_what_is_counted() -> None:
    facts = {fact["name"]: fact for fact in limits_of("lambda_function", ["AWS::Lambda::Function"])}
    assert facts["AWS::Lambda::Function Layers"]["unit"] == "entries"
    assert facts["AWS::Lambda::Function Description"]["unit"] == "characters"


def test_a_type_that_no_region_has_has_no_limits() -> None:
    assert list(limits_of("x", ["AWS::Nothing::Here"])) == []
