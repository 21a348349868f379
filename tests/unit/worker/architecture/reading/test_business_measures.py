"""The numbers of a business are read, each with its words."""

import pytest

from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.rush import read_rush


def read(text: str) -> dict[str, float]:
    return {one.quantity: one.value for one in read_measures(text)}


@pytest.mark.parametrize(
    ("text", "quantity", "value"),
    [
        ("about 700 inspections a week", "events_per_month", 700 * 730 / 24 / 7),
        ("plans of 12 MB each, 40 a day", "files_per_month", 40 * 730 / 24),
        ("plans of 12 MB each, 40 a day", "payload_kb", 12_000),
        ("Each survey is about 2 GB, 30 surveys a month", "files_per_month", 30),
        ("Each survey is about 2 GB, 30 surveys a month", "payload_kb", 2_000_000),
        ("200 returns a day, 3 photos of 4 MB each", "files_per_month", 600 * 730 / 24),
        ("Our files are 9 TB", "storage_gb", 9_000),
        ("120 x-rays a day", "files_per_month", 120 * 730 / 24),
        ("We look at the last three years", "retention_days", 1095),
        ("we only need 6 months", "retention_days", 180),
    ],
)
def test_it_is_brought_to_the_unit_of_its_quantity(text: str, quantity: str, value: float) -> None:
    assert read(text)[quantity] == pytest.approx(value)


@pytest.mark.parametrize(
    "text", ["A museum wants visitors", "We pay 2,500 a month", "200 requests, 300 a second", "Files are 9 MB"]
)
def test_what_counts_nothing_of_the_kind_is_left(text: str) -> None:
    assert not {"users", "files_per_month", "events_per_month", "storage_gb"} & read(text).keys()


@pytest.mark.parametrize(
    ("text", "people", "seconds"),
    [
        ("40,000 people come in the first five minutes", 40_000, 300),
        ("when it opens, 900 students enrol within 10 minutes", 900, 600),
        ("6,000 fans want one in the first hour", 6_000, 3_600),
        ("500 guests in a minute, 80,000 fans in an hour", 80_000, 3_600),
    ],
)
def test_a_rush_is_so_many_within_so_long(text: str, people: float, seconds: float) -> None:
    rush = read_rush(text)
    assert rush is not None
    assert (rush.people, rush.seconds) == (people, seconds)
    assert text[rush.quote.start :].startswith(rush.quote.text)


def test_many_people_are_no_rush() -> None:
    assert read_rush("40,000 people in Munich and 5 minutes of music") is None


def test_the_size_of_all_is_not_that_of_one() -> None:
    assert "files_per_month" not in read("An archive of 400 TB for 80k daily viewers")
