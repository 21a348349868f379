"""What a member may do in an organization, and how much of that an API key may."""

from enum import StrEnum


class Role(StrEnum):
    """From most to least powerful; a viewer reads and changes nothing."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    VIEWER = "viewer"

    @property
    def may_write(self) -> bool:
        return self is not Role.VIEWER

    @property
    def may_administer(self) -> bool:
        return self in {Role.OWNER, Role.ADMIN}


class Scope(StrEnum):
    """What an API key is good for, from least to most; never more than its maker's role."""

    READ = "read"
    SUBMIT = "submit"
    ADMIN = "admin"

    def includes(self, other: "Scope") -> bool:
        """Is a key with this scope good for what wants ``other``?"""
        order = list(Scope)
        return order.index(self) >= order.index(other)
