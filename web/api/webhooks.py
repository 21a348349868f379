"""Addresses that are told of the organization's events, what was sent to them, and sending it again."""

import logging
from uuid import UUID, uuid5

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from jobs.identifiers import new_id
from jobs.outside.errors import OutsideRefused
from jobs.webhooks import deliveries, endpoints
from jobs.webhooks.addresses import read_address
from jobs.webhooks.endpoints import NewEndpoint, NewSecret
from jobs.webhooks.events import message_id
from jobs.webhooks.signing import new_secret, repeatable_secret
from web.cursors import cursor_at, read_cursor_at
from web.envelope import answer, page
from web.identity import current_identity
from web.problems import Fault, InvalidFields
from web.responses import CREATING, LISTING, READING, SECURITY
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.webhooks import (
    CreatedWebhook,
    Delivery,
    DeliveryFilter,
    DeliveryPath,
    NewSigningSecret,
    NewWebhook,
    SigningSecret,
    Webhook,
    WebhookChange,
    WebhookPath,
)
from web.services import services

logger = logging.getLogger(__name__)

PREFIX = "/api/v1/webhooks"
webhooks = APIBlueprint("webhooks", __name__, url_prefix=PREFIX, abp_tags=[Tag(name="webhooks")], abp_security=SECURITY)


@webhooks.post("", responses={201: Answer[CreatedWebhook], **CREATING})
def create_webhook(header: IdempotencyHeader, body: NewWebhook) -> Response:
    """Have an address told of events. What signs its messages is shown this once."""
    identity, key = current_identity(), header.idempotency_key
    webhook_id = uuid5(identity.org_id, f"webhook {identity.user_id} {key}") if key else new_id()
    secret = _secret(webhook_id, key)
    row = endpoints.create(
        services().database,
        org_id=identity.org_id,
        user_id=identity.user_id,
        webhook_id=webhook_id,
        new=NewEndpoint(_address(body.url), body.events, body.description),
        secret=secret,
    )
    _tell("webhook made", "webhook.made", webhook_id)
    return answer(CreatedWebhook(**dict(_shown(row)), secret=secret.shown), 201)


@webhooks.get("", responses={200: Page[Webhook], **LISTING})
def list_webhooks() -> Response:
    """List the organization's webhooks, who was made first before."""
    return page(_shown(row) for row in endpoints.endpoints_of(services().database, current_identity().org_id))


@webhooks.get("/<uuid:webhook_id>", responses={200: Answer[Webhook], **READING})
def show_webhook(path: WebhookPath) -> Response:
    """Show a webhook."""
    return answer(_shown(endpoints.find(services().database, current_identity().org_id, path.webhook_id)))


@webhooks.patch("/<uuid:webhook_id>", responses={200: Answer[Webhook], **CREATING, **READING})
def change_webhook(path: WebhookPath, body: WebhookChange) -> Response:
    """Change its address, its events or what it is for; disable it, or enable it again.

    While it is disabled nothing is sent to it, and events are not kept for it; what waited before is sent when it is
    enabled again.
    """
    row = endpoints.change(
        services().database,
        current_identity().org_id,
        path.webhook_id,
        url=_address(body.url) if body.url is not None else None,
        events=body.events,
        description=body.description,
        enabled=body.enabled,
    )
    _tell("webhook changed", "webhook.changed", path.webhook_id)
    return answer(_shown(row))


@webhooks.delete("/<uuid:webhook_id>", responses={204: None, **READING})
def remove_webhook(path: WebhookPath) -> Response:
    """Remove it with its log; what waits to be sent to it is not sent."""
    endpoints.remove(services().database, current_identity().org_id, path.webhook_id)
    _tell("webhook removed", "webhook.removed", path.webhook_id)
    return Response(status=204)


@webhooks.post("/<uuid:webhook_id>/rotate-secret", responses={201: Answer[SigningSecret], **CREATING, **READING})
def rotate_webhook_secret(path: WebhookPath, header: IdempotencyHeader, body: NewSigningSecret) -> Response:
    """Sign its messages with another secret, beside which the one before signs too for a day."""
    secret = _secret(path.webhook_id, header.idempotency_key, "rotate")
    org_id = current_identity().org_id
    _, until = endpoints.rotate(services().database, org_id, path.webhook_id, secret, at_once=body.at_once)
    _tell("webhook's secret changed", "webhook.secret_changed", path.webhook_id)
    return answer(SigningSecret(secret=secret.shown, both_sign_until=until), 201)


