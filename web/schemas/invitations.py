"""Invitations to an organization."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from web.schemas.members import RoleName
from web.schemas.text import strip
from web.validation import broken_rule

InvitedRole = Literal["admin", "member", "viewer"]

_LOCAL_CHARACTERS = 64


def _lower(email: str) -> str:
    if len(email.partition("@")[0]) > _LOCAL_CHARACTERS:
        raise broken_rule("has too much before the @", f"at most {_LOCAL_CHARACTERS} characters there")
    return email.lower()


Email = Annotated[
    str,
    BeforeValidator(strip),
    # What <input type=email> takes (HTML, 4.10.5.1.5): ASCII, and no room for a second address or a name.
    StringConstraints(
        strict=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        r"(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$",
    ),
    AfterValidator(_lower),
]


class NewInvitation(BaseModel):
    """Whom to invite."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"email": "grace@example.com", "role": "member"}}
    )

    email: Email = Field(description="Only who signs in with it, verified by the sign-in provider, can accept.")
    role: InvitedRole = Field(default="member", description="Owners are made of members.")


class Invitation(BaseModel):
    """One that was neither accepted nor taken back."""

    id: UUID
    email: str
    role: InvitedRole
    state: Literal["pending", "expired", "accepted", "revoked"]
    created_at: datetime
    expires_at: datetime
    sent_at: datetime | None = Field(default=None, description="Null until the mail is on its way.")
    refused_at: datetime | None = Field(default=None, description="When the mail was refused for good.")


class InvitationPath(BaseModel):
    """The invitation's id."""

    invitation_id: UUID


class InvitationLink(BaseModel):
    """What stands behind the # in the link of the mail."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"token": "gpi_…"}})

    token: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200)]


class Offer(BaseModel):
    """What an invitation offers, and to whom."""

    organization_id: UUID
    organization_name: str
    email: str
    role: RoleName
    state: Literal["pending", "expired", "accepted", "revoked"]
    expires_at: datetime
