"""The whole review: findings, scores, questions, and fixes that apply together."""

import time

import pytest

from worker.architecture.change import apply_changes
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.review.registry import PILLARS, all_checks
from worker.architecture.review.run import WEIGHTS, review, run_check
from worker.architecture.review.system import System

REQUESTS = [
    "A web shop with PostgreSQL and Redis for 20,000 users in Frankfurt, highly available, under 900 dollars a month",
    "An HTTP API for a HIPAA compliant patient portal with sign-in, DynamoDB and nightly reports",
    "Process uploaded images and notify people by mail, five million files a month",
    "A static site for a worldwide audience",
    "SQS, SNS, Step Functions, EventBridge and Kinesis for events of 5,000 devices, PCI DSS",
]


@pytest.fixture(scope="module", params=REQUESTS)
def planned(request, catalogue):
    requirements = read_requirements(request.param, catalogue=catalogue)
    return plan(requirements, catalogue), requirements


def test_there_is_one_finding_for_each_check(planned, catalogue):
    made = review(*planned, catalogue)
    assert [finding.check for finding in made.findings] == [check.id for check in all_checks()]
    assert [pillar.pillar for pillar in made.pillars] == [*PILLARS]
    assert made.questions


def test_every_count_adds_up(planned, catalogue):
    made = review(*planned, catalogue)
    for pillar in made.pillars:
        total = pillar.met + pillar.not_met + pillar.cannot_be_determined + pillar.not_applicable
        assert total == sum(check.pillar == pillar.pillar for check in all_checks())


def test_every_fix_of_a_planned_design_applies_and_settles_what_it_is_for(planned, catalogue):
    architecture, requirements = planned
    checks = {check.id: check for check in all_checks()}
    for finding in review(architecture, requirements, catalogue).with_status("not_met"):
        assert finding.fix or finding.without_fix, finding.check
        if finding.fix and not finding.without_fix:
            fixed = apply_changes(architecture, finding.fix, catalogue)
            after = run_check(checks[finding.check], System(fixed, requirements, catalogue))
            assert after.status != "not_met", (finding.check, after.evidence)


def test_a_fix_raises_the_score_of_its_pillar(catalogue):
    architecture = _shop(1)
    before = review(architecture, None, catalogue)
    fix = before.finding("stores_are_guarded_against_deletion").fix
    after = review(apply_changes(architecture, fix, catalogue), None, catalogue)
    scores = [{pillar.pillar: pillar.score for pillar in made.pillars}["security"] for made in (before, after)]
    assert scores[0] < scores[1]


def test_the_score_is_the_weighted_share_of_what_can_be_judged(catalogue):
    made = review(_shop(1), None, catalogue)
    for pillar in made.pillars:
        judged = [(f, [e.holds for e in f.evidence if e.holds is not None]) for f in made.findings]
        judged = [(f, held) for f, held in judged if held and f.pillar == pillar.pillar]
        possible = sum(WEIGHTS[f.severity] for f, _ in judged)
        earned = sum(WEIGHTS[f.severity] * sum(held) / len(held) for f, held in judged)
        assert pillar.score == (int(100 * earned / possible) if possible else None)


def test_nothing_judged_is_no_score(catalogue):
    empty = Architecture(title="Empty", project="empty", components=())
    made = review(empty, None, catalogue)
    assert all(pillar.score in (None, 100) for pillar in made.pillars)
    assert made.with_status("cannot_be_determined")


def test_without_requirements_what_depends_on_them_asks(catalogue):
    made = review(_shop(1), None, catalogue)
    assert made.finding("it_stands_where_it_was_asked").status == "cannot_be_determined"
    assert made.finding("the_estimate_is_within_the_budget").status == "cannot_be_determined"


def test_a_framework_that_is_asked_for_is_the_only_view(catalogue):
    requirements = read_requirements("A HIPAA compliant API with DynamoDB", catalogue=catalogue)
    views = review(plan(requirements, catalogue), requirements, catalogue).compliance
    assert [(view.framework, view.asked) for view in views] == [("hipaa", True)]


def test_without_one_all_frameworks_are_shown(catalogue):
    views = review(_shop(1), None, catalogue).compliance
    names = {"fedramp", "gdpr", "hipaa", "iso27001", "pci-dss", "soc2"}
    assert {view.framework for view in views} == names
    assert not any(view.asked for view in views)


def test_all_fixes_of_a_kind_can_be_made_one_after_the_other(catalogue):
    architecture = _shop(2)
    for name in (
        "what_runs_is_watched",
        "dependencies_are_watched",
        "a_dashboard_shows_what_runs",
        "alarms_tell_someone",
    ):
        fix = review(architecture, None, catalogue).finding(name).fix
        architecture = apply_changes(architecture, fix, catalogue)
    after = review(architecture, None, catalogue)
    assert after.finding("what_runs_is_watched").status == "met"
    assert sum(component.block == "sns_topic" for component in architecture.components) == 1


def test_two_hundred_components_are_reviewed_in_well_under_a_second(catalogue):
    large = _shop(50)
    review(large, None, catalogue)
    started = time.process_time()
    review(large, None, catalogue)
    assert len(large.components) >= 200
    assert time.process_time() - started < 1.0  # about 0.1 s; the machine may be busy


def _shop(copies: int) -> Architecture:
    blocks = {"api": "http_api", "fn": "lambda_function", "table": "dynamodb_table", "jobs": "sqs_queue"}
    edges = (("api", "fn"), ("fn", "table"), ("fn", "jobs"))
    parts = [
        Component(id=f"{key}{number}", block=block, name=key)
        for number in range(copies)
        for key, block in blocks.items()
    ]
    connections = [
        Connection(source=f"{source}{number}", target=f"{target}{number}")
        for number in range(copies)
        for source, target in edges
    ]
    return Architecture(title="Shop", project="shop", components=tuple(parts), connections=tuple(connections))
