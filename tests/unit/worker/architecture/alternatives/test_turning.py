"""What would change the recommendation: each supposition is one that does."""

import pytest

from worker.architecture.alternatives.assessment import assess
from worker.architecture.alternatives.comparison import compare
from worker.architecture.reading import read_requirements

SHOP = "A web application on containers with PostgreSQL for 20,000 users"


@pytest.fixture
def recommended(options_of, catalogue):
    """The recommendation for a request, with the options of another where one is named."""

    def recommend(request, options=None):
        requirements = read_requirements(request, catalogue=catalogue)
        made = [assess(one, requirements, catalogue) for one in options_of(options or request).values()]
        return compare(requirements, made, catalogue).recommendation

    return recommend


def test_each_other_option_is_told_with_what_would_have_made_it_the_one(recommended):
    chosen = recommended(SHOP)
    assert chosen.option not in [one.option for one in chosen.turning_points]
    when = {one.option: one.when for one in chosen.turning_points}
    assert "that the least cost matters most" in when["cost-optimised"]
    assert "that it goes on when a zone is lost" in when["resilient"]


def test_a_request_that_says_so_is_recommended_that_option(recommended):
    budget = next(
        words
        for one in recommended(SHOP).turning_points
        if one.option == "cost-optimised"
        for words in one.when
        if words.startswith("at most $")
    )
    said = recommended(f"{SHOP}, {budget}", options=SHOP)
    assert said.option == "cost-optimised"


def test_what_leaves_the_recommendation_as_it_is_is_not_told(recommended):
    chosen = recommended(f"{SHOP}, as cheap as possible")
    assert chosen.option == "cost-optimised"
    assert "that the least cost matters most" not in [words for one in chosen.turning_points for words in one.when]
