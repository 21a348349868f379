"""Logs are kept, and not for ever."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

LOGGING_BLOCKS = {"lambda_function", "ecs_service", "http_api", "step_functions_state_machine"}
GROUPS = {"aws_cloudwatch_log_group": "retention_in_days", "AWS::Logs::LogGroup": "RetentionInDays"}


class LogsAreKept(Check):
    """What runs code has a log group of its own, and every log group says how long it keeps."""

    id = "logs_are_kept"
    severity = "medium"
    sentence = "Everything that runs code writes a log, and each log has a time after which it is deleted."
    source = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for group in context.resources(*GROUPS):
            if not group.has(GROUPS[group.type]):
                yield Finding(
                    component=group.owner, file=group.file, message=f"log group {group.name} keeps its logs for ever"
                )
        for kind in GROUPS:
            logged = {group.owner for group in context.resources(kind)}
            for component in context.architecture.components:
                if component.block in LOGGING_BLOCKS and component.id not in logged:
                    yield Finding(component=component.id, message=f"{component.id} has no {kind}")
