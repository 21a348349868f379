"""What the two infrastructure languages have in common, as the rest of the renderer sees them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from worker.architecture.block import Attribute, OtherExpression
from worker.render.values import Expression, Verbatim


class Dialect(ABC):
    """Terraform or CloudFormation."""

    @property
    @abstractmethod
    def name(self) -> Literal["terraform", "cloudformation"]:
        """Also the field of a connection file that holds this dialect's template."""

    @property
    @abstractmethod
    def template(self) -> str:
        """File name of a block's template."""

    @property
    @abstractmethod
    def builtins(self) -> Mapping[str, Expression]:
        """`region`, `account_id`, `partition`, `prefix`."""

    @abstractmethod
    def printed(self, value: Any) -> str:
        """What `{{ value }}` prints."""

    @abstractmethod
    def join(self, parts: Sequence[str | Expression]) -> str | Expression:
        """The parts as one string; plain text where no part is an expression."""

    @abstractmethod
    def attribute(self, attribute: Attribute | OtherExpression, component_id: str, slug: str) -> Expression:
        """The attribute's expression for this component."""

    @abstractmethod
    def variable(self, component_id: str, option: str) -> Expression:
        """The variable or parameter that an option is."""

    @abstractmethod
    def known_name(self, slug: str) -> Expression:
        """A name that is known before the resource is made, so that naming it makes no dependency."""

    @abstractmethod
    def display_name(self, slug: str) -> Expression:
        """A name for people, where two deployments may have the same."""

    @abstractmethod
    def role_arn(self, component_id: str, role: str) -> Expression:
        """ARN of a role that the renderer makes."""

    @abstractmethod
    def role(self, component_id: str, role: str) -> Verbatim:
        """Address of the role, for a dependency."""

    @abstractmethod
    def policy(self, component_id: str, role: str) -> Verbatim:
        """Address of the role's policy, for a dependency."""

    @abstractmethod
    def security_group(self, component_id: str) -> Expression:
        """Id of the component's security group."""
