"""Every process begins this as it starts: its figures, its traces and its error reports go where the settings say."""

import os

from jobs.metrics import telling
from jobs.settings import Settings
from jobs.tracing import export

_begun: list[telling.Telling] = []
"""On Lambda, where a process stands still between events, and must tell before each one ends."""

_reporting: list[str] = []


def begin(service: str, settings: Settings) -> None:
    """Once a process, after a fork. What is off is not imported."""
    figures = telling.begin(service, settings)
    if figures is not None:
        _begun[:] = [figures]
    if settings.otel_exporter_otlp_endpoint:
        export.begin(service, settings)
    if settings.sentry_dsn:
        from jobs.error_reports import begin as begin_reports

        begin_reports(service, settings)
        _reporting.append(service)


def flush() -> None:
    """On Lambda, tell all now; elsewhere threads do."""
    if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        end()


def end() -> None:
    """Tell all that is left: for who ends the process in a hurry."""
    for figures in _begun:
        figures.flush()
    export.flush()
    if _reporting:
        from jobs.error_reports import flush as flush_reports

        flush_reports()
