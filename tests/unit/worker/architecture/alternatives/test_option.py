"""Three options that differ, and that can be built."""

from itertools import combinations

import pytest

from tests.unit.worker.architecture.alternatives.conftest import REQUESTS
from worker.architecture.alternatives import alternative
from worker.architecture.alternatives.differences import is_same
from worker.architecture.alternatives.option import UnknownOption
from worker.architecture.cost import monthly_usd
from worker.architecture.options import effective_options
from worker.architecture.planner import plan
from worker.architecture.planner.profile import OPTIONS
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate


@pytest.mark.parametrize("request_text", REQUESTS.values(), ids=REQUESTS)
def test_options_are_valid_and_no_two_are_the_same(options_of, catalogue, request_text):
    options = options_of(request_text)
    assert tuple(options) == OPTIONS
    for option in options.values():
        validate(option.architecture, catalogue)
        assert option.same_as == ""
    for one, other in combinations(options.values(), 2):
        assert not is_same(one.architecture, other.architecture, catalogue)


@pytest.mark.parametrize("name", ["shop", "critical", "api", "site", "cheap", "hipaa"])
def test_cost_rises_from_the_cost_optimised_to_the_resilient_option(options_of, catalogue, name):
    costs = [monthly_usd(option.architecture, catalogue) for option in options_of(REQUESTS[name]).values()]
    assert costs == sorted(costs)


def test_the_balanced_option_is_the_ordinary_plan_where_others_differ_from_it(options_of, catalogue):
    requirements = read_requirements(REQUESTS["shop"], catalogue=catalogue)
    assert options_of(REQUESTS["shop"])["balanced"].architecture == plan(requirements, catalogue)


def test_the_cost_optimised_option_gives_up_what_the_request_does_not_ask_for(options_of, catalogue):
    option = options_of(REQUESTS["shop"])["cost-optimised"]
    blocks = {component.block for component in option.architecture.components}
    assert "waf_web_acl" not in blocks
    database = _options(option, "rds_instance", catalogue)
    assert database["multi_az"] is False
    assert any("standby" in decision.loses for decision in option.decisions if decision.kind == "set")


def test_it_keeps_what_the_request_asks_for_and_quotes_it(options_of, catalogue):
    option = options_of("A highly available web application on containers with RDS")["cost-optimised"]
    assert _options(option, "rds_instance", catalogue)["multi_az"] is True
    kept = [one for one in option.decisions if one.kind == "kept" and "standby" in one.loses]
    assert [one.words for one in kept] == ["highly available"]


def test_it_leaves_nothing_out_that_is_named(options_of):
    option = options_of("A web application on containers with WAF, CloudFront and ElastiCache")["cost-optimised"]
    blocks = {component.block for component in option.architecture.components}
    assert blocks >= {"waf_web_acl", "cloudfront_distribution", "elasticache_redis"}


def test_the_resilient_option_stands_in_three_zones_with_a_way_out_of_each(options_of, catalogue):
    option = options_of(REQUESTS["shop"])["resilient"]
    network = _options(option, "vpc", catalogue)
    assert (network["availability_zones"], network["nat_gateways"]) == (3, "per_az")
    assert _options(option, "ecs_service", catalogue)["minimum_count"] >= 3
    assert {"backup_plan", "cloudwatch_alarm"} <= {component.block for component in option.architecture.components}


@pytest.mark.parametrize(("words", "block"), [("PostgreSQL", "aurora_serverless"), ("RDS PostgreSQL", "rds_instance")])
def test_aurora_stands_in_for_a_database_but_not_for_rds_by_name(options_of, words, block):
    option = options_of(f"A web application on containers with {words}")["resilient"]
    blocks = {component.block for component in option.architecture.components}
    assert blocks & {"aurora_serverless", "rds_instance"} == {block}


def test_a_budget_is_not_kept_by_the_resilient_option(options_of, catalogue):
    options = options_of("A web application on containers with PostgreSQL, under $150 a month")
    costs = {name: monthly_usd(option.architecture, catalogue) for name, option in options.items()}
    assert costs["cost-optimised"] <= 150 < costs["resilient"]


def test_one_option_by_name_is_the_one_of_the_comparison(options_of, catalogue):
    requirements = read_requirements(REQUESTS["topic"], catalogue=catalogue)
    one = alternative("resilient", requirements, catalogue)
    assert one.architecture == options_of(REQUESTS["topic"])["resilient"].architecture


def test_an_unknown_option_is_refused_with_the_known_ones(catalogue):
    requirements = read_requirements(REQUESTS["topic"], catalogue=catalogue)
    with pytest.raises(UnknownOption, match="cost-optimised, balanced, resilient"):
        alternative("cheapest", requirements, catalogue)


def _options(option, block, catalogue):
    component = next(one for one in option.architecture.components if one.block == block)
    return effective_options(component, catalogue.block(block))
