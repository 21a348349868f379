"""A suite that breaks without naming a failed test still counts as failed."""

import sys
from pathlib import Path

import pytest

from stack.suites import runner, suite
from stack.suites.suite import Suite, choose


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(suite, "RESULTS", tmp_path)
    return tmp_path


def ending_with(status: int, *, junit: bool = False) -> Suite:
    return Suite("made", "made", (sys.executable, "-c", f"raise SystemExit({status})"), junit=junit)


def test_a_command_counts_as_one_test() -> None:
    assert str(runner.run(ending_with(0), {}).tally) == "1 passed, 0 failed, 0 skipped"
    assert str(runner.run(ending_with(1), {}).tally) == "0 passed, 1 failed, 0 skipped"


def test_a_runner_that_crashed_without_results_counts_as_one_failure() -> None:
    assert str(runner.run(ending_with(3, junit=True), {}).tally) == "0 passed, 1 failed, 0 skipped"


def test_a_runner_that_wrote_no_results_is_no_success() -> None:
    assert str(runner.run(ending_with(0, junit=True), {}).tally) == "0 passed, 1 failed, 0 skipped"


def test_suites_are_chosen_by_name_or_by_group() -> None:
    assert [one.name for one in choose(["types"])] == ["types-python", "types-frontend"]
    assert [one.name for one in choose(["lint-python"])] == ["lint-python"]
    with pytest.raises(ValueError, match="no such suite: lnit"):
        choose(["lnit"])
