"""A suite that breaks without naming a failed test still counts as failed."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from stack.layout import PROJECT
from stack.suites import runner, suite
from stack.suites.suite import Suite, all_suites, choose


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


def test_what_a_suite_computed_is_told() -> None:
    program = "import time\nwhile time.process_time() < 0.2: pass"
    assert runner.run(Suite("busy", "busy", (sys.executable, "-c", program)), {}).processor_seconds >= 0.2


def test_every_test_file_is_in_one_suite() -> None:
    """Of those that `make test` runs; an ignored folder is another suite's."""
    chosen: Counter[Path] = Counter()
    for one in all_suites():
        paths = [PROJECT / word for word in one.command if word.startswith("tests/")]
        ignored = [PROJECT / word.removeprefix("--ignore=") for word in one.command if word.startswith("--ignore=")]
        found = {file for path in paths for file in ([path] if path.is_file() else path.rglob("test_*.py"))}
        chosen.update(file for file in found if not any(file.is_relative_to(folder) for folder in ignored))
    # The browser's are Playwright's.
    files = {
        file
        for part in ("unit", "integration", "golden", "faults")
        for file in (PROJECT / "tests" / part).rglob("test_*.py")
    }
    assert {file: count for file, count in chosen.items() if count != 1} == {}
    assert files == set(chosen)
