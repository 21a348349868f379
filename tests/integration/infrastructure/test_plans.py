"""What must hold of terraform/ in every size, and what the sizes differ in."""

import json
import subprocess
from pathlib import Path

import pytest
from flask import Response
from flask_openapi3.openapi import OpenAPI

from jobs.settings import Part, load_settings
from stack.infrastructure.plans import Plan, Resource
from stack.layout import PROJECT
from stack.testing.terraform import Terraform
from web.api.frontend import SERVER_PATHS
from web.security_headers import headers_of, keep_secret_address, page_policy

pytestmark = pytest.mark.terraform

SIZES = ("instance", "fargate", "lambda")
ANYWHERE = {"0.0.0.0/0", "::/0"}
NOBODYS = {"/metrics"}
"""What the application serves, and nobody is to reach from the internet."""


def each(plans: dict[str, Plan], *types: str) -> list[Resource]:
    found = [resource for plan in plans.values() for resource in plan.of_type(*types)]
    assert found, types
    return found


def test_the_configuration_is_formatted(terraform: Terraform) -> None:
    terraform(PROJECT / "terraform", "fmt", "-check", "-recursive", "-diff")


def test_the_configuration_is_valid(configuration: Path, terraform: Terraform) -> None:
    assert json.loads(terraform(configuration, "validate", "-json"))["valid"]


def test_every_size_has_the_same_core(plans: dict[str, Plan]) -> None:
    assert tuple(plans) == SIZES
    for plan in plans.values():
        assert [one.values["instance_class"] for one in plan.of_type("aws_db_instance")] == ["db.t4g.micro"]
        assert [one.values["price_class"] for one in plan.of_type("aws_cloudfront_distribution")] == ["PriceClass_100"]
        assert len(plan.of_type("aws_sqs_queue")) == 2


def test_the_small_size_has_no_nat_gateway_and_no_second_cache(plans: dict[str, Plan]) -> None:
    assert plans["instance"].of_type("aws_nat_gateway", "aws_elasticache_replication_group", "aws_lb") == []
    (machine,) = plans["instance"].of_type("aws_instance")
    assert machine.values["instance_type"] == "t4g.micro"
    assert machine.values["source_dest_check"] is False
    for size in ("fargate", "lambda"):
        assert plans[size].of_type("aws_instance") == []
        assert len(plans[size].of_type("aws_nat_gateway")) == 1
        assert len(plans[size].of_type("aws_elasticache_replication_group")) == 1


def test_only_the_size_of_functions_answers_by_one(plans: dict[str, Plan]) -> None:
    assert len(plans["lambda"].of_type("aws_apigatewayv2_api")) == 1
    assert len(plans["fargate"].of_type("aws_appautoscaling_policy")) == 1
    assert [len(plans[size].of_type("aws_cloudfront_vpc_origin")) for size in SIZES] == [1, 1, 0]


