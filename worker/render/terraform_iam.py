"""iam.tf: a role for each that a block names, with one inline policy made of what its connections need."""

import re

from worker.architecture.block import Role
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.naming import slug
from worker.render.hcl import literal, quoted
from worker.render.values import Expression
from worker.render.wiring import PolicyStatement, Wiring

ROLE_NAME = 64
PREFIX = 41
"""Longest `local.name_prefix` and its hyphen."""


def render_iam(architecture: Architecture, catalogue: Catalogue, wiring: Wiring) -> str:
    """HCL text; empty where no component has a role."""
    trusts: dict[str, str] = {}
    roles: list[str] = []
    for component in architecture.components:
        for name in vars(wiring.ends[component.id].roles):
            role = catalogue.block(component.block).roles[name]
            trusts[_trust_name(role)] = _trust(role)
            roles.append(_role(component.id, name, _trust_name(role)))
            roles.extend(_attachment(component.id, name, path) for path in wiring.managed[component.id, name])
            if statements := wiring.statements.get((component.id, name)):
                roles.append(_policy(f"{component.id}_{name}", statements))
    return "\n\n".join([*trusts.values(), *roles])


def _trust_name(role: Role) -> str:
    services = (service.removesuffix(".amazonaws.com") for service in (role.principal, *role.also))
    service = re.sub(r"[{}]", "", "_".join(services)).replace("-", "_").replace(".", "_")
    tagging = "_with_tags" if role.session_tags else ""
    return f"trust_{service}{tagging}" + ("_in_this_account" if role.same_account else "")


def _trust(role: Role) -> str:
    actions = ["sts:AssumeRole", "sts:TagSession"] if role.session_tags else ["sts:AssumeRole"]
    condition = """
        condition {
          test = "StringEquals"
          variable = "aws:SourceAccount"
          values = [data.aws_caller_identity.current.account_id]
        }"""
    return f"""
    data "aws_iam_policy_document" "{_trust_name(role)}" {{
      statement {{
        actions = {literal(actions)}

        principals {{
          type = "Service"
          identifiers = {literal([_principal(service) for service in (role.principal, *role.also)])}
        }}
        {condition if role.same_account else ""}
      }}
    }}"""


def _principal(service: str) -> str | Expression:
    before, found, after = service.partition("{region}")
    return Expression(f'"{before}${{var.region}}{after}"') if found else service


def _role(component_id: str, name: str, trust: str) -> str:
    short = slug(component_id, ROLE_NAME - PREFIX - len(name) - 1)
    return f"""
    resource "aws_iam_role" "{component_id}_{name}" {{
      name = "${{local.name_prefix}}-{short}-{name.replace("_", "-")}"
      assume_role_policy = data.aws_iam_policy_document.{trust}.json
    }}"""


def _attachment(component_id: str, name: str, path: str) -> str:
    policy = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", path.rpartition("/")[2]).lower()
    return f"""
    resource "aws_iam_role_policy_attachment" "{component_id}_{name}_{policy}" {{
      role = aws_iam_role.{component_id}_{name}.name
      policy_arn = "arn:${{data.aws_partition.current.partition}}:iam::aws:policy/{path}"
    }}"""


def _policy(resource: str, statements: list[PolicyStatement]) -> str:
    body = "\n\n".join(map(_statement, statements))
    return f"""
    data "aws_iam_policy_document" "{resource}" {{
      {body}
    }}

    resource "aws_iam_role_policy" "{resource}" {{
      name = "permissions"
      role = aws_iam_role.{resource}.id
      policy = data.aws_iam_policy_document.{resource}.json
    }}"""


def _statement(statement: PolicyStatement) -> str:
    reason = f"# {statement.because}\n" if statement.because else ""
    conditions = "".join(
        f"\n\ncondition {{\ntest = {quoted(test)}\nvariable = {quoted(key)}\nvalues = {literal(values)}\n}}"
        for test, keys in statement.conditions.items()
        for key, values in keys.items()
    )
    return f"""statement {{
        sid = {quoted(statement.sid)}
        actions = {literal(statement.actions)}
        {reason}resources = {literal(statement.resources)}{conditions}
      }}"""
