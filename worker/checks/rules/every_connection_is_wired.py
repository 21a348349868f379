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
                if not _is_wired(connection, resources, terraform=dialect == "terraform"):
                    ends = f"{connection.source} → {connection.target}"
                    yield Finding(
                        component=connection.source, file=dialect, message=f"{ends} is not wired in {dialect}"
                    )


def _is_wired(connection: Connection, resources: tuple[Resource, ...], *, terraform: bool) -> bool:
    names = {end: _mention(end, terraform=terraform) for end in (connection.source, connection.target)}
    for resource in resources:
        body = str(resource.outer)
        if resource.owner == connection.id:
            return True
        if resource.owner == connection.source and names[connection.target].search(body):
            return True
        if resource.owner == connection.target and names[connection.source].search(body):
            return True
    return False


def _mention(component_id: str, *, terraform: bool) -> re.Pattern[str]:
    """A reference to the component's resources, or its name where it is known beforehand."""
    known_name = rf"[}}]-{re.escape(slug(component_id))}\b"
    if terraform:
        return re.compile(rf"\.{re.escape(component_id)}(?:\b|_)|{known_name}")
    return re.compile(rf"['\"${{(]{re.escape(logical_id(component_id))}(?![a-z0-9])|{known_name}")
