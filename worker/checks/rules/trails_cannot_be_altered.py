"""The record of API calls is whole and shows when somebody changed it."""

from collections.abc import Iterator, Mapping

from worker.checks.check import Check, Finding
from worker.checks.context import Context

# Resource type → (properties that must be true, property that says where events can be searched and alarmed on).
MUST_BE_TRUE: Mapping[str, tuple[str, ...]] = {
    "aws_cloudtrail": ("enable_log_file_validation",),
    "AWS::CloudTrail::Trail": ("EnableLogFileValidation", "IsLogging"),
}
LOG_GROUP = {"aws_cloudtrail": "cloud_watch_logs_group_arn", "AWS::CloudTrail::Trail": "CloudWatchLogsLogGroupArn"}


class TrailsCannotBeAltered(Check):
    """Each trail signs its files, and writes to a log group that alarms can watch."""

    id = "trails_cannot_be_altered"
    severity = "medium"
    sentence = "Every CloudTrail trail validates its log files and writes to a log group."
    source = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-4"

    def run(self, context: Context) -> Iterator[Finding]:
        for trail in context.resources(*MUST_BE_TRUE):
            missing = [name for name in MUST_BE_TRUE[trail.type] if trail.at(name) not in (True, "true")]
            missing += [] if trail.has(LOG_GROUP[trail.type]) else [LOG_GROUP[trail.type]]
            for name in missing:
                yield Finding(component=trail.owner, file=trail.file, message=f"{trail.name} does not set {name}")
