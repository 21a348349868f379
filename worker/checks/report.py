"""checks.json: what ran, on which version, with what result — also where it failed or was skipped."""

import json
from collections.abc import Sequence

from worker.checks.check import CheckResult


def report_of(results: Sequence[CheckResult]) -> bytes:
    """The report as JSON. Times are left out: the same design gives the same bytes."""
    counts = {status: sum(result.status == status for result in results) for status in ("passed", "failed", "skipped")}
    checks = [result.model_dump(exclude={"seconds", "component", "message"}) for result in results]
    return json.dumps({"summary": counts, "checks": checks}, indent=2, ensure_ascii=False).encode() + b"\n"
