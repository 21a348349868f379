"""Metrics as CloudWatch takes them out of logs: the Embedded Metric Format, JSON by line.

A metric costs money by the month for each combination of dimensions. So METRICS_DETAIL says how much becomes one: with
`essential` a few sums, with `all` every metric by service, with `by_label` also by its labels. The rest are fields of
the line, which Logs Insights finds.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal

from jobs.metrics.catalogue import Metric
from jobs.metrics.recorder import Changes

NAMESPACE = "Groundplan"
Value = float | list[float]
Detail = Literal["essential", "all", "by_label"]


def lines(changes: Changes, service: str, environment: str, *, at_milliseconds: int, detail: Detail) -> Iterator[str]:
    """Yield a line for each series that changed. Of times, at most a hundred values a line, taken at random."""
    values: list[tuple[Metric, tuple[str, ...], Value]] = [
        *((metric, labels, value) for (metric, labels), value in changes.counts.items()),
        *((metric, labels, value) for (metric, labels), value in changes.gauges.items()),
        *((metric, labels, times.samples) for (metric, labels), times in changes.times.items()),
    ]
    for metric, labels, value in values:
        told = dict(zip(metric.labels, labels, strict=True))
        line: dict[str, Any] = {"action": "metric", "environment": environment, "service": service, **told}
        line[metric.name] = value
        if dimensions := _dimensions(metric, detail):
            directive = {
                "Namespace": NAMESPACE,
                "Dimensions": dimensions,
                "Metrics": [{"Name": metric.name, "Unit": str(metric.unit)}],
            }
            line["_aws"] = {"Timestamp": at_milliseconds, "CloudWatchMetrics": [directive]}
        yield json.dumps(line, separators=(",", ":"))


def _dimensions(metric: Metric, detail: Detail) -> list[list[str]]:
    """The combinations that become metrics, none where the line is none. Installations may share an account."""
    combinations = [["environment"]] if metric.essential else []
    if detail != "essential":
        combinations.append(["environment", "service"])
    if detail == "by_label" and metric.labels:
        combinations.append(["environment", "service", *metric.labels])
    return combinations
