"""What people write in passing is understood as they mean it: software, dates, needs that are ruled out."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate

CATALOGUE = load_catalogue()


def planned(text):
    architecture = plan(read_requirements(text), CATALOGUE)
    validate(architecture, CATALOGUE)
    return architecture


def blocks(text):
    return {one.block for one in planned(text).components}


@pytest.mark.parametrize("words", ["HIPAA not needed", "HIPAA is not required", "no HIPAA"])
def test_a_framework_that_is_not_needed_asks_for_nothing(words):
    assert read_requirements(f"A booking backend for a clinic. {words}.").compliance == ()


def test_a_place_may_be_a_sentence_of_its_own():
    region = read_requirements("Owners get a reminder the day before. Ireland.").region
    assert region is not None
    assert region.value == "eu-west-1"
    assert read_requirements("Flights to Paris. Cheap ones.").region is None


def test_software_that_runs_on_mysql_and_shares_files_gets_both():
    architecture = planned("A newspaper site on WordPress with 3 million page views a month")
    (database,) = [one.options for one in architecture.components if one.block == "rds_instance"]
    assert (database["engine"], database["port"]) == ("mysql", 3306)
    assert "efs_file_system" in {one.block for one in architecture.components}


def test_a_native_app_has_no_pages_to_host():
    assert "cloudfront_distribution" not in blocks("Backend of a React Native app")
    assert "cloudfront_distribution" in blocks("A React app with a backend")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Payroll that runs once a month, results as PDF", "eventbridge_schedule"),
        ("Video on demand: upload, transcode to HLS, signed URLs", "mediaconvert_queue"),
        ("Video on demand: upload, transcode to HLS, signed URLs", "cloudfront_distribution"),
        ("A knowledge bot over 80k PDF manuals; answers must cite the page", "bedrock_knowledge_base"),
        ("Real-time fraud scoring of payments, the model is retrained weekly", "sagemaker_endpoint"),
        ("Engineers upload photos; tag images automatically", "rekognition_collection"),
    ],
)
def test_a_need_brings_what_meets_it(text, block):
    assert block in blocks(text)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("A news site with spikes of readers", "sqs_queue"),
        ("Dev, test and prod accounts with guardrails", "bedrock_guardrail"),
        ("A magazine with 20,000 paying subscribers", "sqs_queue"),
    ],
)
def test_what_only_sounds_like_a_need_brings_nothing(text, block):
    assert block not in blocks(text)


def test_two_regions_that_are_active_share_the_table():
    architecture = planned("An active-active order API on DynamoDB in Dublin and Frankfurt")
    (table,) = [one.options for one in architecture.components if one.block == "dynamodb_table"]
    assert table["replica_regions"] == ["eu-central-1"]
