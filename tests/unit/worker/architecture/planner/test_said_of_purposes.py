"""What a system is for, how long data stays, how many come at once, and what runs on Windows shape the plan."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.planner.load import load_of
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate

CATALOGUE = load_catalogue()


def planned(text):
    architecture = plan(read_requirements(text), CATALOGUE)
    validate(architecture, CATALOGUE)
    return architecture


def blocks(text):
    return [one.block for one in planned(text).components]


def options(text, block):
    return next(one.options for one in planned(text).components if one.block == block)


@pytest.mark.parametrize(
    "text",
    ["An app for staff scheduling", "Ticket sales for concerts", "A loyalty programme for members of a supermarket"],
)
def test_what_people_look_at_has_pages_sign_in_and_a_database(text):
    made = set(blocks(text))
    assert made & {"cloudfront_distribution", "application_load_balancer"}
    assert "cognito_user_pool" in made
    assert made & {"dynamodb_table", "rds_instance", "aurora_serverless"}


def test_sales_with_spikes_have_a_queue_in_front():
    assert "sqs_queue" in blocks("Ticket sales for concerts with spikes")


@pytest.mark.parametrize("text", ["A webhook that stores messages", "An API for an inventory app", "Store my notes"])
def test_what_nobody_looks_at_has_no_pages(text):
    assert "cloudfront_distribution" not in blocks(text)


def test_a_video_archive_transcodes_keeps_an_index_and_moves_old_files_to_an_archive_class():
    text = "A video archive for a broadcaster, 400 TB of programmes, search by subject"
    assert {"mediaconvert_queue", "dynamodb_table", "opensearch_domain", "cloudfront_distribution"} <= set(blocks(text))
    uploads = next(one.options for one in planned(text).components if one.id == "uploads")
    assert uploads["archive_class"] == "GLACIER_IR"
    assert uploads["archive_gb"] > uploads["storage_gb"]


@pytest.mark.parametrize(
    "words", ["delete them after 6 months", "keep only 6 months", "keep them 6 months, then delete"]
)
def test_data_that_is_to_go_expires_and_changes_no_class(words):
    bucket = options(f"Process uploaded images, {words}", "s3_bucket")
    assert bucket["expire_days"] == 180
    assert not bucket.get("archive_days")
    assert not bucket.get("infrequent_access_days")


@pytest.mark.parametrize(
    "words", ["keep them for 7 years", "keep them at least 6 months", "never delete them before 6 months"]
)
def test_data_that_is_to_stay_does_not_expire(words):
    assert not options(f"Process uploaded images, {words}", "s3_bucket").get("expire_days")


@pytest.mark.parametrize(
    "text",
    [
        "A website with 200 visitors at once, 300,000 people a month",
        "A web app; 300,000 people a month use it, up to 200 visitors at the same time",
        "A web app for 300,000 users a month, 200 concurrent",
    ],
)
def test_at_once_is_the_peak_and_monthly_is_monthly(text):
    requirements = read_requirements(text)
    assert requirements.measure("concurrent_users") == 200
    assert requirements.measure("users") == 300_000
    load = load_of(requirements)
    assert load.value("peak_rps") == 20
    assert load.value("requests_per_month") == 6_000_000


@pytest.mark.parametrize(
    "text",
    [
        "A Windows-based ERP for 200 staff with an Oracle database",
        "Classic ASP.NET (IIS) web app with Oracle",
        "Our ERP: Oracle on six Windows servers, move it to AWS",
    ],
)
def test_windows_stays_on_windows_servers_and_oracle_on_oracle(text):
    made = planned(text)
    assert "ecs_service" not in {one.block for one in made.components}
    servers = [one for one in made.components if one.block in ("ec2_instance", "ec2_auto_scaling_group")]
    assert servers
    assert all(one.options["os"] == "windows_2022" for one in servers)
    assert options(text, "rds_instance")["engine"] == "oracle-se2"


def test_dot_net_on_linux_and_sql_server_bring_neither_windows_nor_queries():
    assert "ec2_auto_scaling_group" not in blocks("A web application in .NET 8 on containers")
    assert "athena_workgroup" not in blocks("A .NET web shop with SQL Server")


@pytest.mark.parametrize(
    "text", ["Transcription of recordings of our call centre", "Transcribe recordings of interviews"]
)
def test_recordings_are_transcribed_from_a_bucket(text):
    made = planned(text)
    read = {edge.target for edge in made.connections if edge.source == "transcripts"}
    assert {one.block for one in made.components if one.id in read} == {"s3_bucket"}


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Guardrails for our AWS accounts", "service_control_policy"),
        ("A multi-account setup with guardrails", "service_control_policy"),
        ("A chatbot with guardrails", "bedrock_guardrail"),
    ],
)
def test_guardrails_are_of_accounts_or_of_a_model(text, block):
    assert {"service_control_policy", "bedrock_guardrail"} & set(blocks(text)) == {block}


def test_who_wants_no_topic_gets_no_fifo_topic_in_its_place():
    assert not any(one.startswith("sns_") for one in blocks("A chatbot on Bedrock with notifications, no SNS, in dev"))
