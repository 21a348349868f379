"""Queues, APIs, streams and what works on them."""

from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.model import Architecture

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]
Module = Callable[[Architecture], str]


def _of(template: dict[str, Any], kind: str) -> dict[str, Any]:
    return {name: r["Properties"] for name, r in template["Resources"].items() if r["Type"] == kind}


def test_dead_letters_of_a_fifo_queue_keep_their_order(architecture: Make, template: Template) -> None:
    queues = _of(template(architecture({"orders": "sqs_fifo_queue"})), "AWS::SQS::Queue")
    assert {name: queue["FifoQueue"] for name, queue in queues.items()} == {"Orders": True, "OrdersDeadLetters": True}


def test_an_api_key_comes_with_a_usage_plan(architecture: Make, template: Template) -> None:
    made = template(architecture({"api": "rest_api"}, options={"api": {"api_key": True}}))
    (method,) = _of(made, "AWS::ApiGateway::Method").values()
    assert method["ApiKeyRequired"] is True
    assert _of(made, "AWS::ApiGateway::UsagePlan")["ApiUsagePlan"]["Quota"]["Period"] == "DAY"


def test_an_api_is_deployed_anew_when_its_routes_change(architecture: Make, template: Template) -> None:
    blocks = {"api": "rest_api", "jobs": "sqs_queue", "orders": "lambda_function"}
    deployments = [
        set(_of(template(architecture(blocks, edges)), "AWS::ApiGateway::Deployment"))
        for edges in ([("api", "jobs")], [("api", "jobs"), ("api", "orders")])
    ]
    assert deployments[0] != deployments[1]


def test_apis_that_write_logs_set_the_role_of_the_account_once(architecture: Make, template: Template) -> None:
    made = template(architecture({"api": "rest_api", "chat": "websocket_api"}))
    assert list(_of(made, "AWS::ApiGateway::Account")) == ["ApiAccount"]
    roles = _of(made, "AWS::IAM::Role")
    assert "ApiLogsRole" in roles
    assert "ChatLogsRole" not in roles
    assert made["Resources"]["ChatStage"]["DependsOn"] == "ApiAccount"


def test_an_api_puts_an_item_under_the_keys_of_the_table(architecture: Make, template: Template) -> None:
    made = template(
        architecture(
            {"api": "rest_api", "songs": "dynamodb_table"},
            [("api", "songs")],
            {"songs": {"partition_key": "artist", "sort_key": ""}},
        )
    )
    mapping = made["Resources"]["ApiToSongsMethodPost"]["Properties"]["Integration"]["RequestTemplates"]
    assert '"artist": {"S": "$context.requestId"}' in str(mapping)


def test_requests_reach_containers_through_a_link_only(architecture: Make, template: Template) -> None:
    made = template(architecture({"api": "http_api", "app": "ecs_service"}, [("api", "app")]))
    (rule,) = _of(made, "AWS::EC2::SecurityGroupIngress").values()
    assert rule["SourceSecurityGroupId"] == {"Fn::GetAtt": ["ApiToAppSecurityGroup", "GroupId"]}
    assert _of(made, "AWS::ApiGatewayV2::Integration")["ApiToAppIntegration"]["ConnectionType"] == "VPC_LINK"


def test_a_query_that_reads_too_much_is_ended(architecture: Make, module: Module) -> None:
    text = module(architecture({"sql": "athena_workgroup"}, options={"sql": {"scan_limit_gb": 10}}))
    assert "bytes_scanned_cutoff_per_query = 10737418240" in text
    assert "enforce_workgroup_configuration = true" in text


def test_dms_reads_its_secrets_as_the_service_of_its_region(
    architecture: Make, template: Template, module: Module
) -> None:
    made = architecture({"copy": "dms_replication", "db": "rds_instance"}, [("copy", "db")])
    (statement,) = template(made)["Resources"]["CopySecretsRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": {"Fn::Sub": "dms.${AWS::Region}.amazonaws.com"}}
    assert 'identifiers = ["dms.${var.region}.amazonaws.com"]' in module(made)


