"""API keys for programs."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from web.schemas.text import Name


class NewApiKey(BaseModel):
    """A key to make."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "nightly import"}})

    name: Name = Field(description="What it is for.")


class ApiKey(BaseModel):
    """A key, without its secret."""

    id: UUID
    name: str
    prefix: str = Field(description="How the secret begins, to tell keys apart.")
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class CreatedApiKey(ApiKey):
    """A new key; `key` is shown this once."""

    key: str


class ApiKeyPath(BaseModel):
    """The key's id."""

    key_id: UUID
