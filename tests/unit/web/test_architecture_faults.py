"""An architecture that was posted back: every fault has its place, and what would be right."""

import json

import pytest
from pydantic import ValidationError

from web.architecture_faults import refuse_faulty
from web.problems import InvalidFields
from web.schemas.architectures import PostedArchitecture
from web.schemas.revisions import NewRevision
from web.validation import faults_of
from worker.architecture.model import Architecture

PARTS = [
    {"id": "jobs", "block": "sqs_queue", "name": "Jobs"},
    {"id": "worker", "block": "lambda_function", "name": "Worker", "options": {"memory_mb": 512}},
]
GOOD = {
    "title": "Orders",
    "project": "orders",
    "components": PARTS,
    "connections": [{"source": "jobs", "target": "worker"}],
}


def faults(**changed):
    """Field → fault and limit, as the API answers."""
    try:
        posted = NewRevision.model_validate({"architecture": {**GOOD, **changed}})
        refuse_faulty(posted.architecture)
    except InvalidFields as error:
        found = error.faults
    except ValidationError as error:
        found = faults_of(error)
    else:
        return {}
    return {one.field: f"{one.fault}: {one.limit}" for one in found}


def with_part(**part):
    return faults(components=[*PARTS, {"id": "more", "block": "sns_topic", "name": "More", **part}])


def test_one_that_fits_is_taken_and_so_is_every_bundles_own():
    assert faults() == {}
    whole = Architecture.model_validate(GOOD).model_dump(mode="json")
    refuse_faulty(PostedArchitecture.model_validate(whole))
    assert PostedArchitecture.model_validate(whole).model_dump(exclude_unset=True) == json.loads(json.dumps(whole))


@pytest.mark.parametrize(
    ("part", "place", "words"),
    [
        ({"block": "lambda_functio"}, "/architecture/components/2/block", "lambda_function"),
        ({"options": {"colour": 1}}, "/architecture/components/2/options/colour", "no option colour"),
        (
            {"block": "lambda_function", "options": {"memory_mb": 1}},
            "/architecture/components/2/options/memory_mb",
            "too small: an integer from 128 to 10,240 MB",
        ),
        (
            {"block": "lambda_function", "options": {"memory_mb": "512"}},
            "/architecture/components/2/options/memory_mb",
            "another type",
        ),
        ({"id": "jobs"}, "/architecture/components/2/id", "is there twice"),
        ({"id": "j_obs"}, "", ""),
        ({"id": "worker_"}, "/architecture/components/2/id", "cannot be told from worker"),
        ({"network": "vpc"}, "/architecture/components/2/network", "does not live in a network"),
        ({"block": "rds_instance"}, "/architecture/components/2/network", "is missing"),
        ({"block": "rds_instance", "network": "x"}, "/architecture/components/2/network", "no component x"),
        ({"block": "rds_instance", "network": "jobs"}, "/architecture/components/2/network", "is not a network"),
    ],
)
def test_a_component_at_fault_is_named_with_its_place(part, place, words):
    found = with_part(**part)
    assert list(found) == ([place] if place else [])
    assert not place or words in found[place]


@pytest.mark.parametrize(
    ("edge", "place", "words"),
    [
        ({"source": "jobs", "target": "nowhere"}, "/architecture/connections/0/target", "no component nowhere"),
        ({"source": "worker", "target": "worker"}, "/architecture/connections/0", "connected to itself"),
        ({"source": "jobs", "target": "more"}, "/architecture/connections/0", "from sqs_queue to sns_topic"),
    ],
)
def test_an_edge_to_nowhere_or_of_no_kind_is_named_with_its_place(edge, place, words):
    part = {"id": "more", "block": "sns_topic", "name": "More"}
    found = faults(components=[*PARTS, part], connections=[edge])
    assert list(found) == [place]
    assert words in found[place]


def test_ten_thousand_components_are_too_many_before_any_is_looked_at():
    found = faults(components=[{}] * 10_000)
    assert found == {"/architecture/components": "has 10,000 items: at most 500 items"}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"colour": "red"}, "/architecture/colour"),
        ({"title": ""}, "/architecture/title"),
        ({"project": "Not A Slug"}, "/architecture/project"),
        ({"region": "eu-nowhere-1"}, "/architecture/region"),
        ({"components": []}, "/architecture/components"),
        ({"components": [{"id": "A B", "block": "x", "name": "A"}]}, "/architecture/components/0/id"),
        ({"components": [{**PARTS[0], "options": {"a/b~c": [1]}}]}, "/architecture/components/0/options/a~1b~0c"),
        ({"components": [{**PARTS[0], "options": {"x": {"y": 1}}}]}, "/architecture/components/0/options/x"),
        ({"components": [{**PARTS[0], "name": "a\x00b"}]}, "/architecture/components/0/name"),
        ({"connections": "none"}, "/architecture/connections"),
    ],
)
def test_a_fault_of_form_is_named_as_a_json_pointer(changed, place):
    assert list(faults(**changed)) == [place]
