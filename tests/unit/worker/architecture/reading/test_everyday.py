"""What people say of their work is understood, and technical requests are read as before."""

import pytest
from pydantic import ValidationError

from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements
from worker.architecture.reading.everyday import Rule, everyday, everyday_kinds
from worker.architecture.reading.phrases import split_words


@pytest.mark.parametrize(
    "text",
    [
        "Guests reserve a table on their phone",
        "Parents see their children's marks",
        "Members of the sailing club book boats and swap duties",
        "We lend tools and want people to order them online",
        "Nurses tick off what is done on a tablet",
        "We keep our stock in excel lists and want it in the browser",
    ],
)
def test_people_at_a_screen_make_a_web_application(text: str) -> None:
    read = read_requirements(text)
    assert read.family == "web_application"
    assert not any(one.subject == "family" for one in read.assumptions)
    assert all(text[quote.start : quote.end] == quote.text for quote in read.family_quotes)


@pytest.mark.parametrize(
    ("text", "capability"),
    [
        ("Patients get a reminder the day before", "notifications"),
        ("Patients get a reminder the day before", "schedule"),
        ("Receipts are sent as PDF to the donor", "email"),
        ("Mechanics see their jobs on a tablet", "sign_in"),
        ("Ultrasound images are kept for ten years", "object_storage"),
        ("Old contracts must be searchable", "search"),
        ("When a concert goes on sale the hall is sold out at once", "queue"),
        ("Places in the kindergarten, first come first served", "ordering"),
        ("We want to get rid of the server room", "hybrid_connection"),
        ("Customers pay through PayPal", "secrets"),
    ],
)
def test_what_the_work_needs_is_read_with_its_words(text: str, capability: str) -> None:
    quote = next(one.quote for one in read_requirements(text).capabilities if one.name == capability)
    assert text[quote.start : quote.end] == quote.text


def test_what_is_refused_is_not_needed() -> None:
    assert not read_requirements("Customers book a court. No reminders.").has("notifications")


def test_a_request_that_names_what_it_is_made_of_gains_nothing() -> None:
    text = "API Gateway, Lambda and DynamoDB let members see their bookings; a reminder the day before goes out by SNS"
    read = read_requirements(text)
    assert read.family == "http_api"
    assert not read.has("schedule")


def test_technical_words_say_what_kind_of_system_it_is() -> None:
    assert read_requirements("A data lake in which analysts look at their orders").family == "data_lake"


def test_what_should_be_cheap_stays_an_api_and_a_table() -> None:
    assert read_requirements("A cheap app where neighbours lend each other tools").family == "http_api"


def test_card_payments_at_a_provider_are_told_of() -> None:
    remarks = read_requirements("Guests book a room and pay through Stripe").assumptions
    assert any(one.subject == "card payments" and "Stripe" in one.reason for one in remarks)


def test_things_that_report_are_devices() -> None:
    assert read_requirements("Our freezers send their temperature, one reading a minute").family == "device_platform"


def test_words_further_apart_than_a_rule_allows_say_nothing() -> None:
    text = "Customers are what this long sentence on the weather and the time of year speaks of before it can check"
    assert not everyday_kinds(text, split_words(text))


def test_a_rule_says_one_thing() -> None:
    with pytest.raises(ValidationError, match="either"):
        Rule(follow=["person"], any=["reminder"])


def test_every_need_is_a_capability_that_a_plan_knows() -> None:
    meant = {name for block in load_catalogue().blocks.values() for name in block.planning.meets}
    assert everyday().needs.keys() <= meant | {"ordering", "location_tracking", "model_training"}


def test_what_is_added_by_name_afterwards_takes_no_need_away() -> None:
    told = "We have a file server and a SQL Server. Documents must be searchable."
    before = {one.name for one in read_requirements(told).capabilities}
    after = {one.name for one in read_requirements(f"{told} Add AWS Backup. Add CloudTrail.").capabilities}
    assert "search" in before
    assert before <= after
