"""Which mails somebody wants, and whether their address takes any."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from jobs.mail_preferences import Level


class NotificationKinds(BaseModel):
    """True where mails of this kind are wanted."""

    job_finished: bool = Field(description="A job that was asked to tell has succeeded.")
    job_failed: bool = Field(description="The same, for one that failed.")
    batch_finished: bool = Field(description="One digest when all jobs of a batch have ended.")
    quota: bool = Field(description="80 or 100 % of what the plan includes are used. For owners and admins.")
    export_ready: bool = Field(description="An export of the organization can be downloaded.")
    billing: bool = Field(description="A payment failed. For owners and admins.")
    webhook_disabled: bool = Field(description="A webhook was disabled. For owners and admins.")


class Suppression(BaseModel):
    """Why nothing is sent to the address at the moment."""

    reason: Literal["bounce", "complaint"] = Field(description="Mail came back for good, or was reported as spam.")
    since: datetime


class NotificationPreferences(BaseModel):
    """What is sent to you, whichever organization it is about."""

    email: str = Field(description="Where mails go: the address that the sign-in provider tells.")
    level: Level = Field(description="all; digests: none about single jobs; none at all.")
    kinds: NotificationKinds
    suppressed: Suppression | None = Field(description="Null where the address takes mail.")


class NotificationKindsChange(BaseModel):
    """What is left out stays."""

    model_config = ConfigDict(extra="forbid")

    job_finished: bool | None = Field(default=None, strict=True)
    job_failed: bool | None = Field(default=None, strict=True)
    batch_finished: bool | None = Field(default=None, strict=True)
    quota: bool | None = Field(default=None, strict=True)
    export_ready: bool | None = Field(default=None, strict=True)
    billing: bool | None = Field(default=None, strict=True)
    webhook_disabled: bool | None = Field(default=None, strict=True)


class NotificationChange(BaseModel):
    """What to set; what is left out, or null, stays."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"level": "all", "kinds": {"job_finished": False}}}
    )

    level: Level | None = Field(default=None, description="all, digests or none.")
    kinds: NotificationKindsChange | None = None
