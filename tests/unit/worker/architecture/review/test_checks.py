"""Every check tells apart what holds and what does not, and its fix makes it hold."""

import re

import pytest

from worker.architecture.change import apply_changes, describe
from worker.architecture.review.registry import PILLARS, all_checks
from worker.architecture.review.run import run_check
from worker.architecture.review.system import System

CHECKS = {check.id: check for check in all_checks()}
LEFT_TO_PEOPLE = {
    "a_lost_region_is_survived",
    "alarm_topics_have_recipients",
    "components_say_why_they_are_here",
    "functions_stay_within_the_concurrency_quota",
    "load_balancers_are_shared",
    "servers_are_managed",
    "small_loads_do_not_pay_for_idle_servers",
    "the_availability_target_is_within_reach",
    "no_component_outweighs_all_others",
    "the_estimate_is_within_the_budget",
    "the_region_runs_on_renewable_power",
    "what_is_sent_is_read",
}
"""A person has to choose: an address, a second region, what to give up."""
OF_THE_CATALOGUE = {
    "answers_are_compressed",
    "apis_report_each_route",
    "buckets_are_not_public",
    "clients_are_served_over_tls",
    "clients_get_modern_protocols",
    "code_logs_in_a_form_that_programs_read",
    "code_writes_logs",
    "data_is_encrypted_at_rest",
    "data_stands_in_subnets_without_a_way_out",
    "database_passwords_are_made_by_aws",
    "databases_export_their_logs",
    "databases_have_no_public_address",
    "databases_take_tls_only",
    "deployments_keep_capacity",
    "events_that_fail_are_kept",
    "failed_deployments_roll_back",
    "grants_name_their_resources",
    "images_are_scanned",
    "load_balancers_refuse_old_tls",
    "messages_are_encrypted_at_rest",
    "minor_versions_come_by_themselves",
    "network_traffic_is_logged",
    "nobody_logs_in_to_servers",
    "only_entrances_stand_in_public_subnets",
    "requests_are_traced",
    "roles_have_no_full_access_policies",
    "slow_queries_are_logged",
    "storage_takes_tls_only",
    "traffic_to_buckets_and_tables_skips_the_nat_gateway",
}
"""What the catalogue's Terraform promises: no change of an architecture mends a block."""
FIXABLE = {name: check for name, check in CHECKS.items() if name not in LEFT_TO_PEOPLE | OF_THE_CATALOGUE}
each_check = pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)


def test_there_are_checks_of_every_pillar():
    counts = {pillar: sum(check.pillar == pillar for check in CHECKS.values()) for pillar in PILLARS}
    assert min(counts.values()) >= 10, counts
    assert sum(counts.values()) >= 80


def test_every_check_has_an_example_that_passes_and_one_that_fails(examples):
    missing = {name for name in CHECKS if not {"passing", "failing"} <= set(examples.get(name, {}))}
    assert not missing


def test_no_example_is_for_a_check_that_is_gone(examples):
    assert set(examples) <= set(CHECKS)


@each_check
def test_the_passing_example_passes(check, examples, system_of):
    finding = run_check(check, system_of(examples[check.id]["passing"]))
    assert finding.status == "met", finding
    assert not finding.fix


@each_check
def test_the_failing_example_fails_with_evidence(check, examples, system_of):
    system = system_of(examples[check.id]["failing"])
    finding = run_check(check, system)
    assert finding.status == "not_met", finding
    failed = [evidence for evidence in finding.evidence if evidence.holds is False]
    assert all(evidence.seen for evidence in failed)
    assert {e.component for e in failed} <= {"", *(part.id for part in system.parts)}


@each_check
def test_what_fails_has_a_fix_or_says_why_there_is_none(check, examples, system_of):
    finding = run_check(check, system_of(examples[check.id]["failing"]))
    assert finding.fix or finding.without_fix


@pytest.mark.parametrize("check", FIXABLE.values(), ids=FIXABLE)
def test_the_fix_makes_the_finding_go_away(check, examples, system_of):
    system = system_of(examples[check.id]["failing"])
    finding = run_check(check, system)
    assert finding.fix, finding.without_fix
    fixed = apply_changes(system.architecture, finding.fix, system.catalogue)
    after = run_check(check, System(fixed, system.requirements, system.catalogue))
    assert after.status in ("met", "not_applicable"), after


@each_check
def test_the_fix_says_in_words_what_it_changes(check, examples, system_of):
    finding = run_check(check, system_of(examples[check.id]["failing"]))
    assert all(describe(change) for change in finding.fix)


@each_check
def test_a_check_that_asks_has_an_example_that_cannot_be_determined(check, examples, system_of):
    assert bool(check.whom) == ("undetermined" in examples[check.id])
    if "undetermined" in examples[check.id]:
        finding = run_check(check, system_of(examples[check.id]["undetermined"]))
        assert finding.status == "cannot_be_determined", finding
        assert finding.questions
        assert all(question.endswith("?") for question in finding.questions)
        assert finding.whom


@each_check
def test_a_check_is_a_sentence_about_a_best_practice_of_its_pillar(check):
    prefix = {"operational_excellence": "OPS", "security": "SEC", "reliability": "REL"}.get(check.pillar)
    prefix = prefix or {"performance_efficiency": "PERF", "cost_optimization": "COST"}.get(check.pillar, "SUS")
    assert re.fullmatch(rf"{prefix}\d\d-BP\d\d", check.practice)
    assert check.sentence.endswith(".")
    assert check.risk.endswith(".")
    assert check.severity in ("high", "medium", "low")
