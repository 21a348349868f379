"""Permissions name what they allow."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context
from worker.checks.statements import permissions


class IamHasNoWildcardActions(Check):
    """Neither `*` nor `service:*`, nor `NotAction`."""

    id = "iam_has_no_wildcard_actions"
    severity = "high"
    sentence = "No role may do everything: each permission names its actions."
    source = "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_least_privileges.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for statement in permissions(context):
            for action in statement.actions:
                if action.endswith("*"):
                    message = f"{statement.resource.name} allows {action}"
                    yield Finding(component=statement.resource.owner, file=statement.resource.file, message=message)
            if statement.inverted:
                message = f"{statement.resource.name} allows everything except what it names"
                yield Finding(component=statement.resource.owner, file=statement.resource.file, message=message)
