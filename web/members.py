"""Who belongs to an organization, and who may change that. Each change holds the organization's lock.

Roles are read under the lock, so that two changes at once can neither leave an organization without an owner nor use a
role that was just taken away.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jobs.database import Database
from jobs.errors import Conflict
from jobs.models import ApiKey, Membership, User, now
from jobs.roles import Role
from jobs.submission import lock_organization
from web.invitations import revoke_all_of
from web.problems import Forbidden, ResourceNotFound

logger = logging.getLogger(__name__)

_LAST_OWNER = "An organization has an owner always: make another member its owner first."


@dataclass(frozen=True)
class MemberEntry:
    """A member as the others see them."""

    user_id: UUID
    name: str
    email: str | None
    role: Role
    joined_at: datetime


def members_of(database: Database, org_id: UUID) -> Sequence[MemberEntry]:
    """Return the members, who joined first before."""
    with database.tenant(org_id):
        people = {row.id: row for row in User.select()}
        rows = list(Membership.select().where(Membership.org_id == org_id))
    rows.sort(key=lambda row: (row.created_at, row.user_id))
    return [_entry(row, people[row.user_id]) for row in rows]


def change_role(database: Database, org_id: UUID, actor: UUID, member: UUID, role: Role) -> MemberEntry:
    """Give a member another role.

    Raises Forbidden where an admin's right ends, Conflict for the last owner, ResourceNotFound.
    """
    with database.tenant(org_id):
        lock_organization(org_id)
        row = _changeable(org_id, actor, member)
        if role is Role.OWNER and _membership(org_id, actor).role != Role.OWNER:
            raise Forbidden("Only an owner makes another member an owner.")
        if row.role == Role.OWNER and role is not Role.OWNER:
            _refuse_last_owner(org_id)
        before = row.role
        _set_role(org_id, member, role)
        row.role = role
        entry = _entry(row, User.get_by_id(member))
    _log("member's role changed", "members.change_role", org_id, actor, member=member, before=before, after=role)
    return entry


def remove(database: Database, org_id: UUID, actor: UUID, member: UUID) -> None:
    """Take a member out, with their keys and their sessions in it. Raises what `change_role` does."""
    if actor == member:
        raise Conflict("To leave, use POST /api/v1/organization/leave: your session goes on elsewhere then.")
    with database.tenant(org_id):
        lock_organization(org_id)
        if _changeable(org_id, actor, member).role == Role.OWNER:
            _refuse_last_owner(org_id)
        _take_out(org_id, member)
    _log("member removed", "members.remove", org_id, actor, member=member)


def leave(database: Database, org_id: UUID, member: UUID) -> None:
    """Take oneself out. Raises Conflict for the last owner."""
    with database.tenant(org_id):
        lock_organization(org_id)
        if _membership(org_id, member).role == Role.OWNER:
            _refuse_last_owner(org_id)
        _take_out(org_id, member)
    _log("member left", "members.leave", org_id, member)


def refuse_to_lose_last_owner(database: Database, org_id: UUID, member: UUID) -> None:
    """Raise Conflict if the member may not leave as things stand."""
    with database.tenant(org_id):
        if _membership(org_id, member).role == Role.OWNER:
            _refuse_last_owner(org_id)


def transfer(database: Database, org_id: UUID, actor: UUID, member: UUID) -> MemberEntry:
    """Make a member the owner in one's own place, and oneself an admin.

    Raises Forbidden, Conflict, ResourceNotFound.
    """
    if actor == member:
        raise Conflict("You are an owner of this organization already.")
    with database.tenant(org_id):
        lock_organization(org_id)
        if _membership(org_id, actor).role != Role.OWNER:
            raise Forbidden("Only an owner hands an organization over.")
        row = _membership(org_id, member)
        _set_role(org_id, member, Role.OWNER)
        _set_role(org_id, actor, Role.ADMIN)
        row.role = Role.OWNER
        entry = _entry(row, User.get_by_id(member))
    _log("ownership transferred", "members.transfer", org_id, actor, member=member)
    return entry


def _entry(row: Membership, person: User) -> MemberEntry:
    return MemberEntry(row.user_id, person.name, person.email or None, Role(row.role), row.created_at)


def _membership(org_id: UUID, user_id: UUID) -> Membership:
    row: Membership | None = Membership.get_or_none(Membership.org_id == org_id, Membership.user_id == user_id)
    if row is None:
        raise ResourceNotFound("There is no such member.")
    return row


def _changeable(org_id: UUID, actor: UUID, member: UUID) -> Membership:
    """Return the member's row if the actor may change it."""
    own, row = _membership(org_id, actor), _membership(org_id, member)
    if not Role(own.role).may_administer:
        raise Forbidden(f"Your role in this organization is {own.role}: this is for owners and admins.")
    if row.role == Role.OWNER and own.role != Role.OWNER:
        raise Forbidden("Only an owner changes what an owner may.")
    return row


def _refuse_last_owner(org_id: UUID) -> None:
    if Membership.select().where(Membership.org_id == org_id, Membership.role == Role.OWNER).count() == 1:
        raise Conflict(_LAST_OWNER)


def _set_role(org_id: UUID, user_id: UUID, role: Role) -> None:
    Membership.update(role=role).where(Membership.org_id == org_id, Membership.user_id == user_id).execute()


def _take_out(org_id: UUID, user_id: UUID) -> None:
    """Keys are revoked, since they would work again if their maker came back; a trigger ends the sessions.

    What they invited is taken back too: it may have been for somebody whom nobody else knows.
    """
    own = (ApiKey.org_id == org_id) & (ApiKey.created_by == user_id) & ApiKey.revoked_at.is_null()
    ApiKey.update(revoked_at=now()).where(own).execute()
    revoke_all_of(org_id, user_id)
    gone = Membership.delete().where(Membership.org_id == org_id, Membership.user_id == user_id)  # type: ignore[misc]  # a fault of the stubs
    gone.execute()


def _log(message: str, action: str, org_id: UUID, actor: UUID, **more: object) -> None:
    extra = {"action": action, "org_id": str(org_id), "user_id": str(actor)}
    logger.info(message, extra=extra | {name: str(value) for name, value in more.items()})
