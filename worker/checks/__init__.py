"""Checks of a design and its files, one rule a file; what ran, on which version and with what result is kept."""

from worker.checks.check import Check, CheckResult, Finding, Skipped
from worker.checks.report import report_of
from worker.checks.run import run_checks

__all__ = ["Check", "CheckResult", "Finding", "Skipped", "report_of", "run_checks"]
