"""Policies of resources and trust policies allow somebody, not everybody."""

from collections.abc import Iterator, Mapping
from typing import Any

from worker.checks.check import Check, Finding
from worker.checks.context import Context, Resource


class PoliciesNameWhoTheyAllow(Check):
    """`Principal: *` may only deny, or allow under a condition.

    Of Terraform only policy documents are read; what stands in `jsonencode` comes from the same entries as the
    template's policies.
    """

    id = "policies_name_who_they_allow"
    severity = "high"
    sentence = "No bucket, queue, topic, key or role allows everybody without a condition."
    source = (
        "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_analyze_cross_account.html"
    )

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in (*context.terraform, *context.cloudformation):
            if not _has_users_of_its_own(resource) and any(
                _allows_everybody(statement) for statement in _statements(resource)
            ):
                message = f"{resource.name} allows everybody, under no condition"
                yield Finding(component=resource.owner, file=resource.file, message=message)


def _has_users_of_its_own(resource: Resource) -> bool:
    """An OpenSearch domain in a network that asks everyone for a password."""
    return resource.has("VPCOptions") and resource.at("AdvancedSecurityOptions", "Enabled") in (True, "true")


def _statements(resource: Resource) -> Iterator[Mapping[str, Any]]:
    if resource.type == "data.aws_iam_policy_document":
        yield from map(_in_iam_form, resource.properties.get("statement") or [])
    yield from _in(resource.properties)


def _in_iam_form(statement: Mapping[str, Any]) -> Mapping[str, Any]:
    named = [name for block in statement.get("principals") or [] for name in block.get("identifiers") or []]
    return {
        "Effect": statement.get("effect", "Allow"),
        "Principal": {"AWS": named},
        "Condition": statement.get("condition"),
    }


def _in(value: Any) -> Iterator[Mapping[str, Any]]:
    """Statements at any depth: whatever has an effect and a principal."""
    if isinstance(value, Mapping):
        if "Effect" in value and "Principal" in value:
            yield value
        for item in value.values():
            yield from _in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _in(item)


def _allows_everybody(statement: Mapping[str, Any]) -> bool:
    if statement.get("Effect") != "Allow" or statement.get("Condition"):
        return False
    principal = statement.get("Principal")
    named = list(principal.values()) if isinstance(principal, Mapping) else [principal]
    return any("*" in (group if isinstance(group, list) else [group]) for group in named)