@pytest.mark.parametrize("end", ["source", "target"])
def test_a_pipe_has_a_queue_where_nothing_is_connected(architecture: Make, template: Template, end: str) -> None:
    blocks = {"pipe": "eventbridge_pipe", "jobs": "sqs_queue"}
    edge = ("pipe", "jobs") if end == "source" else ("jobs", "pipe")
    pipe = template(architecture(blocks, [edge]))["Resources"]["Pipe"]["Properties"]
    own = {"source": {"Fn::GetAtt": ["PipeIn", "Arn"]}, "target": {"Fn::GetAtt": ["PipeOut", "Arn"]}}
    assert pipe[end.title()] == own[end]


def test_a_password_of_a_broker_stands_in_no_file(architecture: Make, template: Template) -> None:
    made = template(architecture({"broker": "amazon_mq_broker", "app": "ecs_service"}, [("app", "broker")]))
    (user,) = made["Resources"]["Broker"]["Properties"]["Users"]
    assert user["Password"] == {"Fn::Sub": "{{resolve:secretsmanager:${BrokerLogin}:SecretString:password}}"}


def test_a_service_may_use_its_own_kafka_cluster_only(architecture: Make, template: Template) -> None:
    made = template(architecture({"app": "ecs_service", "log": "msk_cluster"}, [("app", "log")]))
    statements = made["Resources"]["AppTaskPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    (written,) = [s["Resource"] for s in statements if "kafka-cluster:WriteData" in s["Action"]]
    assert "Fn::Join" in str(written)
    assert "*" not in written


def test_a_pipe_from_a_queue_keeps_failures_in_the_queue_s_own(architecture: Make, module: Module) -> None:
    """SQS moves what fails too often by itself: another queue beside the pipe would stay empty."""
    blocks = {"orders": "sqs_queue", "pipe": "eventbridge_pipe", "work": "lambda_function", "alarm": "cloudwatch_alarm"}
    edges = [("orders", "pipe"), ("pipe", "work"), ("alarm", "pipe")]
    assert 'aws_sqs_queue" "pipe_failed' not in module(architecture(blocks, edges))
    streamed = module(architecture({**blocks, "orders": "kinesis_stream"}, edges))
    assert "arn = aws_sqs_queue.pipe_failed.arn" in streamed


@pytest.mark.parametrize(
    ("chosen", "to_queue", "to_code"), [("auto", "AWS_IAM", "NONE"), ("AWS_IAM",) * 3, ("NONE",) * 3]
)
def test_routes_past_all_code_take_signed_requests(
    architecture: Make, template: Template, chosen: str, to_queue: str, to_code: str
) -> None:
    blocks = {"api": "rest_api", "http": "http_api", "jobs": "sqs_queue", "code": "lambda_function"}
    edges = [(api, target) for api in ("api", "http") for target in ("jobs", "code")]
    options = {name: {"authorization": chosen} for name in ("api", "http")}
    made = template(architecture(blocks, edges, options))
    for kind in ("AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Route"):
        for name, route in _of(made, kind).items():
            assert route.get("AuthorizationType", "NONE") == (to_queue if "Jobs" in name else to_code), name


def test_a_schema_is_not_told_to_clients_unless_it_is_wanted(architecture: Make, template: Template) -> None:
    blocks = {"api": "appsync_api", "table": "dynamodb_table"}
    assert "DISABLED" in str(_of(template(architecture(blocks, [("api", "table")])), "AWS::AppSync::GraphQLApi"))


def test_errors_of_file_transfers_are_counted_from_their_log(architecture: Make, template: Template) -> None:
    blocks = {"sftp": "transfer_family_server", "files": "s3_bucket", "alarm": "cloudwatch_alarm"}
    made = template(architecture(blocks, [("sftp", "files"), ("alarm", "sftp")]))
    (counted,) = _of(made, "AWS::Logs::MetricFilter").values()
    (alarm,) = _of(made, "AWS::CloudWatch::Alarm").values()
    assert counted["MetricTransformations"][0]["MetricName"] == alarm["MetricName"]
    assert counted["MetricTransformations"][0]["MetricNamespace"] == alarm["Namespace"]


def test_results_in_the_bucket_that_starts_the_work_do_not_start_it_again(
    architecture: Make, template: Template
) -> None:
    blocks = {"files": "s3_bucket", "arrival": "eventbridge_rule", "jobs": "sqs_queue"}
    made = architecture(blocks, [("files", "arrival"), ("arrival", "jobs")])
    (rule,) = _of(template(made), "AWS::Events::Rule").values()
    assert rule["EventPattern"]["detail"]["object"] == {"key": [{"anything-but": {"prefix": "results/"}}]}
