"""Numbers are read with their units, and what only looks like one is left alone."""

import pytest

from worker.architecture.reading.measures import read_measures

MONTH = 730 / 24


def read(text):
    return {measure.quantity: measure.value for measure in read_measures(text)}


@pytest.mark.parametrize(
    ("text", "quantity", "value"),
    [
        ("1M requests per day", "requests_per_month", 1e6 * MONTH),
        ("1,000,000 requests/month", "requests_per_month", 1e6),
        ("5 million API calls a month", "requests_per_month", 5e6),
        ("a million requests a month", "requests_per_month", 1e6),
        ("1 000 000 requests monthly", "requests_per_month", 1e6),
        ("1.5k visits per day", "requests_per_month", 1500 * MONTH),
        ("24,000 page views every hour", "requests_per_month", 24000 * 730),
        ("200 requests per second", "requests_per_second", 200),
        ("300 rps", "requests_per_second", 300),
        ("1200 requests per minute", "requests_per_second", 20),
        ("100,000 orders per day", "events_per_month", 1e5 * MONTH),
        ("12 000 events per second", "events_per_second", 12000),
        ("10,000 uploaded images a day", "files_per_month", 1e4 * MONTH),
        ("50,000 daily active users", "users", 50000),
        ("ten thousand users", "users", 10000),
        ("20,000 visitors a day", "users", 20000),
        ("a fleet of 800 delivery vans", "devices", 800),
        ("serving 5M users", "users", 5e6),
        ("500 GB of documents", "storage_gb", 500),
        ("store 2 TB of data", "storage_gb", 2000),
        ("ingesting 10 GB of logs daily", "storage_gb", 10 * MONTH),
        ("5TB/month egress", "transfer_gb_per_month", 5000),
        ("images up to 10 MB", "payload_kb", 10000),
        ("4 MB per file", "payload_kb", 4000),
        ("keep logs for 90 days", "retention_days", 90),
        ("7-year audit log retention", "retention_days", 2555),
        ("p99 < 20ms", "latency_ms", 20),
        ("response time under 2 seconds", "latency_ms", 2000),
        ("99.95% uptime", "availability_percent", 99.95),
        ("three nines", "availability_percent", 99.9),
        ("four-nines availability", "availability_percent", 99.99),
        ("RTO of 1 hour", "rto_minutes", 60),
        ("a 4-hour RTO", "rto_minutes", 240),
        ("RPO: 5 minutes", "rpo_minutes", 5),
        ("it must recover within 2 hours", "rto_minutes", 120),
        ("back online in under 15 minutes", "rto_minutes", 15),
        ("losing at most 5 minutes of data", "rpo_minutes", 5),
        ("we may lose no more than 1 hour of orders", "rpo_minutes", 60),
        ("30 minutes of data loss", "rpo_minutes", 30),
        ("20,000 vans, 5 events per second each", "events_per_second", 100_000),
        ("600 sensors, each sending 2 readings per minute", "events_per_second", 20),
        ("30 cameras that each upload 4 images per hour", "files_per_month", 30 * 4 * 730),
        ("messages of 2 kB", "payload_kb", 2),
        ("with at most 2 kB", "payload_kb", 2),
        ("$500 a month", "budget_usd_per_month", 500),
        ("budget is $3,000/month", "budget_usd_per_month", 3000),
        ("we have 200 dollars per month", "budget_usd_per_month", 200),
        ("at most 200 $ a month", "budget_usd_per_month", 200),
        ("max. 100 €/month", "budget_usd_per_month", 100),
        ("two hundred dollars a month", "budget_usd_per_month", 200),
        ("80£ monthly", "budget_usd_per_month", 80),
        ("under $100", "budget_usd_per_month", 100),
        ("budget of $2k", "budget_usd_per_month", 2000),
        ("$12,000 per year budget", "budget_usd_per_month", 1000),
    ],
)
def test_a_number_with_a_unit_is_brought_to_the_quantity_s_unit(text, quantity, value):
    assert read(text) == {quantity: pytest.approx(value, rel=1e-6)}


@pytest.mark.parametrize(
    "text",
    [
        "it lets a user upload a file",
        "EC2 requests",
        "nodes with 4 vCPU and 16GB RAM",
        "currently costing $1,100/month",
        "engineers at $150/hr",
        "an m5.2xlarge",
        "version 3.11 of Python",
        "a few thousand ideas",
        "9" * 5000,
    ],
)
def test_what_only_looks_like_a_measure_is_left_alone(text):
    assert read(text) == {}


def test_a_stated_budget_goes_before_money_that_may_be_one():
    assert read("It runs for $700/month elsewhere. Our budget is $400/month.") == {"budget_usd_per_month": 400}


def test_quotes_are_exact():
    text = "We expect  2 million requests\nper day, and “99.9%” uptime."
    for measure in read_measures(text):
        assert text[measure.quote.start : measure.quote.end] == measure.quote.text


def test_and_is_no_period():
    storage = [one for one in read_measures("S3 buckets with 14 TB, and ElastiCache") if one.quantity == "storage_gb"]
    assert [one.value for one in storage] == [14_000]


def test_devices_that_send_something_of_a_size_every_few_seconds_send_that_many_messages():
    text = "A truck manufacturer with 150,000 vehicles sending a 1 KB message every 10 seconds"
    told = {measure.quantity: measure.value for measure in read_measures(text)}
    assert told["devices"] == 150_000
    assert told["payload_kb"] == 1
    assert told["events_per_month"] == pytest.approx(150_000 * 262_800, rel=0.01)


@pytest.mark.parametrize("unit", ["5 secs", "5s", "5 sec"])
def test_seconds_may_be_shortened_and_a_decimal_ends_no_sentence(unit):
    text = f"12k trucks, each sends GPS and engine data (approx 1.2 kB) every {unit}"
    found = {measure.quantity: measure.value for measure in read_measures(text)}
    assert found["events_per_month"] == pytest.approx(12_000 * 730 * 3600 / 5)


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("900 firms, 12 people each", 10_800),
        ("300 schools with 400 pupils each", 120_000),
        ("4500 nurses and doctors", 4500),
    ],
)
def test_people_are_users_and_those_of_each_are_counted_together(text, users):
    assert [one.value for one in read_measures(text) if one.quantity == "users"] == [users]


def test_a_team_beside_its_users_is_not_counted():
    assert [one.value for one in read_measures("5 agents answer 2,000 customers") if one.quantity == "users"] == [2000]


def test_what_comes_every_hour_without_devices_before_it_is_no_load():
    assert "events_per_month" not in {measure.quantity for measure in read_measures("a report every hour for 30 users")}


def test_a_few_brokers_and_workers_are_machines():
    assert read("an MSK cluster with three brokers, and 2 Sidekiq workers") == {}
    assert read("payroll for 3,000 workers") == {"users": 3000}
