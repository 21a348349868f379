"""A plan of our own Terraform as an architecture of our own catalogue, so that our own engine can price it.

Each planned resource is a component of a block, or is known to cost nothing. One that is neither is an error: what is
added to terraform/ cannot be forgotten in docs/cost.md.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import count

from stack.errors import StackError
from stack.infrastructure import usage as assumed
from stack.infrastructure.plans import Plan, Resource
from stack.infrastructure.usage import Usage
from worker.architecture.model import Architecture, Component, Connection, OptionValue

Options = dict[str, OptionValue]
Described = Callable[[Resource, Usage, Plan], Options]

FREE = re.compile(
    r"aws_(acm_certificate_validation|apigatewayv2_(integration|route|stage)|appautoscaling_\w+|budgets_budget|acm_certificate"
    r"|cloudfront_(function|origin_access_control|response_headers_policy|vpc_origin)|cloudwatch_log_metric_filter"
    r"|db_(parameter|subnet)_group|default_security_group|ecr_lifecycle_policy|ecs_(cluster|task_definition)|eip"
    r"|elasticache_(parameter|subnet)_group|iam_\w+|internet_gateway|lambda_(alias|event_source_mapping|permission)"
    r"|lb_(listener|listener_rule|target_group)|nat_gateway|route|route_table|route_table_association|route53_record"
    r"|s3_bucket_\w+|s3_object|security_group|sesv2_configuration_set\w*|sesv2_email_identity_\w+|sns_topic_(policy|subscription)"
    r"|sqs_queue_\w+|ssm_(document|parameter)|subnet|vpc_endpoint|vpc_security_group_(egress|ingress)_rule)"
)
"""Gateways and addresses are priced with their network, functions of CloudFront with its requests. The first ten
metrics, gateway endpoints, standard parameters and the like cost nothing."""


def architecture_of(plan: Plan, users: int) -> Architecture:
    """Raises StackError for a type of resource of which nobody said what it costs."""
    usage = Usage(users, polled=not _has(plan, "aws_instance", "aws_lb"))
    components = tuple(_components(plan, usage))
    entry = next(one for one in components if one.block == "cloudfront_distribution")
    behind = {"ec2_instance", "application_load_balancer", "http_api"}
    return Architecture(
        title=f"Groundplan, size {plan.run}",
        project="groundplan",
        region=str(_one(plan, "aws_cloudwatch_dashboard", "region") or "us-east-1"),
        components=components,
        connections=tuple(Connection(source=entry.id, target=one.id) for one in components if one.block in behind),
    )


def _components(plan: Plan, usage: Usage) -> Iterator[Component]:
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
    for resource in plan.resources:
        if FREE.fullmatch(resource.type):
            continue
        if resource.type not in _BLOCKS:
            raise StackError(
                f"{resource.address}: say in {__name__} what a {resource.type} costs, or that it does not."
            )
        block, described = _BLOCKS[resource.type]
        yield Component(
            id=f"{block}_{next(numbers[block])}",
            block=block,
            name=_name(resource),
            options=described(resource, usage, plan),
        )
        if resource.values.get("manage_master_user_password"):
            options: Options = {"api_calls_per_month": 100}
            yield Component(id="owner", block="secrets_manager_secret", name="database owner", options=options)


def _name(resource: Resource) -> str:
    """`module.storage.module.artifacts.aws_s3_bucket.main` → `storage artifacts`."""
    modules = re.findall(r"module\.([a-z_]+)", resource.address)
    key = re.search(r'\["([a-z_]+)"\]$', resource.address)
    words = [*modules, *([key[1]] if key else []), *([] if resource.name == "main" else [resource.name])]
    return " ".join(dict.fromkeys(words)).replace("_", " ")


def _has(plan: Plan, *types: str) -> bool:
    return bool(plan.of_type(*types))


def _one(plan: Plan, kind: str, attribute: str) -> object:
    return next((resource.values.get(attribute) for resource in plan.of_type(kind)), None)


def _instance(resource: Resource, usage: Usage, _: Plan) -> Options:
    disk = resource.values["root_block_device"][0]
    return {
        "instance_type": resource.values["instance_type"],
        "root_gb": disk["volume_size"],
        "public_address": "dynamic" if resource.values["associate_public_ip_address"] else "none",
        "transfer_gb_per_month": usage.transfer_gb,
    }


def _database(resource: Resource, _usage: Usage, _plan: Plan) -> Options:
    return {
        "engine": resource.values["engine"],
        "instance_class": resource.values["instance_class"],
        "storage_gb": resource.values["allocated_storage"],
        "maximum_storage_gb": resource.values["max_allocated_storage"],
        "multi_az": resource.values["multi_az"],
    }


def _cache(resource: Resource, _usage: Usage, _plan: Plan) -> Options:
    values = resource.values
    return {"engine": values["engine"], "node_type": values["node_type"], "nodes": values["num_cache_clusters"]}


def _network(_: Resource, usage: Usage, plan: Plan) -> Options:
    gateways = len(plan.of_type("aws_nat_gateway"))
    return {
        "nat_gateways": ("none", "single", "per_az")[gateways],
        "nat_gb_per_month": usage.requests * 4 / 1024**2
        + usage.jobs * 0.2 / 1024,  # what is asked of SQS, and of others
        "cross_zone_gb_per_month": (usage.requests * 20 + usage.jobs * 500) / 1024**2,  # what the database answers
        "flow_logs_gb_per_month": 0,
    }


def _distribution(resource: Resource, usage: Usage, _: Plan) -> Options:
    return {
        "price_class": resource.values["price_class"],
        "access_logs": False,
        "transfer_gb_per_month": usage.transfer_gb,
        "requests_per_month": usage.requests + usage.jobs * assumed.PAGE_FILES_PER_JOB,
    }


def _function(resource: Resource, usage: Usage, _: Plan) -> Options:
    of_web = resource.address.startswith("module.web")
    return {
        "processor": resource.values["architectures"][0],
        "memory_mb": resource.values["memory_size"],
        "timeout_seconds": resource.values["timeout"],
        "requests_per_month": usage.requests if of_web else usage.jobs,
        "duration_ms": 60 if of_web else assumed.SECONDS_PER_JOB * 1000,
        "log_kb_per_request": 0,  # counted with the log groups
    }


def _balancer(_resource: Resource, usage: Usage, _plan: Plan) -> Options:
    return {"requests_per_month": usage.requests, "transfer_gb_per_month": usage.transfer_gb}


def _api(_resource: Resource, usage: Usage, _plan: Plan) -> Options:
    return {"requests_per_month": usage.requests, "transfer_gb_per_month": usage.transfer_gb}


def _service(resource: Resource, _usage: Usage, plan: Plan) -> Options:
    """The size of a task stands in its definition, which has the service's name."""
    definitions = plan.of_type("aws_ecs_task_definition")
    task = next(one for one in definitions if resource.name in re.findall(r"[a-z]+", one.address.rpartition(".")[2]))
    return {
        "cpu": int(task.values["cpu"]),
        "memory_mb": int(task.values["memory"]),
        "processor": task.values["runtime_platform"][0]["cpu_architecture"],
        "desired_count": resource.values["desired_count"],
        "minimum_count": 1,
        "container_insights": False,
        "log_gb_per_month": 0,  # counted with the log groups
    }


