"""Keys for programs."""

import logging
from datetime import timedelta
from uuid import UUID

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from peewee import IntegrityError

from jobs import models
from jobs.errors import Conflict
from jobs.roles import Scope
from jobs.submission import lock_organization
from web.api_key_tokens import Token, new_token, repeatable_token
from web.envelope import answer, page
from web.guards import Guard, refuse_role
from web.identity import Identity, current_identity
from web.problems import ResourceNotFound
from web.responses import CREATING, LISTING, READING, SECURITY
from web.schemas.api_keys import ApiKey, ApiKeyPath, CreatedApiKey, NewApiKey
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.services import services

logger = logging.getLogger(__name__)

api_keys = APIBlueprint(
    "api_keys", __name__, url_prefix="/api/v1/api-keys", abp_tags=[Tag(name="api keys")], abp_security=SECURITY
)


MOST = 100
"""Keys of an organization that work at once: nobody keeps an eye on more."""


@api_keys.post("", responses={201: Answer[CreatedApiKey], **CREATING})
def create_api_key(header: IdempotencyHeader, body: NewApiKey) -> Response:
    """Make a key. It may do what its scope and your role both allow, and is shown this once."""
    identity = current_identity()
    if Scope(body.scope) is Scope.ADMIN:
        refuse_role(identity.role, Guard.ADMIN)
    token = _token(identity, header.idempotency_key)
    row = _existing(identity, token) or _insert(identity, token, body)
    if not _is_what_was_asked(row, body):
        raise Conflict("This Idempotency-Key belongs to another key's request.")
    shown = _as_api_key(row, identity).model_dump()
    return answer(CreatedApiKey(**shown, key=str(token)), 201)


@api_keys.get("", responses={200: Page[ApiKey], **LISTING})
def list_api_keys() -> Response:
    """List the organization's keys, newest first, also revoked ones."""
    identity = current_identity()
    org_id = identity.org_id
    with services().database.tenant(org_id):
        keys = models.ApiKey.select().where(models.ApiKey.org_id == org_id)
        rows = list(keys.order_by(models.ApiKey.id.desc()))
    return page(_as_api_key(row, identity) for row in rows)


@api_keys.delete("/<uuid:key_id>", responses={200: Answer[ApiKey], **READING})
def revoke_api_key(path: ApiKeyPath) -> Response:
    """Revoke a key; it stops working at once.

    Members revoke their own keys, admins and owners all; a key without the scope admin revokes itself alone.
    """
    identity = current_identity()
    with services().database.tenant(identity.org_id):
        row = models.ApiKey.get_or_none(models.ApiKey.org_id == identity.org_id, models.ApiKey.id == path.key_id)
        if row is None or not _may_revoke(identity, row):
            raise ResourceNotFound("There is no such key of yours.")
        if row.revoked_at is None:
            row.revoked_at = models.now()
            row.save(only=[models.ApiKey.revoked_at])
            _tell("API key revoked", "web.api_key_revoked", identity, row)
    return answer(_as_api_key(row, identity))


def _may_revoke(identity: Identity, row: models.ApiKey) -> bool:
    if not identity.scope.includes(Scope.ADMIN):
        return bool(row.id == identity.key_id)
    return identity.role.may_administer or row.created_by == identity.user_id


def _token(identity: Identity, idempotency_key: str | None) -> Token:
    if idempotency_key is None:
        return new_token(identity.org_id)
    secret_key = services().settings.secret_key
    return repeatable_token(identity.org_id, identity.user_id, idempotency_key, secret_key)


def _existing(identity: Identity, token: Token) -> models.ApiKey | None:
    with services().database.tenant(identity.org_id):
        row: models.ApiKey | None = models.ApiKey.get_or_none(models.ApiKey.hash == token.sha256)
    return row


def _is_what_was_asked(row: models.ApiKey, body: NewApiKey) -> bool:
    lasts = timedelta(days=body.expires_in_days)
    same = (row.name, row.scope, row.expires_at) == (body.name, body.scope, row.created_at + lasts)
    return same and row.revoked_at is None


def _insert(identity: Identity, token: Token, body: NewApiKey) -> models.ApiKey:
    made_at = models.now()
    try:
        with services().database.tenant(identity.org_id):
            lock_organization(identity.org_id)
            _refuse_too_many(identity.org_id)
            row: models.ApiKey = models.ApiKey.create(
                org_id=identity.org_id,
                created_by=identity.user_id,
                name=body.name,
                scope=body.scope,
                created_at=made_at,
                expires_at=made_at + timedelta(days=body.expires_in_days),
                prefix=token.prefix,
                hash=token.sha256,
            )
    except IntegrityError as error:
        raise Conflict("The same request is being answered already; repeat it.") from error
    _tell("API key made", "web.api_key_made", identity, row)
    return row


def _refuse_too_many(org_id: UUID) -> None:
    """Under the organization's lock, so that several at once are counted too."""
    works = models.ApiKey.revoked_at.is_null() & (
        models.ApiKey.expires_at.is_null() | (models.ApiKey.expires_at > models.now())
    )
    if models.ApiKey.select().where(models.ApiKey.org_id == org_id, works).count() >= MOST:
        raise Conflict(f"The organization has {MOST} API keys that work, and can have no more. Revoke one.")


def _tell(message: str, action: str, identity: Identity, row: models.ApiKey) -> None:
    about = {"key_id": str(row.id), "scope": row.scope, "user_id": str(identity.user_id), "org_id": str(row.org_id)}
    logger.info(message, extra={"action": action, **about})


def _as_api_key(row: models.ApiKey, identity: Identity) -> ApiKey:
    kept = {name: getattr(row, name) for name in ApiKey.model_fields if name != "revocable"}
    return ApiKey(**kept, revocable=identity.role.may_write and _may_revoke(identity, row))
