"""The table and what is recommended."""

import pytest

from tests.scorecard.samples import use_cases
from worker.architecture.alternatives import make_alternatives
from worker.architecture.alternatives.assessment import assess
from worker.architecture.alternatives.comparison import compare
from worker.architecture.reading import read_requirements


@pytest.fixture(scope="module")
def compared(catalogue):
    def make(request):
        requirements = read_requirements(request, catalogue=catalogue)
        options = make_alternatives(requirements, catalogue)
        return compare(requirements, [assess(option, requirements, catalogue) for option in options], catalogue)

    return make


def test_every_row_has_a_range_of_cost_recovery_effort_and_six_pillars(compared):
    for row in compared("A web application on containers with PostgreSQL").rows:
        assert row.cost.low <= row.cost.expected <= row.cost.high
        assert row.availability.percent < 100
        assert row.recovery.region.rto_minutes >= row.recovery.zone.rto_minutes
        assert row.effort.level in ("low", "medium", "high")
        assert len(row.pillars) == 6


def test_each_option_tells_what_it_gives_up(compared):
    rows = compared("A web application on containers with PostgreSQL").rows
    assert all(row.gives_up for row in rows)
    assert any("a month that the cost-optimised option does not cost" in text for text in rows[2].gives_up)


def test_differences_are_from_the_balanced_option(compared):
    comparison = compared("A web application on containers with PostgreSQL")
    assert comparison.row("balanced").differences == ()
    changed = {(one.component, one.option): one.after for one in comparison.row("resilient").differences}
    assert changed["network", "availability_zones"] == "3 zones"


def test_a_budget_is_judged_and_quoted(compared):
    comparison = compared("A web application on containers with PostgreSQL, under $200 a month")
    judged = {row.name: row.verdicts[0] for row in comparison.rows}
    assert judged["cost-optimised"].status == "met"
    assert judged["resilient"].status == "not_met"
    assert "$200 a month" in judged["resilient"].words
    assert comparison.recommendation.option != "resilient"
    assert any("$200 a month" in sentence for sentence in comparison.recommendation.sentences)


@pytest.mark.parametrize(
    ("request_text", "option", "words"),
    [
        ("A hobby website with a database, as cheap as possible", "cost-optimised", "hobby"),
        ("A development environment for an API on containers with MySQL", "cost-optimised", "development"),
        ("A web application on containers with PostgreSQL", "balanced", "safe start"),
    ],
)
def test_the_recommendation_follows_the_request_and_quotes_it(compared, request_text, option, words):
    chosen = compared(request_text).recommendation
    assert chosen.option == option
    assert words in " ".join(chosen.sentences)


def test_what_even_the_recommended_option_does_not_meet_is_a_caution(compared):
    chosen = compared("A web application on containers with PostgreSQL and 99.999% availability").recommendation
    assert any("99.999%" in caution for caution in chosen.cautions)


def test_an_option_that_promises_less_than_a_cheaper_one_says_why(catalogue, compared):
    """Never in silence: a dearer option stands for more, and one more part on the way can only lower a product."""
    requests = [sample.request for sample in use_cases()]
    for request in requests:
        best = 0.0
        for row in compared(request).rows:
            percent = row.availability.percent
            told = any("by published agreements, because each request also passes" in text for text in row.gives_up)
            assert percent is None or percent >= best or told, (request[:60], row.name, row.availability.formula)
            best = max(best, percent or 0.0)


def test_a_second_zone_shows_in_the_figure(compared):
    """One task and one database server against several: more than a tenth of what is missing."""
    rows = compared("A small web application on ECS containers with PostgreSQL on RDS, low cost").rows
    missing = [100 - row.availability.percent for row in rows]
    assert missing[0] > 1.1 * missing[2]


def test_an_option_that_costs_as_much_is_told_to_cost_the_same(compared):
    sentences = compared("A queue with a worker").recommendation.sentences
    assert any(sentence.startswith("Cost-optimised costs the same, and gives up") for sentence in sentences), sentences
    assert not any("$0.00" in sentence for sentence in sentences)