@webhooks.post("/<uuid:webhook_id>/test", responses={202: Answer[Delivery], **CREATING, **READING})
def send_webhook_test(path: WebhookPath, header: IdempotencyHeader) -> Response:
    """Send a message of type `webhook.test`, signed like any other; the log says what came of it."""
    key = header.idempotency_key
    delivery_id = uuid5(path.webhook_id, f"test {key}") if key else new_id()
    parts, org_id = services(), current_identity().org_id
    return _accepted(deliveries.send_test(parts.database, org_id, path.webhook_id, delivery_id))


@webhooks.get("/<uuid:webhook_id>/deliveries", responses={200: Page[Delivery], **READING})
def list_deliveries(path: WebhookPath, query: DeliveryFilter) -> Response:
    """List what was sent to it within 30 days, the newest first, with what it answered."""
    rows = deliveries.deliveries_of(
        services().database,
        current_identity().org_id,
        path.webhook_id,
        limit=query.limit + 1,
        state=query.state,
        before=read_cursor_at(query.cursor) if query.cursor else None,
    )
    shown = rows[: query.limit]
    last = shown[-1] if len(rows) > query.limit else None
    return page((_shown_delivery(row) for row in shown), cursor_at(last.created_at, last.id) if last else None)


@webhooks.get("/<uuid:webhook_id>/deliveries/<uuid:delivery_id>", responses={200: Answer[Delivery], **READING})
def show_delivery(path: DeliveryPath) -> Response:
    """Show a delivery."""
    org_id = current_identity().org_id
    row = deliveries.find_delivery(services().database, org_id, path.webhook_id, path.delivery_id)
    return answer(_shown_delivery(row))


@webhooks.post(
    "/<uuid:webhook_id>/deliveries/<uuid:delivery_id>/redeliver", responses={202: Answer[Delivery], **READING}
)
def redeliver(path: DeliveryPath) -> Response:
    """Send it again at once, with the same `webhook-id`, whatever became of it; one that waits does not wait longer."""
    org_id = current_identity().org_id
    return _accepted(deliveries.redeliver(services().database, org_id, path.webhook_id, path.delivery_id))


def _address(url: str) -> str:
    try:
        return read_address(url, local=services().settings.webhooks_allow_local)
    except OutsideRefused as error:
        fault = Fault("url", error.message, "an https address of the public internet")
        raise InvalidFields(faults=[fault]) from error


def _secret(webhook_id: UUID, key: str | None, *about: str) -> NewSecret:
    """Repeating a request with its key makes the same one, and finds it by its id."""
    if key is None:
        return NewSecret(new_id(), new_secret())
    identity = current_identity()
    known_by = (identity.org_id, identity.user_id, webhook_id, *about, key)
    shown = repeatable_secret(services().settings.secret_key, *known_by)
    return NewSecret(uuid5(webhook_id, " ".join(map(str, ("secret", *known_by)))), shown)


def _accepted(row: models.WebhookDelivery) -> Response:
    accepted = answer(_shown_delivery(row), 202)
    accepted.headers["Location"] = f"{PREFIX}/{row.webhook_id}/deliveries/{row.id}"
    return accepted


def _shown(row: models.Webhook) -> Webhook:
    columns = {name: getattr(row, name) for name in Webhook.model_fields if name != "enabled"}
    return Webhook.model_validate({**columns, "enabled": row.disabled_at is None})


def _shown_delivery(row: models.WebhookDelivery) -> Delivery:
    made = {"message_id", "next_attempt_at", "tries"}
    columns = {name: getattr(row, name) for name in Delivery.model_fields if name not in made}
    to_come = row.available_at if row.state == "pending" else None
    more = {"message_id": message_id(row.id), "next_attempt_at": to_come, "tries": [*reversed(row.tries)]}
    return Delivery.model_validate({**columns, **more})


def _tell(message: str, action: str, webhook_id: UUID) -> None:
    """Never with the address: it may hold a secret of who answers there."""
    identity = current_identity()
    ids = {"org_id": str(identity.org_id), "user_id": str(identity.user_id), "webhook_id": str(webhook_id)}
    logger.info(message, extra={"action": action, **ids})
