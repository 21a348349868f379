"""The engine's figures: the use cases through Implement and Analyze, warm, one after the other, in this process."""

import json
import subprocess
import sys
from collections.abc import Iterator

from jobs.states import Mode
from stack.layout import PROJECT
from tests.bench.figure import Figure
from tests.scorecard.designs import design, warm_pipelines
from tests.scorecard.samples import use_cases
from tests.scorecard.speed import SIZES, growth, p50, p95

REFERENCE = """
import json, sys, time
from worker.checks.lint import sparing
sparing.take_shortcuts = lambda _: False
text = sys.stdin.read()
for _ in range(2):
    began = time.perf_counter()
    assert sparing.lint(text, "us-east-1") == []
    took = time.perf_counter() - began
print(json.dumps(took))
"""


def measure_engine() -> Iterator[Figure]:
    """Seconds for each mode, also as a multiple of what cfn-lint by itself takes in the same run for one template."""
    reference = plain_lint_seconds()
    yield Figure("cfn-lint by itself, one template: the reference", reference, reference, "s")
    cases = use_cases()
    for mode, target in ((Mode.IMPLEMENT, 2.0), (Mode.ANALYZE, 1.5)):
        # Each anew: what the linter found clean for one mode would spare it work for the other.
        with warm_pipelines() as pipelines:
            seconds = [design(pipelines[mode], case).seconds for case in cases]
        yield Figure(f"{mode}, p95", p95(seconds), target, "s")
        yield Figure(f"{mode}, p50 over the reference", p50(seconds) / reference, target / reference, "times")
    yield Figure(f"{SIZES[-1]} components over {SIZES[0]}, seconds a component", growth().ratio, 1.5, "times")


def plain_lint_seconds() -> float:
    """For the template of the golden web application, warm, without our shortcuts."""
    template = (PROJECT / "tests/golden/web_application/cloudformation/template.yaml").read_text(encoding="utf-8")
    command = [sys.executable, "-c", REFERENCE]
    ran = subprocess.run(command, input=template, capture_output=True, text=True, check=True, cwd=PROJECT)
    return float(json.loads(ran.stdout))
