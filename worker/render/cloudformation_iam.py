"""Roles and their policies as CloudFormation resources.

The policy is a resource of its own: inline in the role, two functions that call each other would make a circle.
"""

from typing import Any

from worker.architecture.block import Block, Role
from worker.architecture.model import Component
from worker.render.cloudformation_dialect import plain
from worker.render.templates import CLOUDFORMATION
from worker.render.wiring import PolicyStatement, Wiring

VERSION = "2012-10-17"


def render_roles(component: Component, block: Block, wiring: Wiring) -> dict[str, Any]:
    """Resources by logical id."""
    resources: dict[str, Any] = {}
    for name in vars(wiring.ends[component.id].roles):
        role_id = CLOUDFORMATION.role(component.id, name)
        resources[str(role_id)] = _role(block.roles[name], wiring.managed[component.id, name])
        if statements := wiring.statements.get((component.id, name)):
            resources[str(CLOUDFORMATION.policy(component.id, name))] = _policy(role_id, statements)
    return resources


def _role(role: Role, managed: list[str]) -> dict[str, Any]:
    actions: str | list[str] = ["sts:AssumeRole", "sts:TagSession"] if role.session_tags else "sts:AssumeRole"
    services = [_principal(service) for service in (role.principal, *role.also)]
    trust: dict[str, Any] = {
        "Effect": "Allow",
        "Principal": {"Service": services if role.also else services[0]},
        "Action": actions,
    }
    if role.same_account:
        trust["Condition"] = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
    properties: dict[str, Any] = {"AssumeRolePolicyDocument": {"Version": VERSION, "Statement": [trust]}}
    if managed:
        properties["ManagedPolicyArns"] = [
            {"Fn::Sub": f"arn:${{AWS::Partition}}:iam::aws:policy/{path}"} for path in managed
        ]
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def _principal(service: str) -> Any:
    return {"Fn::Sub": service.replace("{region}", "${AWS::Region}")} if "{region}" in service else service


def _policy(role_id: str, statements: list[PolicyStatement]) -> dict[str, Any]:
    return {
        "Type": "AWS::IAM::Policy",
        "Properties": {
            "PolicyName": "permissions",
            "Roles": [{"Ref": str(role_id)}],
            "PolicyDocument": {"Version": VERSION, "Statement": [_statement(s) for s in statements]},
        },
    }


def _statement(statement: PolicyStatement) -> dict[str, Any]:
    made = {
        "Sid": statement.sid,
        "Effect": "Allow",
        "Action": statement.actions,
        "Resource": plain(statement.resources),
    }
    return made | ({"Condition": plain(statement.conditions)} if statement.conditions else {})
