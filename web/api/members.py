"""Who belongs to the organization: roles, removal, leaving, and handing it over."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.roles import Role
from web import login_sessions
from web import members as membership
from web.accounts import organization_besides
from web.api.auth import renewed
from web.envelope import answer, page
from web.identity import Identity, current_identity
from web.members import MemberEntry
from web.problems import ResourceNotFound
from web.responses import CREATING, LISTING, PERSON, READING, SECURITY
from web.schemas.envelope import Answer, Page
from web.schemas.members import Member, MemberPath, RoleChange, Transfer
from web.schemas.session import Renewed
from web.services import services

members = APIBlueprint("members", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="members")], abp_security=SECURITY)


@members.get("/members", responses={200: Page[Member], **LISTING})
def list_members() -> Response:
    """List the organization's members, who joined first before."""
    identity = current_identity()
    return page(_shown(one, identity) for one in membership.members_of(services().database, identity.org_id))


@members.patch("/members/<uuid:user_id>", responses={200: Answer[Member], **CREATING, **READING})
def change_member(path: MemberPath, body: RoleChange) -> Response:
    """Give a member another role; it holds at once. An admin neither makes an owner nor changes one."""
    identity = current_identity()
    changed = membership.change_role(
        services().database, identity.org_id, identity.user_id, path.user_id, Role(body.role)
    )
    return answer(_shown(changed, identity))


@members.delete("/members/<uuid:user_id>", responses={204: None, **READING})
def remove_member(path: MemberPath) -> Response:
    """Take a member out. Their sessions here end, and their keys are revoked; what they made stays."""
    identity = current_identity()
    membership.remove(services().database, identity.org_id, identity.user_id, path.user_id)
    return Response(status=204)


@members.post("/organization/leave", responses={200: Answer[Renewed], **CREATING, **READING}, security=PERSON)
def leave_organization() -> Response:
    """Leave the organization; your session goes on in another one of yours, which is made if there is none."""
    identity, parts = current_identity(), services()
    assert identity.session_id is not None  # noqa: S101  (the guard lets no API key in)
    membership.refuse_to_lose_last_owner(parts.database, identity.org_id, identity.user_id)
    elsewhere = organization_besides(
        parts.database, identity.user_id, identity.org_id, parts.settings.new_organization_tier
    )
    # Switched first, since leaving ends every session that works in the organization.
    switched = login_sessions.switch(parts.database, identity.session_id, identity.user_id, elsewhere)
    if switched is None:
        raise ResourceNotFound("There is no such organization of yours.")
    membership.leave(parts.database, identity.org_id, identity.user_id)
    return renewed(switched)


@members.post("/organization/transfer", responses={200: Answer[Member], **CREATING, **READING}, security=PERSON)
def transfer_organization(body: Transfer) -> Response:
    """Make another member the owner in your place; you stay as an admin."""
    identity = current_identity()
    made = membership.transfer(services().database, identity.org_id, identity.user_id, body.user_id)
    return answer(_shown(made, identity))


def _shown(entry: MemberEntry, identity: Identity) -> Member:
    return Member.model_validate({**vars(entry), "role": entry.role.value, "you": entry.user_id == identity.user_id})
