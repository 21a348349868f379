"""What is said of a text or a list that is too short or too long."""

import pytest
from pydantic import ValidationError

from web.schemas.batches import BatchItem
from web.validation import faults_of


def faults(**given: object) -> list[tuple[str, str, str]]:
    with pytest.raises(ValidationError) as raised:
        BatchItem.model_validate(given)
    return [(fault.field, fault.fault, fault.limit) for fault in faults_of(raised.value)]


@pytest.mark.parametrize("request_", ["", "   "])
def test_an_empty_request_lacks_characters_not_items(request_: str) -> None:
    assert faults(request=request_, mode="implement") == [("request", "is empty", "at least one character")]


def test_a_list_has_items() -> None:
    ((field, fault, limit),) = faults(request="A site.", mode="implement", pins=["no Lambda"] * 11)
    assert (field, fault, limit) == ("pins", "has 11 items", "at most 10 items")
