"""Run suites, a few at a time, and add up what they found."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from stack.suites.junit import Tally, read_junit
from stack.suites.suite import Suite

LANES = 3  # for two cores: what deploys mostly waits
LAST_LANES = 2  # the browser has a core of its own
NO_TESTS_COLLECTED = 5  # pytest's exit status


@dataclass(frozen=True)
class Outcome:
    """How one suite ended; `output` is what it printed.

    `processor_seconds`: of it and all that it waited for. They say what a suite costs, on a busy machine too.
    """

    suite: Suite
    tally: Tally
    seconds: float
    processor_seconds: float
    output: str


def run_all(suites: Sequence[Suite], environment: Mapping[str, str], told: Callable[[Outcome], None]) -> list[Outcome]:
    """Start them in order, LANES at a time, the last ones LAST_LANES at a time; `told` hears of each."""
    outcomes: list[Outcome] = []
    for group, lanes in ((_first(suites), LANES), (_last(suites), LAST_LANES)):
        with ThreadPoolExecutor(max_workers=lanes) as threads:
            waiting: set[Future[Outcome]] = {threads.submit(run, suite, environment) for suite in group}
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    outcomes.append(future.result())
                    told(outcomes[-1])
    return outcomes


def run(suite: Suite, environment: Mapping[str, str]) -> Outcome:
    """Run one suite to its end."""
    suite.results.parent.mkdir(parents=True, exist_ok=True)
    suite.results.unlink(missing_ok=True)
    began = time.monotonic()
    with suite.log.open("wb") as log:
        process = subprocess.Popen(
            suite.command,
            cwd=suite.directory,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        _, ended, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)  # it is waited for: nothing is left for `process` to find out
    output = suite.log.read_text(encoding="utf-8", errors="replace")
    processor_seconds = used.ru_utime + used.ru_stime
    return Outcome(suite, _tally(suite, process.returncode), time.monotonic() - began, processor_seconds, output)


def _tally(suite: Suite, status: int) -> Tally:
    """What it counted itself; a suite that broke without naming a failed test counts as one failure."""
    if not suite.junit:
        return Tally(passed=1) if status == 0 else _broken(suite, status)
    if status == NO_TESTS_COLLECTED:
        return Tally()
    try:
        tally = read_junit(suite.results)
    except (FileNotFoundError, ParseError):
        return _broken(suite, status)
    if status != 0 and not tally.failed:
        tally.add(_broken(suite, status))
    return tally


def _broken(suite: Suite, status: int) -> Tally:
    return Tally(failed=1, failures=[f"{suite.name} ended with status {status}"])


def _first(suites: Sequence[Suite]) -> list[Suite]:
    return [suite for suite in suites if not suite.last]


def _last(suites: Sequence[Suite]) -> list[Suite]:
    return [suite for suite in suites if suite.last]
