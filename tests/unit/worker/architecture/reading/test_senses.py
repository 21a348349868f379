"""A word that names a service and is a plain word too brings the service only where the service is meant."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements

CATALOGUE = load_catalogue()


def named(text):
    return {one.block or one.title for one in read_requirements(text, catalogue=CATALOGUE).services if not one.excluded}


def needs(text):
    return {one.name for one in read_requirements(text, catalogue=CATALOGUE).capabilities}


@pytest.mark.parametrize(
    "text",
    [
        "Store x-ray images of patients for doctors",
        "Blood tests, x-rays and ultrasound videos are kept ten years",
        "We batch the orders and connect buyers with sellers",
        "Personalize the home page; shoppers comprehend it at once",
        "Inspectors visit a site, the glue of the trade",
        "A forum that shields members from spam. Shield them from trolls too",
        "Polly's Pies wants an order page",
        "Coworking workspaces are booked by the hour",
        "Pinpoint the leak and amplify the signal",
        "Our EMR sends HL7 messages from two hospitals",
        "Invoices for SMB customers",
        "The next step functions as a gate",
        "Pictures of the aurora borealis",
        "News about DAX and FTSE shares",
        "A physio clinic for MSK pain",
        "The DMS is a document management product",
    ],
)
def test_a_plain_word_names_no_service(text):
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("AWS Batch runs simulations", {"batch_job_queue"}),
        ("Simulations run on Batch, in one account", {"batch_job_queue"}),
        ("etl with glue, athena and s3", {"glue_catalog", "athena_workgroup", "s3_bucket"}),
        ("s3, comprehend, lex and polly", {"s3_bucket", "comprehend", "lex_bot", "polly"}),
        ("use inspector for the images", {"inspector_scanning"}),
        ("WAF and Shield before the load balancer", {"waf_web_acl", "shield_protection", "application_load_balancer"}),
        ("Lambda with X-Ray for patients", {"lambda_function", "xray_tracing"}),
        ("Spark on EMR for a hospital", {"emr_serverless_application"}),
        ("replicate with DMS and CDC", {"dms_replication"}),
        ("DynamoDB with DAX", {"dynamodb_table", "dax_cluster"}),
        ("Step functions run the approval", {"step_functions_state_machine"}),
        ("Glue: a catalogue of tables", {"glue_catalog"}),
    ],
)
def test_a_service_that_is_named_is_found(text, blocks):
    assert named(text) == blocks


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("shipping containers are tracked", "containers"),
        ("yoga sessions are booked", "sessions"),
        ("social workers see their cases", "queue"),
        ("a warehouse with 30 forklifts", "data_warehouse"),
        ("backup generators are serviced", "backups"),
    ],
)
def test_what_only_sounds_like_a_need_is_none(text, need):
    assert need not in needs(text)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("the app is in containers", "containers"),
        ("sessions are kept across servers", "sessions"),
        ("workers resize pictures", "queue"),
        ("orders are loaded into a warehouse for BI reports", "data_warehouse"),
        ("backups for 30 days", "backups"),
    ],
)
def test_a_need_is_understood(text, need):
    assert need in needs(text)
