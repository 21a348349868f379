"""What the two infrastructure languages have in common, as the rest of the renderer sees them."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

from worker.architecture.block import Attribute
from worker.render.values import Expression, Verbatim


class Dialect(Protocol):
    """Terraform or CloudFormation."""

    @property
    def name(self) -> Literal["terraform", "cloudformation"]:
        """Also the field of a connection file that holds this dialect's template."""

    @property
    def template(self) -> str:
        """File name of a block's template."""

    @property
    def builtins(self) -> Mapping[str, Expression]:
        """`region`, `account_id`, `partition`, `prefix`."""

    def printed(self, value: Any) -> str:
        """What `{{ value }}` prints."""

    def join(self, parts: Sequence[str | Expression]) -> str | Expression:
        """The parts as one string; plain text where no part is an expression."""

    def attribute(self, attribute: Attribute, component_id: str, slug: str) -> Expression:
        """The attribute's expression for this component."""

    def known_name(self, slug: str) -> Expression:
        """A name that is known before the resource is made, so that naming it makes no dependency."""

    def display_name(self, slug: str) -> Expression:
        """A name for people, where two deployments may have the same."""

    def role_arn(self, component_id: str, role: str) -> Expression:
        """ARN of a role that the renderer makes."""

    def role(self, component_id: str, role: str) -> Verbatim:
        """Address of the role, for a dependency."""

    def policy(self, component_id: str, role: str) -> Verbatim:
        """Address of the role's policy, for a dependency."""

    def security_group(self, component_id: str) -> Expression:
        """Id of the component's security group."""
