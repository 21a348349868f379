"""How Terraform says things: HCL expressions, addresses, names."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from worker.architecture.block import Attribute, OtherExpression
from worker.render import hcl
from worker.render.dialect import Dialect
from worker.render.values import Expression, Verbatim


class TerraformDialect(Dialect):
    """Everything that renders differently in Terraform."""

    name: Literal["terraform"] = "terraform"
    template = "main.tf.j2"
    builtins: ClassVar = {
        "region": Expression("var.region"),
        "account_id": Expression("data.aws_caller_identity.current.account_id"),
        "partition": Expression("data.aws_partition.current.partition"),
        "prefix": Expression("local.name_prefix"),
    }

    def printed(self, value: Any) -> str:
        return hcl.printed(value)

    def join(self, parts: Sequence[str | Expression]) -> str | Expression:
        if not any(isinstance(part, Expression) for part in parts):
            return "".join(map(str, parts))
        return Expression('"' + "".join(_interpolated(part) for part in parts) + '"')

    def attribute(self, attribute: Attribute | OtherExpression, component_id: str, slug: str) -> Expression:
        code = attribute.terraform.replace("{known_name}", f"${{local.name_prefix}}-{slug}")
        return Expression(code.replace("{id}", component_id).replace("{slug}", slug))

    def variable(self, component_id: str, option: str) -> Expression:
        return Expression(f"var.{component_id}_{option}")

    def known_name(self, slug: str) -> Expression:
        return Expression(f'"${{local.name_prefix}}-{slug}"')

    def display_name(self, slug: str) -> Expression:
        return self.known_name(slug)

    def role_arn(self, component_id: str, role: str) -> Expression:
        return Expression(f"{self.role(component_id, role)}.arn")

    def role(self, component_id: str, role: str) -> Verbatim:
        return Verbatim(f"aws_iam_role.{component_id}_{role}")

    def policy(self, component_id: str, role: str) -> Verbatim:
        return Verbatim(f"aws_iam_role_policy.{component_id}_{role}")

    def security_group(self, component_id: str) -> Expression:
        return Expression(f"aws_security_group.{component_id}.id")


def _interpolated(part: str | Expression) -> str:
    if isinstance(part, str):
        return hcl.escaped(part)
    code = str(part.code)
    # A quoted string needs no interpolation of its own inside another.
    if code.startswith('"') and code.endswith('"') and '"' not in code[1:-1]:
        return code[1:-1]
    return f"${{{code}}}"
