"""An organization's settings: its model, and how far its agents may go."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from web.schemas.share_links import Allowed

_SHARE_LINKS = (
    "Which links to results open for anybody: none, those that end, or all. What it does not allow opens nothing from "
    "that moment on, and again when it is allowed again."
)


class OfferedModel(BaseModel):
    """A model that may be chosen."""

    name: str
    title: str
    is_language_model: bool = Field(description="False for the offline architect, which is rules.")


class PlatformModel(BaseModel):
    """The model of organizations that chose none."""

    title: str
    is_language_model: bool


class OrganizationModel(BaseModel):
    """Which model its jobs run on."""

    chosen: str | None = Field(description="Null for the platform's; a name that is not offered works like null.")
    default: PlatformModel
    choices: list[OfferedModel]


class AgentLimits(BaseModel):
    """Of one job's agent."""

    turns: int = Field(description="Answers of the model.")
    tool_calls: int = Field(description="Calls of tools.")
    tokens: int = Field(description="In and out.")
    seconds: float
    usd: float = Field(description="Estimated cost.")


class OwnAgentLimits(BaseModel):
    """Null where the platform's holds."""

    model_config = ConfigDict(extra="forbid")

    turns: int | None = Field(default=None, ge=1, strict=True)
    tool_calls: int | None = Field(default=None, ge=1, strict=True)
    tokens: int | None = Field(default=None, ge=1, strict=True)
    seconds: float | None = Field(default=None, ge=1, strict=True, allow_inf_nan=False)
    usd: float | None = Field(default=None, ge=0.01, strict=True, allow_inf_nan=False)


class OrganizationLimits(BaseModel):
    """What holds for a job's agent."""

    effective: AgentLimits = Field(description="The lesser of both.")
    own: OwnAgentLimits
    platform: AgentLimits


class OrganizationSettings(BaseModel):
    """The organization that is worked in, and your role there."""

    id: UUID
    name: str
    role: Literal["owner", "admin", "member", "viewer"]
    model: OrganizationModel
    agent_limits: OrganizationLimits
    share_links: Allowed = Field(description=_SHARE_LINKS)


class OrganizationChange(BaseModel):
    """What to set; what is left out stays."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"model": "offline", "agent_limits": {"usd": 1.5, "turns": None}}}
    )

    model: Annotated[str, StringConstraints(strict=True, max_length=40)] | None = Field(
        default=None, description="One of the choices' names, or null for the platform's."
    )
    agent_limits: OwnAgentLimits | None = Field(
        default=None, description="At most the platform's. A limit that is null, or all, go back to the platform's."
    )
    share_links: Allowed | None = Field(default=None, description=_SHARE_LINKS)
