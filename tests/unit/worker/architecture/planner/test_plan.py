"""Plans: what is asked for is there, wired, sized and explained, and every plan is valid."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.validation import validate

CATALOGUE = load_catalogue()


def planned(text, **chosen):
    architecture = plan(read_requirements(text, **chosen), CATALOGUE)
    validate(architecture, CATALOGUE)
    return architecture


def blocks(architecture):
    return {component.block for component in architecture.components}


def edges(architecture):
    by_id = {component.id: component.block for component in architecture.components}
    return {(by_id[edge.source], by_id[edge.target]) for edge in architecture.connections}


def option(architecture, block, name):
    component = next(c for c in architecture.components if c.block == block)
    return component.options.get(name, CATALOGUE.block(block).options[name].default)


def reasons(architecture):
    return {assumption.subject: f"{assumption.value}: {assumption.reason}" for assumption in architecture.assumptions}


def test_a_web_application_is_three_tiers_in_a_network():
    architecture = planned("A web shop on containers with a Postgres database and caching, two nines")
    assert {"vpc", "application_load_balancer", "ecs_service", "rds_instance", "elasticache_redis"} <= blocks(
        architecture
    )
    assert {
        ("waf_web_acl", "application_load_balancer"),
        ("application_load_balancer", "ecs_service"),
        ("ecs_service", "rds_instance"),
        ("ecs_service", "elasticache_redis"),
        ("ecs_service", "s3_bucket"),
    } <= edges(architecture)


def test_an_http_api_is_serverless():
    architecture = planned("A REST API for a todo app with login")
    serverless = {"http_api", "lambda_function", "dynamodb_table", "cognito_user_pool"}
    assert blocks(architecture) == serverless | {"cloudwatch_alarm", "sns_topic"}
    assert ("http_api", "cognito_user_pool") in edges(architecture)


def test_production_is_watched_and_development_is_not():
    watch = {"cloudwatch_alarm", "sns_topic"}
    assert watch <= blocks(planned("A REST API for a todo app"))
    assert not watch & blocks(planned("A REST API for a todo app, a development environment"))


def test_a_static_site_is_a_bucket_behind_a_network_of_edges():
    architecture = planned("Host my Hugo blog")
    assert edges(architecture) == {("cloudfront_distribution", "s3_bucket")}
    assert option(architecture, "cloudfront_distribution", "pages") == "folders"


def test_file_processing_keeps_results_apart_from_uploads():
    architecture = planned("Make thumbnails of every uploaded image, 10,000 images a day of 5 MB each")
    ids = {component.id for component in architecture.components}
    assert {"uploads", "jobs", "processor", "results", "records"} <= ids
    assert {("s3_bucket", "sqs_queue"), ("sqs_queue", "lambda_function")} <= edges(architecture)
    assert "304,167" in reasons(architecture)["processor.requests_per_month"]


BESIDE_OTHERS = {"cloudwatch_alarm", "resource_share"}
"""Nothing by themselves: asked for alone they are refused (`test_emptiness`)."""


@pytest.mark.parametrize("block", sorted(CATALOGUE.blocks))
def test_every_block_appears_when_its_name_is_said(block):
    name = CATALOGUE.block(block).names[0]
    alone = () if block in BESIDE_OTHERS else (f"Use {name}.",)
    for text in (*alone, f"A web application on containers that also uses {name}.", f"A REST API with {name}."):
        requirements = read_requirements(text)
        architecture = plan(requirements, CATALOGUE)
        validate(architecture, CATALOGUE)
        named = {service.block for service in requirements.services if not service.excluded}
        told = {assumption.reason for assumption in architecture.assumptions if assumption.value == "left out"}
        assert named & blocks(architecture) or told, (text, named)


@pytest.mark.parametrize(
    "block", ["lambda_function", "rds_instance", "application_load_balancer", "sqs_queue", "s3_bucket"]
)
@pytest.mark.parametrize("family", ["A web shop on containers", "A REST API", "Resize uploaded images", "A Hugo blog"])
def test_an_excluded_service_is_not_used_and_told(block, family):
    architecture = planned(f"{family}. Do not use {CATALOGUE.block(block).names[0]}.")
    assert block not in blocks(architecture)
    assert any(value.startswith("not used") for value in reasons(architecture).values())


def test_another_block_does_the_work_of_an_excluded_one():
    architecture = planned("A REST API. No Lambda please.")
    assert ("http_api", "ecs_service") in edges(architecture)


def test_a_service_that_is_not_in_the_catalogue_is_told():
    told = reasons(planned("A web app with Amazon Connect and Lightsail"))
    assert "not yet in the catalogue" in told["Amazon Connect"]
    assert "does the same work" in told["Amazon Lightsail"]


def test_a_service_that_aws_has_ended_is_told_with_what_takes_its_place():
    architecture = planned("A ledger in Amazon QLDB with Lambda")
    assert {"aurora_serverless", "lambda_function"} <= blocks(architecture)
    assert "ended QLDB" in reasons(architecture)["Amazon QLDB"]


def test_only_what_is_named_is_planned_where_parts_are_asked_for():
    assert blocks(planned("We need a CloudFormation template that creates an SQS queue")) == {"sqs_queue"}


def test_a_database_alone_gets_the_network_it_stands_in():
    architecture = planned("We need a CloudFormation template that creates an RDS MySQL database")
    assert blocks(architecture) == {"rds_instance", "vpc"}
    assert (option(architecture, "rds_instance", "engine"), option(architecture, "rds_instance", "port")) == (
        "mysql",
        3306,
    )


def test_a_load_balancer_alone_gets_something_to_send_requests_to():
    assert ("application_load_balancer", "ecs_service") in edges(planned("Terraform for an Application Load Balancer"))


def test_a_function_that_reaches_a_database_joins_its_network():
    architecture = planned("Lambda with RDS Postgres")
    function = next(c for c in architecture.components if c.block == "lambda_function")
    assert function.network == next(c.id for c in architecture.components if c.block == "vpc")


def test_a_cloud_front_frontend_of_an_api_has_files_of_its_own():
    architecture = planned("React SPA with a serverless REST API, login and file uploads")
    assert {("cloudfront_distribution", "s3_bucket"), ("cloudfront_distribution", "http_api")} <= edges(architecture)
    assert sum(c.block == "s3_bucket" for c in architecture.components) == 2


def test_a_warehouse_gets_the_three_zones_that_it_needs_whatever_is_saved():
    architecture = planned("A cheap data warehouse on Redshift Serverless, fed from S3")
    assert option(architecture, "vpc", "availability_zones") == 3
    assert any("takes no fewer" in note.reason for note in architecture.assumptions)


def test_availability_wishes_bring_zones_and_standbys():
    architecture = planned("A highly available web shop on containers with Postgres, 99.99% uptime. Use RDS.")
    assert option(architecture, "vpc", "availability_zones") == 3
    assert option(architecture, "vpc", "nat_gateways") == "per_az"
    assert option(architecture, "rds_instance", "multi_az") is True
    assert option(architecture, "ecs_service", "minimum_count") == 3


def test_a_development_environment_is_small():
    architecture = planned("A web shop on containers with RDS", environment="development")
    assert option(architecture, "rds_instance", "multi_az") is False
    assert option(architecture, "rds_instance", "instance_class") == "db.t4g.micro"
    assert "waf_web_acl" not in blocks(architecture)


def test_load_decides_the_sizes_and_the_method_is_told():
    architecture = planned("A web shop on containers with RDS, 400 requests per second")
    assert option(architecture, "ecs_service", "desired_count") == 8
    assert "400 requests/s" in reasons(architecture)["service.desired_count"]


def test_a_budget_is_kept_by_savings_that_are_told():
    dear = planned("A web shop on containers with RDS, 2 million requests per day")
    cheap = planned("A web shop on containers with RDS, 2 million requests per day, budget $250 a month")
    assert option(dear, "rds_instance", "multi_az") is True
    assert option(cheap, "rds_instance", "instance_class") != option(dear, "rds_instance", "instance_class")
    assert any("For the budget of $250.00" in reason for reason in reasons(cheap).values())


def test_a_budget_that_cannot_be_kept_is_told():
    assert "costs more" in reasons(planned("A web shop on containers with RDS for $10 a month"))["budget"]


def test_schedules_are_read_from_the_words():
    assert option(planned("A Lambda that runs every hour"), "lambda_function", "memory_mb") == 256
    architecture = planned("REST API with a report job every hour")
    assert option(architecture, "eventbridge_schedule", "expression") == "rate(1 hour)"


def test_region_environment_and_project_take_the_form_that_names_need():
    architecture = planned("A café shop für Zürich 🎉 in Frankfurt", environment="Pre-Production 2")
    assert (architecture.region, architecture.environment) == ("eu-central-1", "preproductio")
    assert 2 <= len(architecture.project) <= 20


def test_every_component_says_why_it_is_there():
    architecture = planned("HIPAA web portal on ECS with Aurora, Redis, S3, KMS, backups, SQS jobs and alarms")
    assert all(component.because for component in architecture.components)
    assert not [
        c
        for c in architecture.components
        if c.id not in {e for edge in architecture.connections for e in (edge.source, edge.target)} and c.block != "vpc"
    ]


def test_the_same_request_gives_the_same_plan():
    text = "HIPAA web portal on ECS with Aurora, Redis, S3 and SQS"
    assert planned(text) == planned(text)


WORDS = [
    *(CATALOGUE.block(block).names[0] for block in sorted(CATALOGUE.blocks)),
    *("web app", "REST API", "static site", "process uploaded files", "no", "without", "and", ","),
    *("login", "cache", "HIPAA"),
    *("queue", "nightly", "99.99%", "$50 a month", "two million requests per day", "event driven", "workflow", "React"),
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_mixture_of_wishes_gives_a_valid_plan(text):
    planned(text)


def test_what_hangs_on_something_left_out_is_left_out_too():
    architecture = planned("eks endpoint service")  # the load balancer that it would stand before has nothing behind it
    assert "privatelink_service" not in blocks(architecture)
    assert "left out" in [one.value for one in architecture.assumptions if one.subject == "Endpoint service"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_valid_plan(text):
    assert planned(text).components


@pytest.mark.parametrize(
    "text", ["Order processing with EventBridge and Step Functions", "Lambda, EventBridge and SQS", "Lambda with SNS"]
)
def test_events_do_not_go_round(text):
    architecture = planned(text)
    onward = {c.id: {e.target for e in architecture.connections if e.source == c.id} for c in architecture.components}
    stores = {c.id for c in architecture.components if c.block in ("dynamodb_table", "s3_bucket")}
    for start, targets in onward.items():
        reached, waiting = set(), set(targets)
        while waiting:
            component = waiting.pop()
            if component not in reached and component not in stores:
                reached.add(component)
                waiting |= onward[component]
        assert start not in reached


def test_no_process_calls_what_starts_it(catalogue):
    """An event that starts a process whose step sends the event again goes round for ever, and costs as long."""
    request = (
        "REST API takes orders, EventBridge routes them to SQS, Lambda workers, Step Functions for payment, DynamoDB"
    )
    made = plan(read_requirements(request, catalogue=catalogue), catalogue)
    after = {part.id: {edge.target for edge in made.connections if edge.source == part.id} for part in made.components}
    reached, waiting = set(), [part.id for part in made.components if part.block == "step_functions_state_machine"]
    assert waiting, "the request names it"
    start = set(waiting)
    while waiting:
        for target in after[waiting.pop()] - reached:
            reached.add(target)
            waiting.append(target)
    assert not reached & start


def test_options_that_a_budget_sets_go_with_those_that_the_request_wants():
    made = planned("A shop on ECS with Aurora MySQL Global Database, budget $900/month")
    validate(made, load_catalogue())
    database = next(component for component in made.components if component.block == "aurora_cluster")
    assert database.options["global_primary"] is True


def test_a_project_never_begins_like_a_reserved_parameter():
    assert not planned("An SSM Parameter Store parameter with a setting").project.startswith(("ssm", "aws"))


def test_an_aurora_that_is_named_twice_is_one_database():
    made = planned("Move ECS services with Aurora MySQL to Stockholm; use an Aurora global database")
    assert [one.block for one in made.components if one.block.startswith("aurora")] == ["aurora_cluster"]
