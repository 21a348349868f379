"""A permission on everything of a kind says why nothing narrower would do."""

from collections.abc import Iterator

from worker.architecture.block import Statement
from worker.checks.check import Check, Finding
from worker.checks.context import Context
from worker.checks.statements import permissions


class WildcardResourcesAreExplained(Check):
    """The catalogue's statement with these actions must say `because`."""

    id = "wildcard_resources_are_explained"
    severity = "medium"
    sentence = "Where a permission is on every resource, the catalogue says why AWS allows nothing narrower."
    source = "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html"

    def run(self, context: Context) -> Iterator[Finding]:
        explained = {action for statement in _statements(context) if statement.because for action in statement.actions}
        for statement in permissions(context):
            unexplained = [action for action in statement.actions if action not in explained]
            if "*" in statement.targets and unexplained:
                message = f"{statement.resource.name} allows {', '.join(unexplained)} on every resource"
                yield Finding(component=statement.resource.owner, file=statement.resource.file, message=message)


def _statements(context: Context) -> Iterator[Statement]:
    for component in context.architecture.components:
        for role in context.catalogue.block(component.block).roles.values():
            yield from role.own
    blocks = {component.id: component.block for component in context.architecture.components}
    for connection in context.architecture.connections:
        yield from context.catalogue.connection(blocks[connection.source], blocks[connection.target]).iam