def test_the_worker_takes_ten_jobs_at_once_and_says_which_failed(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        (worker,) = (one for one in plan.of_type("aws_lambda_function") if one.name == "worker")
        (mapping,) = plan.of_type("aws_lambda_event_source_mapping")
        assert worker.values["reserved_concurrent_executions"] == 10
        assert 512 <= worker.values["memory_size"] <= 1024
        assert worker.values["timeout"] == 300
        assert mapping.values["scaling_config"] == [{"maximum_concurrency": 10}]
        assert mapping.values["function_response_types"] == ["ReportBatchItemFailures"]
        (queue,) = (one for one in plan.of_type("aws_sqs_queue") if one.name == "jobs")
        assert queue.values["visibility_timeout_seconds"] >= worker.values["timeout"]


def test_every_bucket_is_private_and_keeps_versions(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        buckets = len(plan.of_type("aws_s3_bucket"))
        blocks = plan.of_type("aws_s3_bucket_public_access_block")
        versions = plan.of_type("aws_s3_bucket_versioning")
        assert buckets == len(blocks) == len(versions) == len(plan.of_type("aws_s3_bucket_policy")) == 3
        names = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
        assert all(block.values[name] for block in blocks for name in names)
        assert {one.values["versioning_configuration"][0]["status"] for one in versions} == {"Enabled"}


def test_old_artifacts_go_where_they_can_still_be_downloaded_at_once(plans: dict[str, Plan]) -> None:
    for resource in each(plans, "aws_s3_bucket_lifecycle_configuration"):
        if resource.name == "artifacts":
            (rule,) = resource.values["rule"]
            assert [(one["days"], one["storage_class"]) for one in rule["transition"]] == [(90, "GLACIER_IR")]
            assert rule["expiration"][0]["days"] == 365 + 7


def test_the_database_is_encrypted_backed_up_and_out_of_reach(plans: dict[str, Plan]) -> None:
    for database in each(plans, "aws_db_instance"):
        assert database.values["backup_retention_period"] == 7
        assert database.values["allocated_storage"] == 20
        assert int(database.values["engine_version"]) >= 15
        assert database.values["storage_encrypted"]
        assert database.values["deletion_protection"]
        assert not database.values["publicly_accessible"]


def test_nothing_lets_the_internet_in(plans: dict[str, Plan]) -> None:
    rules = each(plans, "aws_vpc_security_group_ingress_rule")
    assert [rule.address for rule in rules if {rule.values["cidr_ipv4"], rule.values["cidr_ipv6"]} & ANYWHERE] == []
    assert all(rule.has("referenced_security_group_id") for rule in rules)
    assert all(one.values["internal"] for one in each(plans, "aws_lb"))


def test_the_machine_answers_no_old_metadata_requests(plans: dict[str, Plan]) -> None:
    (machine,) = plans["instance"].of_type("aws_instance")
    assert machine.values["metadata_options"][0]["http_tokens"] == "required"
    assert machine.values["root_block_device"][0]["encrypted"]


def test_logs_are_kept_for_a_week(plans: dict[str, Plan]) -> None:
    assert {group.values["retention_in_days"] for group in each(plans, "aws_cloudwatch_log_group")} == {7}


def test_no_plan_holds_a_secret(plans: dict[str, Plan]) -> None:
    """Secrets are written only, and the database's password is RDS's."""
    secret = [one for one in each(plans, "aws_ssm_parameter") if one.values["type"] == "SecureString"]
    assert len(secret) == 3 * 12
    assert {(one.values["value_wo"], one.values["value_wo_version"]) for one in secret} == {(None, 1)}
    assert {one.values["manage_master_user_password"] for one in each(plans, "aws_db_instance")} == {True}
    assert {one.values["password"] for one in each(plans, "aws_db_instance")} == {None}
    for function in each(plans, "aws_lambda_function"):
        assert list(function.values["environment"][0]["variables"]) == ["SETTINGS_PATH"]


def parameters_of(plan: Plan, part: str) -> dict[str, str]:
    """The part's settings, with something in the place of what is a secret or known after an apply only."""
    stand_ins = {
        "DATABASE_URL": "postgresql://groundplan_app:secret@db/groundplan",
        "CHORES_DATABASE_URL": "postgresql://groundplan_chores:secret@db/groundplan",
        "SES_EVENTS_TOPIC_ARN": "arn:aws:sns:us-east-1:123456789012:groundplan",
    }
    found = {}
    for parameter in plan.of_type("aws_ssm_parameter"):
        _, _, _, of, *name = str(parameter.values["name"]).split("/")
        if of == part:
            value = parameter.values.get("insecure_value")
            found[name[0]] = stand_ins.get(name[0], value or "x" * 40)
    return found


@pytest.mark.parametrize("part", [Part.WEB, Part.CHORES, Part.WORKER])
def test_every_part_finds_the_settings_that_it_needs(plans: dict[str, Plan], part: Part) -> None:
    for plan in plans.values():
        settings = load_settings(parameters_of(plan, str(part)), part)
        assert settings.jobs_queue_name == "groundplan-production-jobs"
        assert settings.artifact_retention_days == 365


PROCESSES = {"instance": (1, 3), "fargate": (4, 3), "lambda": (20, 1)}
"""How many hosts (machines, tasks, or functions at once) there are at most, and processes of the web tier on each."""
STAFF_CONNECTIONS = 4  # of a web process, beside its others; a function has one request at a time
CHORES_CONNECTIONS = 6


def test_all_connections_together_are_fewer_than_an_alarm_tells_of(plans: dict[str, Plan]) -> None:
    for size, plan in plans.items():
        web, worker = (int(parameters_of(plan, part)["DATABASE_CONNECTIONS"]) for part in ("web", "worker"))
        (alarm,) = (
            one
            for one in plan.of_type("aws_cloudwatch_metric_alarm")
            if one.values["alarm_name"].endswith("connections")
        )
        hosts, processes = PROCESSES[size]
        staff = 0 if size == "lambda" else STAFF_CONNECTIONS
        assert hosts * (processes * web + staff) + 10 * worker + CHORES_CONNECTIONS <= alarm.values["threshold"], size


def test_a_migration_finds_what_it_needs(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        found = parameters_of(plan, "migrate")
        assert {"DATABASE_OWNER_SECRET_ARN", "DATABASE_ADDRESS"} <= set(found)
        load_settings(found | {"MIGRATIONS_DATABASE_URL": "postgresql://owner:secret@db/groundplan"}, Part.MIGRATE)


def test_requests_of_clients_are_told_apart_behind_the_proxies(plans: dict[str, Plan]) -> None:
    """CloudFront adds an address to X-Forwarded-For, a load balancer and API Gateway another."""
    proxies = {size: parameters_of(plan, "web")["TRUSTED_PROXIES"] for size, plan in plans.items()}
    assert proxies == {"instance": "1", "fargate": "2", "lambda": "2"}


def page_headers(plan: Plan, policy_name: str) -> dict[str, str]:
    """What CloudFront gives pages."""
    policies = plan.of_type("aws_cloudfront_response_headers_policy")
    (policy,) = (one for one in policies if one.values["name"] == policy_name)
    security = policy.values["security_headers_config"][0]
    transport = security["strict_transport_security"][0]
    assert transport["include_subdomains"]
    return {item["header"]: item["value"] for item in policy.values["custom_headers_config"][0]["items"]} | {
        "X-Content-Type-Options": "nosniff" if security["content_type_options"] else "",
        "X-Frame-Options": security["frame_options"][0]["frame_option"],
        "Referrer-Policy": security["referrer_policy"][0]["referrer_policy"],
        "Content-Security-Policy": security["content_security_policy"][0]["content_security_policy"],
        "Strict-Transport-Security": f"max-age={transport['access_control_max_age_sec']}; includeSubDomains",
    }


def test_pages_have_the_headers_that_the_application_gives_them(plans: dict[str, Plan]) -> None:
    policy = {"Content-Security-Policy": page_policy("wss://groundplan.example.com")}
    wanted = headers_of(https=True) | policy
    assert page_headers(plans["instance"], "groundplan-production-pages") == wanted
    of_a_secret_address = dict(keep_secret_address(Response()).headers)
    shared = wanted | {name: of_a_secret_address[name] for name in ("Referrer-Policy", "X-Robots-Tag")}
    assert page_headers(plans["instance"], "groundplan-production-shared") == shared


def behaviors(plan: Plan, origin: str) -> list[str]:
    """The paths that CloudFront sends there, but for all others."""
    (distribution,) = plan.of_type("aws_cloudfront_distribution")
    found = distribution.values["ordered_cache_behavior"]
    return [behavior["path_pattern"] for behavior in found if behavior["target_origin_id"] == origin]


def test_cloudfront_sends_the_applications_paths_to_it(plans: dict[str, Plan], routes: OpenAPI) -> None:
    prefixes = [path.removesuffix("*") for path in behaviors(plans["instance"], "web")]
    assert behaviors(plans["instance"], "pages") == ["/shared/*"]
    pages = {"/", "/assets/<path:name>", "/shared/<token>"}
    lost = [
        rule.rule
        for rule in routes.url_map.iter_rules()
        if rule.rule not in pages | NOBODYS and not rule.rule.startswith(tuple(prefixes))
    ]
    assert lost == []
    assert {path for path in SERVER_PATHS if path not in prefixes} <= {"/assets/"} | NOBODYS
    assert not [path for path in NOBODYS if path.startswith(tuple(prefixes))]


def test_every_role_has_the_boundary(plans: dict[str, Plan]) -> None:
    for plan in plans.values():
        roles = plan.of_type("aws_iam_role")
        assert all(one.has("permissions_boundary") for one in roles)
        assert len(roles) == len(plan.of_type("aws_iam_role_policy"))


def test_the_machines_scripts_are_ones_that_bash_reads() -> None:
    folder = PROJECT / "terraform" / "modules" / "web" / "instance"
    for script in (folder / "start.sh.tftpl", folder / "deploy.sh"):
        command = ["bash", "-n", str(script)]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (finished.returncode, finished.stderr) == (0, "")
