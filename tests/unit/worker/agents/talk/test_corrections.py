"""Numbers that are taken back."""

import pytest

from jobs.sheets import Sheet
from worker.agents.talk.corrections import corrected, restated

REQUEST = "A parcel service: 200,000 parcels a day, 40 drivers, each phone reports every 5 secs, photos of 500 GB."


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("no, I meant 2 million a day", "2 million parcels a day"),
        ("it's 400 drivers, not 40", "400 drivers"),
        ("not 40 but 60 drivers", "60 drivers"),
        ("sorry, every 30 seconds, not 5", "every 30 secs"),
        ("2 TB instead of 500 GB", "photos of 2 TB"),
        ("actually 300k", "300k parcels a day"),
        ("no wait, 60 rather", "60 drivers"),
        ("that is per week, not per day", "200,000 parcels per week"),
    ],
)
def test_a_number_goes_where_the_one_stood_that_it_corrects(words, now):
    found = corrected(Sheet(request=REQUEST), words)
    assert now in found.sheet.request
    assert "in the place of" in found.note


@pytest.mark.parametrize(
    "words",
    [
        "we have 40 drivers",
        "not 7 but 9 vans",
        "no, I meant the other one",
        "no, 30 is fine for me",
        "Actually, 80 users.",
    ],
)
def test_other_words_correct_nothing(words):
    assert corrected(Sheet(request=REQUEST), words) is None


def test_another_interval_goes_over_the_one_before_and_what_is_said_beside_it_is_kept():
    sensors = Sheet(request="12,000 sensors, each one every 2 seconds. Kept for two years")
    found = corrected(sensors, "sensors can send every 10 seconds instead, and we only need one year")
    assert (
        found.sheet.request == "12,000 sensors, each one every 10 seconds. Kept for two years. We only need one year."
    )
    assert corrected(sensors, "and a report every week") is None


def test_a_value_that_was_set_is_corrected_too():
    found = corrected(Sheet(request="A shop", assumptions={"users": "4500"}), "45k users, not 4500")
    assert found.sheet.assumptions == {"users": "45000"}


def test_a_number_said_again_goes_over_one_of_the_same_kind_only():
    archive = Sheet(request="An archive of 400 TB for 80k daily viewers, it grows 5 TB a month.")
    assert "50k daily viewers" in restated(archive, "only 50k daily viewers").sheet.request
    assert restated(archive, "it is 5 TB a week") is None
    assert restated(archive, "some 900 GB of subtitles beside") is None
