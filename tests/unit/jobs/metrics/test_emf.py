import json

from jobs.metrics import emf
from jobs.metrics.catalogue import HTTP_REQUESTS, HTTP_SECONDS, TOOL_CACHE
from jobs.metrics.recorder import Recorder


def written(detail):
    recorder = Recorder()
    recorder.count(HTTP_REQUESTS, "GET /api/v1/jobs", "2xx", by=4)
    recorder.count(TOOL_CACHE, "aws-reference", "hit")
    for seconds in (0.25, 0.5):
        recorder.observe(HTTP_SECONDS, "GET /api/v1/jobs", seconds=seconds)
    told = emf.lines(recorder.take(), "web", "production", at_milliseconds=1_795_000_000_000, detail=detail)
    return {next(name for name in line if name in METRIC_NAMES): line for line in map(json.loads, told)}


METRIC_NAMES = {"http_requests", "tool_cache_lookups", "http_request_seconds"}


def combinations(line):
    return line["_aws"]["CloudWatchMetrics"][0]["Dimensions"] if "_aws" in line else []


def test_a_line_has_the_form_that_cloudwatch_takes_metrics_from():
    line = written("essential")["http_requests"]

    assert line == {
        "_aws": {
            "Timestamp": 1_795_000_000_000,
            "CloudWatchMetrics": [
                {
                    "Namespace": "Groundplan",
                    "Dimensions": [["environment"]],
                    "Metrics": [{"Name": "http_requests", "Unit": "Count"}],
                }
            ],
        },
        "action": "metric",
        "environment": "production",
        "service": "web",
        "route": "GET /api/v1/jobs",
        "status": "2xx",
        "http_requests": 4,
    }
    assert written("essential")["http_request_seconds"]["http_request_seconds"] == [0.25, 0.5]


def test_what_is_not_essential_is_a_line_and_costs_no_metric():
    lines = written("essential")
    assert combinations(lines["tool_cache_lookups"]) == []
    assert (lines["tool_cache_lookups"]["server"], lines["tool_cache_lookups"]["tool_cache_lookups"]) == (
        "aws-reference",
        1,
    )


def test_more_becomes_a_metric_where_that_is_wanted():
    by_service = ["environment", "service"]
    assert combinations(written("all")["tool_cache_lookups"]) == [by_service]
    assert combinations(written("all")["http_requests"]) == [["environment"], by_service]
    by_label = written("by_label")
    assert combinations(by_label["http_requests"]) == [["environment"], by_service, [*by_service, "route", "status"]]
    for line in by_label.values():
        assert all(name in line for combination in combinations(line) for name in combination)
