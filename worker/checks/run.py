"""Runs every check over one design."""

import time
from collections.abc import Mapping

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.checks.check import Check, CheckResult, Finding, Skipped
from worker.checks.context import Context, TerraformCommand
from worker.checks.lint import Linter, lint_here
from worker.checks.registry import all_checks


def run_checks(
    architecture: Architecture,
    catalogue: Catalogue,
    files: Mapping[str, bytes],
    *,
    terraform: TerraformCommand | None = None,
    lint: Linter = lint_here,
) -> list[CheckResult]:
    """Every check, in the order of ids; one result each, also for those that were skipped.

    `files` are by their path in the bundle (`terraform/main.tf`, `cloudformation/template.yaml`). `terraform validate`
    costs seconds and runs only where a command is given. `lint` may be done elsewhere, such as in another process.
    """
    context = Context(architecture, catalogue, files, terraform, lint)
    checks = all_checks()
    results = {check.id: run_check(check, context) for check in sorted(checks, key=lambda check: check.waits)}
    return [results[check.id] for check in checks]


def run_check(check: Check, context: Context) -> CheckResult:
    """One check, timed. Files that cannot be read at all make the checks that need them skip; one check tells why."""
    started = time.perf_counter()
    findings: tuple[Finding, ...] = ()
    reason = ""
    try:
        findings = tuple(check.run(context))
    except Skipped as skipped:
        reason = str(skipped)
    first = findings[0] if findings else Finding(message="")
    return CheckResult(
        id=check.id,
        severity=check.severity,
        sentence=check.sentence,
        status="skipped" if reason else "failed" if findings else "passed",
        reason=reason,
        component=first.component,
        message=first.message,
        findings=findings,
        version=check.version(),
        source=check.source,
        seconds=round(time.perf_counter() - started, 3),
    )
