"""Every block of the catalogue can be asked about, by every name that it has."""

import pytest

from worker.agents.talk.comparing import compare, recommend, size_for
from worker.agents.talk.facts import ASPECTS, about
from worker.agents.talk.subjects import all_subjects

REGION = "eu-central-1"


def subject(name, catalogue):
    return all_subjects(name, catalogue)[0]


def test_every_name_of_every_block_is_known(catalogue):
    unknown = [
        (block.name, name)
        for block in catalogue.blocks.values()
        for name in block.names
        if [one.block for one in all_subjects(f"What is {name}?", catalogue)][:1] != [block.name]
    ]
    assert not unknown


def test_every_block_answers_every_aspect_with_its_documentation(catalogue):
    for block in catalogue.blocks.values():
        for aspect in ASPECTS:
            told = about(subject(block.names[0], catalogue), [aspect], REGION, catalogue)
            assert told.text.strip(), (block.name, aspect)
            assert told.citations[0].url == block.documentation


def test_prices_are_told_per_unit_with_region_date_and_source(catalogue):
    told = about(subject("sqs", catalogue), ["price"], REGION, catalogue)
    assert "per 1,000,000 requests" in told.text
    assert "the first 1,000,000 a month are free" in told.text
    assert REGION in told.text
    assert any("pricing" in page.url for page in told.citations)


def test_a_service_that_the_catalogue_lacks_is_told_to_be_missing(catalogue):
    told = about(subject("Amazon Connect", catalogue), ["what"], REGION, catalogue)
    assert "not in Groundplan's catalogue" in told.text


def test_a_service_of_another_cloud_is_answered_with_the_one_that_does_its_work(catalogue):
    told = about(subject("Cosmos DB", catalogue), ["limits"], REGION, catalogue)
    assert "Amazon DynamoDB table does its work" in told.text


def test_two_services_stand_in_one_table(catalogue):
    told = compare(all_subjects("SQS, SNS and Kinesis", catalogue), REGION, catalogue)
    head = next(line for line in told.text.splitlines() if line.startswith("|"))
    assert head.count("**") == 6
    assert [one.value for one in told.choices] == ["Use sqs", "Use sns", "Use kinesis"]


def test_one_service_is_not_compared_with_what_nobody_knows(catalogue):
    told = compare(all_subjects("SQS and Amazon Connect", catalogue), REGION, catalogue)
    assert "nothing to set side by side" in told.text


@pytest.mark.parametrize(
    ("need", "first"), [("ordered messages", "FIFO"), ("sending emails", "SES"), ("a cache", "ElastiCache")]
)
def test_a_need_is_answered_with_the_first_choice_in_front(catalogue, need, first):
    told = recommend(need, REGION, catalogue)
    assert first in told.choices[0].label


def test_a_need_that_nobody_knows_is_not_answered_with_a_guess(catalogue):
    assert recommend("a nice cup of tea", REGION, catalogue) is None


def test_a_service_is_sized_and_priced_for_a_load(catalogue):
    told = size_for(subject("kinesis", catalogue), "5000 events per second", REGION, catalogue)
    assert "13,140,000,000 records/month" in told.text
    assert "a month** in eu-central-1" in told.text


def test_without_a_number_the_load_is_asked_for(catalogue):
    assert "For what load" in size_for(subject("kinesis", catalogue), "our stream", REGION, catalogue).text
