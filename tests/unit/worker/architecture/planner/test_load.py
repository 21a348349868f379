"""The load of a request: what is stated, what is derived from it, and how."""

import pytest

from worker.architecture.planner.load import load_of
from worker.architecture.planner.load_builder import SECONDS_PER_MONTH
from worker.architecture.reading import read_requirements


def load(text):
    return load_of(read_requirements(text))


@pytest.mark.parametrize("said", ["40 orders a second at peak", "bursts of 40 orders a second", "up to 40 orders/s"])
def test_a_rate_that_is_said_to_be_the_peak_is_not_billed_all_month(said):
    known = load(f"an API that takes orders, {said}")
    assert known.value("events_per_month") == pytest.approx(40 / 4 * SECONDS_PER_MONTH)
    assert "peak" in known.reasons["events_per_month"]


def test_a_rate_without_such_a_word_is_meant_all_month():
    assert load("an API that takes 40 orders a second").value("events_per_month") == pytest.approx(
        40 * SECONDS_PER_MONTH
    )


def test_devices_that_write_to_a_stream_are_worked_through_in_batches():
    many = load("telemetry of 20,000 sensors, 5 events per second each")
    assert many.value("events_per_month") == pytest.approx(100 * many.value("requests_per_month"))


def test_what_is_kept_of_events_follows_from_their_size_and_time():
    known = load("IoT telemetry: 10 events per second of 2 kB each, keep it for a year")
    assert known.value("storage_gb") == pytest.approx(10 * SECONDS_PER_MONTH * 2 / 1e6 * 365 / 30.4, rel=1e-3)


def test_visitors_a_day_come_every_day_and_visitors_a_month_once():
    daily, monthly = load("a shop with 3,000 visitors a day"), load("a shop with 3,000 visitors a month")
    assert daily.value("requests_per_month") == pytest.approx(3000 * 20 * 730 / 24)
    assert monthly.value("requests_per_month") == pytest.approx(3000 * 20)


def test_people_ask_the_api_of_a_device_platform_and_devices_do_not():
    known = load("IoT telemetry of 20,000 sensors, 5 events per second each, over MQTT, shown to 50 users by an API")
    assert known.value("calls_per_month") < known.value("requests_per_month") / 1000
    assert load("an API with 3 million requests a month").value("calls_per_month") == 3e6


def test_data_that_is_said_to_arrive_each_month_is_what_streams_carry():
    known = load("a data lake that ingests 2 TB per month of events")
    assert known.value("event_gb_per_month") == known.value("delivered_gb_per_month") == 2000
    assert "2 TB per month" in known.reasons["event_gb_per_month"]
