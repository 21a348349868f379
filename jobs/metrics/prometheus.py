"""Metrics as Prometheus reads them: its text format, version 0.0.4."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jobs.metrics.catalogue import BUCKET_SECONDS, METRICS, Kind, Metric
from jobs.metrics.totals import Totals

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PREFIX = "groundplan_"
Series = tuple[str, tuple[str, ...]]
"""Of a metric: the service that counted, and the labels."""


def text(totals: Totals) -> str:
    """Return all that was counted; a metric that nobody counted yet is left out."""
    return "".join(f"{line}\n" for metric in METRICS for line in _lines(metric, totals))


def name_of(metric: Metric) -> str:
    """As Prometheus's conventions want it."""
    return f"{PREFIX}{metric.name}" + ("_total" if metric.kind is Kind.COUNTER else "")


def _lines(metric: Metric, totals: Totals) -> Iterator[str]:
    if metric.kind is Kind.HISTOGRAM:
        lines = list(_histogram(metric, totals))
    else:
        given = totals.gauges if metric.kind is Kind.GAUGE else totals.counts
        lines = [
            f"{name_of(metric)}{_labels(metric, *series)} {_number(value)}" for series, value in _of(metric, given)
        ]
    if lines:
        yield f"# HELP {name_of(metric)} {_escaped(metric.says)}"
        yield f"# TYPE {name_of(metric)} {metric.kind}"
        yield from lines


def _histogram(metric: Metric, totals: Totals) -> Iterator[str]:
    name = name_of(metric)
    buckets: dict[Series, dict[int, float]] = defaultdict(dict)
    for (told, service, labels, bucket), number in totals.buckets.items():
        if told == metric.name:
            buckets[service, labels][bucket] = number
    for (service, labels), numbers in sorted(buckets.items()):
        below = 0.0
        for place, bound in enumerate([*(f"{one:g}" for one in BUCKET_SECONDS), "+Inf"]):
            below += numbers.get(place, 0)
            yield f"{name}_bucket{_labels(metric, service, labels, le=bound)} {_number(below)}"
        total = totals.sums.get((metric.name, service, labels), 0.0)
        yield f"{name}_sum{_labels(metric, service, labels)} {_number(total)}"
        yield f"{name}_count{_labels(metric, service, labels)} {_number(below)}"


def _of(metric: Metric, given: Mapping[tuple[str, str, tuple[str, ...]], float]) -> Iterable[tuple[Series, float]]:
    return sorted(((service, labels), value) for (name, service, labels), value in given.items() if name == metric.name)


def _labels(metric: Metric, service: str, labels: tuple[str, ...], **more: str) -> str:
    told = {"service": service, **dict(zip(metric.labels, labels, strict=True)), **more}
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in told.items()) + "}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