def _bucket(resource: Resource, usage: Usage, _: Plan) -> Options:
    if "artifacts" in resource.address:
        return {
            "storage_gb": usage.artifact_gb * assumed.MONTHS_KEPT,
            "archive_gb": usage.artifact_gb * (12 - assumed.MONTHS_KEPT),
            "archive_class": "GLACIER_IR",
            "writes_per_month": usage.jobs * assumed.ARTIFACTS_PER_JOB,
            "reads_per_month": usage.jobs * assumed.ARTIFACTS_PER_JOB,
        }
    reads = usage.jobs * assumed.PAGE_FILES_PER_JOB // 10 if "frontend" in resource.address else 1000
    return {"storage_gb": 1, "writes_per_month": 1000, "reads_per_month": reads}


def _queue(resource: Resource, usage: Usage, _: Plan) -> Options:
    """The catalogue counts three requests a message: one to send, one to receive, one to delete."""
    return {"messages_per_month": 100 if resource.name == "dead_letters" else usage.jobs + assumed.IDLE_POLLS // 3}


def _alarm(resource: Resource, _usage: Usage, _plan: Plan) -> Options:
    """An alarm on an expression is paid by the metrics in it."""
    queries = resource.values.get("metric_query") or []
    return {"metrics": max(1, sum(bool(query["metric"]) for query in queries))}


def _logs(resource: Resource, usage: Usage, _: Plan) -> Options:
    gb = usage.log_gb.get(str(resource.values["name"]).rpartition("/")[2], 0.01)
    return {"retention_days": resource.values["retention_in_days"], "ingested_gb": gb, "stored_gb": gb / 4}


def _identity(_resource: Resource, usage: Usage, _plan: Plan) -> Options:
    return {"mails_per_month": usage.users * assumed.MAILS_PER_USER}


def _topic(_resource: Resource, usage: Usage, _plan: Plan) -> Options:
    return {"messages_per_month": max(100, usage.users // 10)}


_BLOCKS: Mapping[str, tuple[str, Described]] = {
    "aws_apigatewayv2_api": ("http_api", _api),
    "aws_cloudfront_distribution": ("cloudfront_distribution", _distribution),
    "aws_cloudwatch_dashboard": ("cloudwatch_dashboard", lambda *_: {}),
    "aws_cloudwatch_log_group": ("cloudwatch_log_group", _logs),
    "aws_cloudwatch_metric_alarm": ("cloudwatch_alarm", _alarm),
    "aws_db_instance": ("rds_instance", _database),
    "aws_ecr_repository": ("ecr_repository", lambda *_: {"storage_gb": 2}),
    "aws_ecs_service": ("ecs_service", _service),
    "aws_elasticache_replication_group": ("elasticache_redis", _cache),
    "aws_instance": ("ec2_instance", _instance),
    "aws_lambda_function": ("lambda_function", _function),
    "aws_lb": ("application_load_balancer", _balancer),
    "aws_s3_bucket": ("s3_bucket", _bucket),
    "aws_sesv2_email_identity": ("ses_identity", _identity),
    "aws_sns_topic": ("sns_topic", _topic),
    "aws_sqs_queue": ("sqs_queue", _queue),
    "aws_vpc": ("vpc", _network),
}
