"""Sums that architects are asked for."""

import pytest

from worker.agents.talk.arithmetic import worked_out
from worker.agents.talk.sums_heard import Growth, Move, Rate, Traffic, sum_of, with_request


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("How long does it take to transfer 40 TB over 500 Mbit/s?", Move(40_000, 500)),
        ("how long to upload 2 PB over 10 Gbit/s", Move(2_000_000, 10_000)),
        ("how many days to copy 10TB via a 1 gig line?", Move(10_000, 1_000)),
        ("time to send 500 GB with 50 MB/s?", Move(500, 400)),
        ("how long for 3 TB at 100 mbps", Move(3_000, 100)),
        ("what does 5 TB of egress cost a month?", Traffic(5_000)),
        ("how much will the traffic cost, 3 TB a month?", Traffic(3_000)),
        ("how many requests per second is 2 million a month?", Rate(2e6, "requests", "month", "second")),
        ("what is 50 rps per month?", Rate(50, "requests", "second", "month")),
        ("2 million requests a day in requests per second?", Rate(2e6, "requests", "day", "second")),
        ("we store 200 GB a month, how much is that after 18 months?", Growth(0, 200, 18)),
        ("what would 800 GB of backups a month cost after 3 years?", Growth(0, 800, 36)),
        ("2 TB and 100 GB a month more, how much data after 2 years?", Growth(2_000, 100, 24)),
        # What asks of the design or of a service is no sum.
        ("What does it cost at 50 requests per second?", None),
        ("how much does S3 cost for 5 TB a month?", None),
        ("how many users can it handle per second?", None),
        ("We store 200 GB a month for 3 years.", None),
    ],
)
def test_what_is_a_sum(words, expected):
    assert sum_of(words) == expected


def test_growth_by_percent_compounds():
    growth = sum_of("10 TB growing 5 % a month over 2 years, how much storage?")
    assert growth.end_gb == pytest.approx(10_000 * 1.05**24)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("How long does it take to transfer 40 TB over 500 Mbit/s?", ["9.26 days", "÷ 80%", "Snowball", "661 Mbit/s"]),
        ("how long for 100 GB at 1 Gbit/s?", ["17 minutes", "DataSync"]),
        ("how many requests per second is 2 million a month?", ["0.761 a second", "730 hours", "5 times"]),
        ("50 GB a day, how much storage after 3 years?", ["54.75 TB", "nothing is deleted"]),
        ("what does 5 TB of egress cost a month?", ["$441 a month", "4,900 GB", "CloudFront"]),
    ],
)
def test_a_sum_shows_its_formula_and_what_it_assumes(words, told, catalogue):
    text = worked_out(words, "us-east-1", catalogue).text
    assert [one for one in told if one not in text] == []
    assert "Formula" in text
    assert "Assumed" in text


def test_a_price_that_is_not_recorded_for_the_region_says_so(catalogue):
    text = worked_out("what does 60 TB of egress cost a month?", "ap-southeast-3", catalogue).text
    assert "ap-southeast-3" in text
    assert "estimated" in text


def test_the_request_lends_its_numbers():
    request = "9 million tickets a week are sold. It must keep every ticket for 10 years."
    whole = with_request("how much storage is that if a ticket is 2 KB?", request)
    growth = sum_of(whole)
    assert growth.months == pytest.approx(120)
    assert growth.monthly_gb == pytest.approx(9e6 * 2e-6 * 365 / 12 / 7)
    assert with_request("how much storage is that if a parcel is 2 KB?", request) == ""
