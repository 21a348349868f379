"""Webhooks: where an organization is told of its events, and what was sent there."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from jobs.webhooks.events import WebhookEvent
from web.schemas.query import Query
from web.schemas.text import refuse_unstorable, strip

EVENTS = [event.value for event in WebhookEvent]

Url = Annotated[
    str,
    BeforeValidator(strip),
    StringConstraints(strict=True, min_length=1, max_length=2000),
    AfterValidator(refuse_unstorable),
]
Description = Annotated[
    str, BeforeValidator(strip), StringConstraints(strict=True, max_length=200), AfterValidator(refuse_unstorable)
]
Events = Annotated[list[WebhookEvent], Field(min_length=1, max_length=20)]
State = Literal["pending", "delivered", "failed"]


class NewWebhook(BaseModel):
    """Where to tell of what."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "url": "https://hooks.example.com/groundplan",
                "events": ["job.succeeded", "job.failed"],
                "description": "Opens a ticket where a plan failed.",
            }
        },
    )

    url: Url = Field(description="https, port 443 or 8443, and a name of the public internet.")
    events: Events = Field(description="Of which events it is told.")
    description: Description = Field(default="", description="What it is for.")


class WebhookChange(BaseModel):
    """What to set; what is left out, or null, stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"enabled": True}})

    url: Url | None = None
    events: Events | None = None
    description: Description | None = None
    enabled: bool | None = Field(
        default=None, strict=True, description="False: nothing is sent; events meanwhile are not kept for it."
    )


class Webhook(BaseModel):
    """An address that is told of events, without what its messages are signed with."""

    id: UUID
    url: str
    events: list[WebhookEvent] = Field(description="Of which events it is told.")
    description: str = Field(description="What it is for.")
    created_at: datetime
    enabled: bool
    disabled_at: datetime | None
    disabled_reason: Literal["person", "gone", "failing"] | None = Field(
        description="person; gone: it answered 410; failing: it took nothing for five days."
    )
    failing_since: datetime | None = Field(description="Null where it took the last message that it was sent.")


class CreatedWebhook(Webhook):
    """A new one; `secret` is shown this once."""

    secret: str = Field(description="What its messages are signed with: keep it where they are checked.")


class NewSigningSecret(BaseModel):
    """How to change the secret."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"at_once": False}})

    at_once: bool = Field(
        default=False, strict=True, description="True: the one before signs no more. Else it signs too, for a day."
    )


class SigningSecret(BaseModel):
    """A new secret, shown this once."""

    secret: str = Field(description="What messages are signed with from now on.")
    both_sign_until: datetime | None = Field(description="Until then the one before signs too; null where it does not.")


class DeliveryTry(BaseModel):
    """One attempt: what the address answered, or why it did not."""

    number: int
    at: datetime
    milliseconds: int = Field(description="From the lookup of its name to the end of what was read of the answer.")
    status: int | None = Field(description="The answer's; null where there was none.")
    fault: str | None = Field(description="Why there was no answer; null where there was one.")
    excerpt: str = Field(description="How the answer's body begins; what looks like a secret is masked.")


class Delivery(BaseModel):
    """An event on its way to one webhook. What is sent has the same `webhook-id` however often it is tried."""

    id: UUID
    message_id: str = Field(description="The `webhook-id` of what is sent.")
    event: str = Field(description="Which event; `webhook.test` where somebody tried the address.")
    data: dict[str, object] = Field(description="The ids that it is about, and how things stood.")
    created_at: datetime
    state: State
    attempts: int = Field(description="How often it was tried since it was made, or sent again by hand.")
    next_attempt_at: datetime | None = Field(description="Null where none is to come.")
    ended_at: datetime | None
    tries: list[DeliveryTry] = Field(description="The last attempts, the newest first; twenty at most.")


class WebhookPath(BaseModel):
    """The webhook's id."""

    webhook_id: UUID = Field(description="The webhook's id.")


class DeliveryPath(WebhookPath):
    """The ids of webhook and delivery."""

    delivery_id: UUID = Field(description="The delivery's id.")


class DeliveryFilter(Query):
    """Which deliveries to list."""

    state: State | None = Field(default=None, description="Only those that are so.")
    limit: int = Field(default=25, ge=1, le=100, description="Deliveries on a page.")
    cursor: Annotated[str, StringConstraints(max_length=120)] | None = Field(
        default=None, description="`meta.next_cursor` of the page before."
    )
