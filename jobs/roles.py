"""What a member may do in an organization."""

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
