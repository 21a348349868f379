from jobs.metrics.prometheus import text
from jobs.metrics.totals import Totals

ROUTE = ("GET /api/v1/jobs",)


def test_counters_and_gauges_are_lines_with_what_they_mean_before_them():
    totals = Totals(
        counts={("http_errors", "web", ROUTE): 3.0}, gauges={("queue_messages", "chores", ("waiting",)): 12.0}
    )
    assert text(totals).splitlines() == [
        "# HELP groundplan_http_errors_total answers with 500 or more",
        "# TYPE groundplan_http_errors_total counter",
        'groundplan_http_errors_total{service="web",route="GET /api/v1/jobs"} 3',
        "# HELP groundplan_queue_messages messages that wait, are in a worker's hands, or are dead letters",
        "# TYPE groundplan_queue_messages gauge",
        'groundplan_queue_messages{service="chores",state="waiting"} 12',
    ]


def test_buckets_are_sums_of_those_below_and_end_with_all():
    key = ("http_request_seconds", "web", ROUTE)
    lines = text(Totals(sums={key: 2.5}, buckets={(*key, 0): 2.0, (*key, 3): 1.0, (*key, 19): 1.0})).splitlines()
    labels = 'service="web",route="GET /api/v1/jobs"'
    name = "groundplan_http_request_seconds"
    assert lines[1] == f"# TYPE {name} histogram"
    assert f'{name}_bucket{{{labels},le="0.001"}} 2' in lines
    assert f'{name}_bucket{{{labels},le="0.01"}} 3' in lines
    assert f'{name}_bucket{{{labels},le="900"}} 3' in lines
    assert lines[-3:] == [
        f'{name}_bucket{{{labels},le="+Inf"}} 4',
        f"{name}_sum{{{labels}}} 2.5",
        f"{name}_count{{{labels}}} 4",
    ]


def test_a_label_cannot_break_out_of_its_quotes():
    assert r'route="GET /\"\\\n"' in text(Totals(counts={("http_errors", "web", ('GET /"\\\n',)): 1.0}))


def test_large_sums_lose_no_digit():
    assert text(Totals(counts={("http_errors", "web", ROUTE): 12_345_678.0})).splitlines()[-1].endswith(" 12345678")
