"""No line of the diagram is only a line."""

import re
from collections.abc import Iterator

from worker.architecture.model import Connection
from worker.architecture.naming import logical_id, slug
from worker.checks.check import Check, Finding
from worker.checks.context import Context, Resource


class EveryConnectionIsWired(Check):
    """For each connection, in both dialects, a resource of one end (or of the connection) names the other end."""

    id = "every_connection_is_wired"
    severity = "high"
    sentence = "Every connection of the design has its permission, rule, variable or event source in the files."
    source = "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/permissions-management.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for connection in context.architecture.connections:
            for dialect, resources in (("terraform", context.terraform), ("cloudformation", context.cloudformation)):
                if not _is_wired(connection, resources, context, terraform=dialect == "terraform"):
                    ends = f"{connection.source} → {connection.target}"
                    yield Finding(
                        component=connection.source, file=dialect, message=f"{ends} is not wired in {dialect}"
                    )


def _is_wired(connection: Connection, resources: tuple[Resource, ...], context: Context, *, terraform: bool) -> bool:
    if any(resource.owner == connection.id for resource in resources):
        return True
    for end, other in ((connection.source, connection.target), (connection.target, connection.source)):
        owners, mention = context.owners(end), _mention(other, terraform=terraform)
        if any(resource.owner in owners and mention.search(resource.text) for resource in resources):
            return True
    return False


def _mention(component_id: str, *, terraform: bool) -> re.Pattern[str]:
    """A reference to the component's resources, or its name where it is known beforehand."""
    known_name = rf"[}}]-{re.escape(slug(component_id))}\b"
    if terraform:
        return re.compile(rf"\.{re.escape(component_id)}(?:\b|_)|{known_name}")
    return re.compile(rf"['\"${{(]{re.escape(logical_id(component_id))}(?![a-z0-9])|{known_name}")
