"""The organization that is worked in: its model, and how far its agents may go."""

import logging
from collections.abc import Iterator
from typing import Any

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs import models
from web.envelope import answer
from web.identity import Identity, current_identity
from web.model_offer import default_model, offered
from web.problems import Fault, InvalidFields
from web.responses import CREATING, LISTING, SECURITY
from web.schemas.envelope import Answer
from web.schemas.organization import (
    AgentLimits,
    OfferedModel,
    OrganizationChange,
    OrganizationLimits,
    OrganizationModel,
    OrganizationSettings,
    OwnAgentLimits,
    PlatformModel,
)
from web.schemas.share_links import Allowed
from web.services import services
from web.share_links import allow

logger = logging.getLogger(__name__)

organization = APIBlueprint(
    "organization",
    __name__,
    url_prefix="/api/v1/organization",
    abp_tags=[Tag(name="organization")],
    abp_security=SECURITY,
)


@organization.get("", responses={200: Answer[OrganizationSettings], **LISTING})
def show_organization() -> Response:
    """Show the organization's settings, what may be chosen, and the platform's limits."""
    identity = current_identity()
    with services().database.tenant(identity.org_id):
        row = models.Organization.get_by_id(identity.org_id)
    return answer(_shown(row, identity))


@organization.patch("", responses={200: Answer[OrganizationSettings], **CREATING})
def change_organization(body: OrganizationChange) -> Response:
    """Choose its model, and set limits at or below the platform's; it holds from the next job on.

    `share_links` holds at once, for links that are there too.
    """
    identity = current_identity()
    faults = list(_faults(body))
    if faults:
        raise InvalidFields(faults=faults)
    with services().database.tenant(identity.org_id):
        row = models.Organization.select().where(models.Organization.id == identity.org_id).for_update().get()
        before = _told(row)
        _set(row, body)
        if body.share_links is not None:
            allow(identity, row, body.share_links)
        row.save(only=[getattr(models.Organization, name) for name in before])
    after = _told(row)
    extra = {"action": "organization.change", "org_id": identity.org_id, "user_id": identity.user_id}
    logger.info("organization changed", extra={**extra, "before": before, "after": after})
    return answer(_shown(row, identity))


def _faults(body: OrganizationChange) -> Iterator[Fault]:
    parts = services()
    if body.model is not None and offered(parts, body.model) is None:
        names = ", ".join(one.name for one in parts.models)
        limit = f"one of {names}, or null" if names else "null: no model is offered"
        yield Fault("model", "is not a model that is offered", limit)
    for name, value in (body.agent_limits or OwnAgentLimits()).model_dump(exclude_none=True).items():
        most = getattr(parts.agent_limits, name)
        if value > most:
            yield Fault(f"agent_limits.{name}", "is above the platform's limit", f"at most {most:g}")


def _told(row: models.Organization) -> dict[str, Any]:
    return {"model": row.model, "agent_limits": row.agent_limits, "share_links": row.share_links}


def _set(row: models.Organization, body: OrganizationChange) -> None:
    if "model" in body.model_fields_set:
        row.model = body.model
    if "agent_limits" in body.model_fields_set:
        given = body.agent_limits.model_dump(exclude_unset=True) if body.agent_limits else None
        kept: dict[str, Any] = {**row.agent_limits, **given} if given is not None else {}
        row.agent_limits = {name: value for name, value in kept.items() if value is not None}


def _shown(row: models.Organization, identity: Identity) -> OrganizationSettings:
    parts, own = services(), row.agent_limits
    default = default_model(parts)
    choices = [
        OfferedModel(name=one.name, title=one.title, is_language_model=one.is_language_model) for one in parts.models
    ]
    return OrganizationSettings(
        id=row.id,
        name=row.name,
        role=identity.role.value,
        share_links=Allowed(row.share_links),
        model=OrganizationModel(
            chosen=row.model,
            default=PlatformModel(title=default.name, is_language_model=default.is_language_model),
            choices=choices,
        ),
        agent_limits=OrganizationLimits(
            effective=AgentLimits.model_validate(parts.agent_limits.lowered(own), from_attributes=True),
            own=OwnAgentLimits.model_validate({name: own.get(name) for name in OwnAgentLimits.model_fields}),
            platform=AgentLimits.model_validate(parts.agent_limits, from_attributes=True),
        ),
    )
