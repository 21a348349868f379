"""Patterns made of the families of architectures."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.reference.patterns import Pattern, page_of, patterns_of, score, uses


@pytest.fixture(scope="module")
def found() -> dict[str, Pattern]:
    return patterns_of(load_catalogue())


def test_every_family_with_parts_is_a_pattern(found: dict[str, Pattern]) -> None:
    families = {path.stem for path in (load_catalogue().folder / "families").glob("*.yaml")}
    assert families - set(found) == {"named_services"}


def test_connections_join_parts(found: dict[str, Pattern]) -> None:
    for pattern in found.values():
        roles = {part["role"] for part in pattern["parts"]}
        assert {end for edge in pattern["connections"] for end in edge} <= roles, pattern["id"]


@pytest.mark.parametrize(
    ("need", "name"),
    [
        ("a marketing website without a backend", "static_site"),
        ("resize pictures when they are uploaded", "file_processing"),
        ("telemetry of ten thousand sensors over MQTT", "device_platform"),
        ("a REST API for a mobile app", "http_api"),
        ("a data lake for analysts", "data_lake"),
    ],
)
def test_the_pattern_that_a_need_speaks_of_scores_most(found: dict[str, Pattern], need: str, name: str) -> None:
    assert max(found.values(), key=lambda pattern: score(pattern, need))["id"] == name


def test_a_service_that_may_do_a_part_counts(found: dict[str, Pattern]) -> None:
    assert uses(found["http_api"], "rest_api")
    assert not uses(found["static_site"], "eks_cluster")


def test_a_page_names_parts_reasons_and_connections(found: dict[str, Pattern]) -> None:
    page = page_of(found["http_api"])
    assert "[AWS Lambda function](https://docs.aws.amazon.com/lambda" in page
    assert "- api → function" in page
