"""A request of which nothing is left is refused in words that say why, and what to do."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.errors import NothingToBuild
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()


def refusal(request: str) -> str:
    with pytest.raises(NothingToBuild) as caught:
        plan(read_requirements(request, catalogue=CATALOGUE), CATALOGUE)
    return str(caught.value)


def test_a_service_alone_that_its_region_lacks_is_named_with_regions_that_have_it() -> None:
    told = refusal("Application Recovery Controller in eu-west-1")
    assert "“Application Recovery Controller” cannot be made in eu-west-1" in told
    assert "Name another region, such as us-east-1 or us-west-2" in told


def test_the_same_service_is_planned_where_it_can_be_had() -> None:
    made = plan(
        read_requirements("Application Recovery Controller in us-west-2", catalogue=CATALOGUE), catalogue=CATALOGUE
    )
    assert [component.block for component in made.components] == ["route53_recovery_control"]


def test_no_more_than_three_regions_are_offered() -> None:
    assert "such as us-east-1, us-east-2 or us-west-1, or say" in refusal("CloudHSM in us-gov-east-1")


@pytest.mark.parametrize("block", ["cloudwatch_alarm", "resource_share"])
def test_what_is_nothing_by_itself_says_what_it_needs(block: str) -> None:
    told = refusal(f"Use {CATALOGUE.block(block).names[0]}.")
    assert " needs " in told
    assert "Say what it shall stand beside" in told
