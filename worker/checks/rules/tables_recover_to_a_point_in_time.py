"""Tables can be put back to any second of the last weeks."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context, Resource

TERRAFORM = ("point_in_time_recovery", "enabled")
CLOUDFORMATION = ("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")


class TablesRecoverToAPointInTime(Check):
    """Point-in-time recovery on every DynamoDB table."""

    id = "tables_recover_to_a_point_in_time"
    severity = "medium"
    sentence = "Every table has point-in-time recovery."
    source = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for table in context.resources("aws_dynamodb_table", "AWS::DynamoDB::Table"):
            path = TERRAFORM if table.type.startswith("aws_") else CLOUDFORMATION
            if table.at(*path) not in (True, "true"):
                yield _finding(table)


def _finding(table: Resource) -> Finding:
    return Finding(component=table.owner, file=table.file, message=f"table {table.name} has no point-in-time recovery")
