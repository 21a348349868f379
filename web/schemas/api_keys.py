"""API keys for programs."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from web.schemas.text import Name

Scope = Literal["read", "submit", "admin"]


class NewApiKey(BaseModel):
    """A key to make."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"name": "nightly import", "scope": "submit", "expires_in_days": 90}},
    )

    name: Name = Field(description="What it is for.")
    scope: Scope = Field(
        default="submit",
        description="read: look at everything. submit: also make and change things. admin: what owners and admins may.",
    )
    expires_in_days: Annotated[int, Field(ge=1, le=365, strict=True)] = Field(
        default=365, description="Then it stops working."
    )


class ApiKey(BaseModel):
    """A key, without its secret."""

    id: UUID
    name: str
    prefix: str = Field(description="How the secret begins, to tell keys apart.")
    scope: Scope
    created_at: datetime
    expires_at: datetime | None = Field(description="Keys made before keys could end have none.")
    last_used_at: datetime | None
    revoked_at: datetime | None
    revocable: bool = Field(description="May you revoke it? Members their own keys, admins and owners all.")


class CreatedApiKey(ApiKey):
    """A new key; `key` is shown this once."""

    key: str


class ApiKeyPath(BaseModel):
    """The key's id."""

    key_id: UUID
