"""No component is dropped on the way to the files."""

from collections.abc import Iterator
from typing import Literal

from worker.checks.check import Check, Finding
from worker.checks.context import Context, Resource

Dialect = Literal["terraform", "cloudformation"]


class EveryComponentIsRendered(Check):
    """Each component has a resource of one of its block's types, under its own id, in both dialects."""

    id = "every_component_is_rendered"
    severity = "high"
    sentence = "Every component of the design is in the Terraform and in the CloudFormation."
    source = "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/design-principles.html"

    def run(self, context: Context) -> Iterator[Finding]:
        dialects: tuple[tuple[Dialect, tuple[Resource, ...]], ...] = (
            ("terraform", context.terraform),
            ("cloudformation", context.cloudformation),
        )
        for component in context.architecture.components:
            owners = context.owners(component.id)
            for dialect, resources in dialects:
                types = context.catalogue.block(component.block).resources.get(dialect, [])
                made = any(resource.owner in owners and resource.type in types for resource in resources)
                if types and not made:
                    yield Finding(
                        component=component.id, file=dialect, message=f"{component.id} has no resource in {dialect}"
                    )
