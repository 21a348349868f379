"""Every check has examples that pass and that fail, and tells them apart."""

import pytest

from worker.checks import rules as rules_package
from worker.checks.check import Severity
from worker.checks.registry import all_checks
from worker.checks.run import run_check

WITHOUT_EXAMPLES = {"terraform_validates"}  # runs a command; tests/integration has its examples
IDS = [check.id for check in all_checks()]


def test_every_check_has_a_passing_and_a_failing_example(examples):
    missing = {name for name in IDS if not (examples.get(name, {}).get("passing") and examples[name].get("failing"))}
    assert missing == WITHOUT_EXAMPLES


def test_no_example_is_for_a_check_that_is_gone(examples):
    assert set(examples) <= set(IDS)


@pytest.mark.parametrize("check", [c for c in all_checks() if c.id not in WITHOUT_EXAMPLES], ids=lambda c: c.id)
def test_passing_examples_pass(check, examples, context_of):
    for case in examples[check.id]["passing"]:
        result = run_check(check, context_of(case))
        assert result.status == "passed", result


@pytest.mark.parametrize("check", [c for c in all_checks() if c.id not in WITHOUT_EXAMPLES], ids=lambda c: c.id)
def test_failing_examples_fail_and_say_where(check, examples, context_of):
    for case in examples[check.id]["failing"]:
        result = run_check(check, context_of(case))
        assert result.status == "failed", (case, result)
        assert all(finding.message for finding in result.findings)


@pytest.mark.parametrize("check", all_checks(), ids=lambda c: c.id)
def test_a_check_is_a_sentence_with_a_source_in_a_file_of_its_name(check):
    assert check.sentence.endswith(".")
    assert check.source.startswith("https://")
    assert check.severity in Severity.__args__
    assert type(check).__module__ == f"{rules_package.__name__}.{check.id}"
