"""What a delivery is made of: parts that are brought to a release one after the other, and back in reverse."""

from typing import Any, Protocol

from stack.errors import StackError

State = dict[str, Any]
"""What runs, in a form that goes into a file: enough to come back to it."""


class DeliveryFailed(StackError):
    """A part could not be brought to a release, or does not work with it."""


class Step(Protocol):
    """One part of an installation. Every method may be called again after it failed."""

    @property
    def name(self) -> str:
        """What a person calls it."""
        ...

    def state(self) -> State:
        """What runs now."""
        ...

    def release(self) -> None:
        """Bring the part to the release. Raises DeliveryFailed, or ClientError."""
        ...

    def back(self, before: State) -> None:
        """Bring it to what `state` told. Raises the same."""
        ...
