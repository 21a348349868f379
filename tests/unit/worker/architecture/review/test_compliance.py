"""Frameworks name checks that exist, and say what no architecture can show."""

from worker.architecture.reading import read_requirements
from worker.architecture.review.compliance import frameworks, views
from worker.architecture.review.practices import practice, questions
from worker.architecture.review.registry import all_checks
from worker.architecture.review.run import run_check

IDS = {check.id for check in all_checks()}


def test_every_check_of_a_control_exists():
    named = {check for framework in frameworks() for control in framework.controls for check in control.checks}
    assert named <= IDS


def test_the_weighty_checks_of_security_bear_on_some_control():
    named = {check for framework in frameworks() for control in framework.controls for check in control.checks}
    weighty = {c.id for c in all_checks() if c.pillar == "security" and c.severity != "low"}
    assert weighty <= named


def test_the_request_has_the_names_of_the_frameworks(catalogue):
    text = "It must meet HIPAA, PCI DSS, SOC 2, GDPR, FedRAMP and ISO 27001."
    asked = {stated.value for stated in read_requirements(text, catalogue=catalogue).compliance}
    assert {framework.name for framework in frameworks()} <= asked


def test_a_control_is_as_good_as_the_worst_of_its_checks(examples, system_of):
    system = system_of(examples["buckets_are_not_public"]["failing"])
    findings = [run_check(check, system) for check in all_checks()]
    (hipaa,) = views(findings, frozenset({"hipaa"}))
    access = next(control for control in hipaa.controls if control.id == "164.312(a)(1)")
    assert access.checks["buckets_are_not_public"] == "not_met"
    assert access.status == "not_met"
    assert hipaa.count("not_met") == sum(control.status == "not_met" for control in hipaa.controls)


def test_ids_of_controls_are_distinct():
    for framework in frameworks():
        ids = [row.id for row in (*framework.controls, *framework.beyond)]
        assert len(ids) == len({*ids}), framework.name


def test_every_best_practice_that_is_cited_has_its_title_and_page():
    cited = [practice(check.practice) for check in all_checks()] + [question.practice for question in questions()]
    assert all(row.title and row.page.startswith("https://docs.aws.amazon.com/wellarchitected/") for row in cited)


def test_no_question_is_about_what_a_check_judges():
    judged = {check.practice for check in all_checks()}
    assert not judged & {question.practice.id for question in questions()}
