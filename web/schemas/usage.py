"""What an organization has used of its plan."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class UsedOfLimit(BaseModel):
    """One limit. Errors of status 402 and 429 name it as this does."""

    name: Literal[
        "jobs_a_month.brainstorm",
        "jobs_a_month.analyze",
        "jobs_a_month.implement",
        "jobs_a_month.verify",
        "unfinished_jobs",
        "unfinished_batches",
        "members",
        "webhooks",
    ]
    used: int
    limit: int | None = Field(description="Null: there is none.")
    resets_at: datetime | None = Field(description="When the count begins anew; null where that is no matter of time.")


class Plan(BaseModel):
    """The organization's tier."""

    name: Literal["free", "pro", "enterprise"]
    title: str
    batch_size: int = Field(description="Jobs in one request at most.")
    retention_days: int = Field(description="So long artifacts are kept.")


class Usage(BaseModel):
    """Jobs that failed, or were cancelled before they began, are not counted."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "plan": {"name": "free", "title": "Free", "batch_size": 10, "retention_days": 30},
                "limits": [
                    {
                        "name": "jobs_a_month.implement",
                        "used": 12,
                        "limit": 50,
                        "resets_at": "2027-01-01T00:00:00Z",
                    }
                ],
            }
        }
    )

    plan: Plan
    limits: list[UsedOfLimit]
