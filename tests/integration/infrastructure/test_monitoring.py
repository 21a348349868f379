"""Alarms and dashboard look at what is measured: by our own code, by the machine's agent, or by AWS."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from jobs.metrics import emf
from jobs.metrics.catalogue import BY_NAME, METRICS, Kind
from jobs.metrics.recorder import Changes
from stack.infrastructure.plans import Plan, Resource

pytestmark = pytest.mark.terraform

ENVIRONMENT = {"environment": "production"}
OF_THE_AGENT = {"mem_used_percent", "disk_used_percent"}
OF_AWS = {
    "AWS/ApiGateway": {"5xx"},
    "AWS/ApplicationELB": {"HTTPCode_ELB_5XX_Count"},
    "AWS/EC2": {"CPUCreditBalance", "CPUUtilization", "StatusCheckFailed"},
    "AWS/Lambda": {"Errors", "Invocations", "Throttles"},
    "AWS/RDS": {"CPUUtilization", "DatabaseConnections", "FreeStorageSpace", "ReadLatency", "WriteLatency"},
    "AWS/SQS": {"ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"},
}
"""From AWS's own lists of each service's metrics."""
WANTED = {"chores", "connections", "dead-letters", "errors", "slow", "storage", "waiting", "worker"}
BY_SIZE = {"instance": {"credits", "machine"}, "fargate": {"hosts"}, "lambda": {"function"}}

Measured = tuple[str, str, dict[str, str], str]
"""Namespace, name, dimensions, statistic."""


def name_of(alarm: Resource) -> str:
    return str(alarm.values["alarm_name"]).removeprefix("groundplan-production-").removeprefix("jobs-")


def of_alarms(plan: Plan) -> Iterator[Measured]:
    for alarm in plan.of_type("aws_cloudwatch_metric_alarm"):
        queries = [query["metric"][0] for query in alarm.values["metric_query"] or [] if query["metric"]]
        for one in queries or [alarm.values]:
            statistic = one.get("stat") or one.get("statistic")
            yield one["namespace"], one["metric_name"], one["dimensions"] or {}, statistic


def dashboard(plan: Plan) -> dict[str, Any]:
    """Of a size whose parts' names are all known before an apply."""
    (page,) = plan.of_type("aws_cloudwatch_dashboard")
    body: dict[str, Any] = json.loads(page.values["dashboard_body"])
    return body


def of_charts(plan: Plan) -> Iterator[Measured]:
    for widget in dashboard(plan)["widgets"]:
        if widget["type"] == "metric":
            for namespace, name, *rest in widget["properties"]["metrics"]:
                yield namespace, name, dict(zip(rest[::2], rest[1::2], strict=True)), widget["properties"]["stat"]


def test_each_size_has_the_alarms_of_what_may_go_wrong_in_it(plans: dict[str, Plan]) -> None:
    for size, plan in plans.items():
        alarms = plan.of_type("aws_cloudwatch_metric_alarm")
        assert {name_of(one) for one in alarms} == WANTED | BY_SIZE[size]
        assert all(one.has("alarm_actions") for one in alarms)
        limits = {name_of(one): one.values["threshold"] for one in alarms}
        assert (limits["errors"], limits["slow"], limits["dead-letters"], limits["chores"]) == (5, 15, 0, 0)
        assert limits["connections"] == int(112 * 0.8)


def test_an_alarm_of_who_cannot_tell_of_himself_goes_off_in_silence(plans: dict[str, Plan]) -> None:
    silent = {
        name_of(alarm)
        for plan in plans.values()
        for alarm in plan.of_type("aws_cloudwatch_metric_alarm")
        if alarm.values["treat_missing_data"] == "breaching"
    }
    assert silent == {"chores", "machine"}


def test_somebody_is_told_before_fifty_dollars_are_spent(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        (budget,) = plan.of_type("aws_budgets_budget")
        assert (float(budget.values["limit_amount"]), budget.values["time_unit"]) == (50, "MONTHLY")
        told = {(one["notification_type"], one["threshold"]) for one in budget.values["notification"]}
        assert told >= {("ACTUAL", 100), ("FORECASTED", 100)}


def measured(plans: dict[str, Plan]) -> list[Measured]:
    found = [*of_charts(plans["fargate"]), *of_charts(plans["lambda"])]
    return found + [one for plan in plans.values() for one in of_alarms(plan)]


def test_our_own_metrics_are_ones_that_our_code_writes(plans: dict[str, Plan]) -> None:
    ours = [one for one in measured(plans) if one[0] == emf.NAMESPACE and one[1] not in OF_THE_AGENT]
    assert len({name for _, name, _, _ in ours}) >= 6
    statistics = {Kind.COUNTER: "Sum", Kind.GAUGE: "Maximum", Kind.HISTOGRAM: "p95"}
    for _, name, dimensions, statistic in ours:
        metric = BY_NAME[name]
        assert metric.essential, f"{name} is no metric of CloudWatch with METRICS_DETAIL=essential"
        assert (dimensions, statistic) == (ENVIRONMENT, statistics[metric.kind]), name


def test_what_our_code_writes_is_what_is_asked_for() -> None:
    changes = Changes(counts={(metric, ("x",) * len(metric.labels)): 1 for metric in METRICS if metric.essential})
    written = [
        json.loads(line) for line in emf.lines(changes, "web", "production", at_milliseconds=0, detail="essential")
    ]
    assert len(written) == len(changes.counts)
    for line in written:
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        assert (directive["Namespace"], directive["Dimensions"]) == (emf.NAMESPACE, [list(ENVIRONMENT)])
        assert {name: line[name] for name in ENVIRONMENT} == ENVIRONMENT


def test_our_own_metrics_are_among_the_ten_that_cost_nothing() -> None:
    assert len([one for one in METRICS if one.essential]) + len(OF_THE_AGENT) <= 10


def test_all_other_metrics_are_of_aws(plans: dict[str, Plan]) -> None:
    others = {(namespace, name) for namespace, name, _, _ in measured(plans) if namespace != emf.NAMESPACE}
    assert len(others) >= 10
    assert others <= {(namespace, name) for namespace, names in OF_AWS.items() for name in names}


def test_logs_are_kept_for_a_week(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        groups = plan.of_type("aws_cloudwatch_log_group")
        assert len(groups) == 6
        assert {group.values["retention_in_days"] for group in groups} == {7}


def test_tables_are_asked_of_log_groups_that_are_there(plans: dict[str, Plan]) -> None:
    for size in ("fargate", "lambda"):
        groups = {str(one.values["name"]) for one in plans[size].of_type("aws_cloudwatch_log_group")}
        tables = [one["properties"]["query"] for one in dashboard(plans[size])["widgets"] if one["type"] == "log"]
        assert len(tables) == 3
        assert all(query.split("'")[1] in groups for query in tables)
