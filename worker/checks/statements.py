"""The statements that give a role its permissions, of both dialects in one form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from worker.checks.context import Context, Resource


@dataclass(frozen=True)
class PermissionStatement:
    """What a role is allowed. `resource` is the policy that the statement stands in."""

    resource: Resource
    actions: tuple[str, ...]
    targets: tuple[Any, ...]
    inverted: bool


def permissions(context: Context) -> Iterator[PermissionStatement]:
    """Allow statements of roles' policies; trust policies and resource policies name principals and are left out."""
    for resource in context.resources("data.aws_iam_policy_document"):
        for statement in resource.properties.get("statement") or []:
            if "principals" not in statement and statement.get("effect", "Allow") == "Allow":
                yield _statement(resource, statement, "actions", "resources", ("not_actions", "not_resources"))
    for resource in context.resources("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::Role"):
        for document in _documents(resource):
            for statement in _listed(document.get("Statement")):
                if statement.get("Effect") == "Allow":
                    yield _statement(resource, statement, "Action", "Resource", ("NotAction", "NotResource"))


def _documents(resource: Resource) -> Iterator[Mapping[str, Any]]:
    if isinstance(resource.at("PolicyDocument"), Mapping):
        yield resource.at("PolicyDocument")
    for policy in resource.at("Policies") or []:
        yield policy.get("PolicyDocument") or {}


def _statement(
    resource: Resource, statement: Mapping[str, Any], actions: str, targets: str, inverted: tuple[str, str]
) -> PermissionStatement:
    return PermissionStatement(
        resource=resource,
        actions=tuple(str(action) for action in _listed(statement.get(actions))),
        targets=tuple(_listed(statement.get(targets))),
        inverted=any(key in statement for key in inverted),
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
