"""docs/cost.md is what our own engine says of our own Terraform."""

import pytest

from stack.errors import StackError
from stack.infrastructure.architecture import architecture_of
from stack.infrastructure.cost import DOCUMENT, USERS, cost_of, details_of, range_of
from stack.infrastructure.plans import Plan, Resource
from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost.model import CostEstimate

pytestmark = pytest.mark.terraform


@pytest.fixture(scope="module")
def priced(plans: dict[str, Plan]) -> dict[str, CostEstimate]:
    """For a hundred users; `make infrastructure` looks at the other columns."""
    catalogue = load_catalogue()
    return {size: cost_of(plan, USERS[0], catalogue) for size, plan in plans.items()}


def test_the_small_size_costs_no_more_than_30_dollars_a_month_for_100_users(priced: dict[str, CostEstimate]) -> None:
    found = priced["instance"]
    assert found.monthly_usd <= 30
    assert found.high_usd <= 30


def test_the_document_says_what_the_plans_cost(priced: dict[str, CostEstimate]) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    for size, found in priced.items():
        assert f"| `{size}` | {range_of(found)} |" in document, "make cost"
        assert details_of(size, found) in document, "make cost"


def test_a_plan_is_described_by_options_that_the_catalogue_has(plans: dict[str, Plan]) -> None:
    """An unknown one would be left out of the price without a word."""
    catalogue = load_catalogue()
    for plan in plans.values():
        for component in architecture_of(plan, 100).components:
            assert set(component.options) <= set(catalogue.block(component.block).options), component.id


def test_a_resource_that_nobody_priced_is_an_error(plans: dict[str, Plan]) -> None:
    new = Resource("aws_kinesis_stream.events", "aws_kinesis_stream", "events", {}, {})
    plan = Plan("instance", (*plans["instance"].resources, new), {})
    with pytest.raises(StackError, match=r"aws_kinesis_stream\.events: say in .* what a aws_kinesis_stream costs"):
        architecture_of(plan, 100)
