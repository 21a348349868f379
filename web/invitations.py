"""Invitations: made and taken back by owners and admins, accepted by whoever proves to read the address.

Whether an address belongs to somebody who uses Groundplan is never told: inviting answers the same for every address
but those of the organization's own members, whom every member sees anyway.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from peewee import Expression

from jobs.database import Database
from jobs.errors import Conflict, LimitReached, PlanLimitReached
from jobs.invitation_tokens import parse_token
from jobs.models import Invitation, Membership, Organization, User, now
from jobs.quotas import Allowance
from jobs.roles import Role
from jobs.submission import lock_organization
from web.problems import Forbidden, ResourceNotFound

logger = logging.getLogger(__name__)

LIFETIME = timedelta(days=7)
MOST_A_DAY = 200
"""Invitations of one organization, so that nobody mails strangers through us for long."""

PAUSE = timedelta(minutes=1)
"""Between two mails of the same invitation."""

_UNKNOWN = "This link is not good: it is not whole, or a newer one was mailed in its place."


class Standing(StrEnum):
    """What has become of an invitation."""

    PENDING = "pending"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


_OVER = {
    Standing.EXPIRED: "This invitation has expired. Ask who invited you to send it again.",
    Standing.ACCEPTED: "This invitation has been used already.",
    Standing.REVOKED: "This invitation was taken back.",
}


@dataclass(frozen=True)
class Offer:
    """What the holder of a link is offered."""

    row: Invitation
    organization: Organization


@dataclass(frozen=True)
class NewInvitation:
    """Whom to invite; `invitation_id` follows from the idempotency key, so that repeating makes one."""

    invitation_id: UUID
    email: str
    role: Role


def standing_of(row: Invitation) -> Standing:
    """Return what has become of the invitation."""
    if row.accepted_at is not None:
        return Standing.ACCEPTED
    if row.revoked_at is not None:
        return Standing.REVOKED
    return Standing.PENDING if row.expires_at > now() else Standing.EXPIRED


def open_invitations(database: Database, org_id: UUID) -> Sequence[Invitation]:
    """Return those neither accepted nor taken back, newest first; expired ones too, since they can be sent again."""
    with database.tenant(org_id):
        return list(Invitation.select().where(_is_open(org_id)).order_by(Invitation.created_at.desc(), Invitation.id))


def invite(database: Database, org_id: UUID, actor: UUID, new: NewInvitation) -> Invitation:
    """Make an invitation, which a chore mails. Raises Conflict, and PlanLimitReached where members are too many."""
    with database.tenant(org_id):
        allowance = lock_organization(org_id)
        known: Invitation | None = Invitation.get_or_none(Invitation.id == new.invitation_id)
        if known is not None:
            return _same(known, new)
        _refuse_needless(org_id, new.email)
        _refuse_too_many(org_id)
        over = _is_open(org_id) & (Invitation.email == new.email)
        Invitation.update(revoked_at=now()).where(over).execute()
        waiting = Invitation.select().where(_is_open(org_id), Invitation.expires_at > now()).count()
        _refuse_full(org_id, allowance, waiting)
        row: Invitation = Invitation.create(
            id=new.invitation_id,
            org_id=org_id,
            email=new.email,
            role=new.role,
            invited_by=actor,
            expires_at=now() + LIFETIME,
        )
    _log("invitation made", "invitations.invite", row, actor)
    return row


def send_again(database: Database, org_id: UUID, actor: UUID, invitation_id: UUID) -> Invitation:
    """Have it mailed anew, with a new link, for another week. Raises ResourceNotFound, Conflict."""
    with database.tenant(org_id):
        lock_organization(org_id)
        row = _open_one(org_id, invitation_id)
        if row.sent_at is None and row.expires_at > now():
            return row
        if row.sent_at is not None and now() - row.sent_at < PAUSE:
            raise Conflict("This invitation was sent less than a minute ago. Wait a moment.")
        row.sent_at = row.refused_at = row.token_hash = None
        row.expires_at = now() + LIFETIME
        row.save()
    _log("invitation sent again", "invitations.send_again", row, actor)
    return row


def revoke(database: Database, org_id: UUID, actor: UUID, invitation_id: UUID) -> Invitation:
    """Take it back; its link is good no more. Raises ResourceNotFound."""
    with database.tenant(org_id):
        lock_organization(org_id)
        row = _open_one(org_id, invitation_id)
        row.revoked_at = now()
        row.save(only=[Invitation.revoked_at])
    _log("invitation revoked", "invitations.revoke", row, actor)
    return row


def look(database: Database, text: str) -> Offer:
    """Return what a link offers, whatever has become of it. Raises ResourceNotFound."""
    token = parse_token(text)
    if token is None:
        raise ResourceNotFound(_UNKNOWN)
    with database.tenant(token.org_id):
        row = Invitation.get_or_none(Invitation.token_hash == token.sha256)
        if row is None:
            raise ResourceNotFound(_UNKNOWN)
        return Offer(row, Organization.get_by_id(row.org_id))


def accept(database: Database, text: str, user_id: UUID) -> Offer:
    """Make the user a member.

    Raises ResourceNotFound, Forbidden unless the provider vouches for the invited address, Conflict where it is over,
    PlanLimitReached where the organization has no room.
    """
    with database.user(user_id):
        person = User.get_by_id(user_id)
    found = look(database, text)
    _refuse_other_address(person, found.row)
    with database.tenant(found.row.org_id):
        allowance = lock_organization(found.row.org_id)
        row = Invitation.get_by_id(found.row.id)
        mine = Membership.select().where(Membership.org_id == row.org_id, Membership.user_id == user_id)
        if row.accepted_by == user_id and mine.exists():
            return found
        standing = standing_of(row)
        if standing is not Standing.PENDING:
            raise Conflict(_OVER[standing])
        if not mine.exists():
            _refuse_full(row.org_id, allowance, 0)
        Membership.insert(org_id=row.org_id, user_id=user_id, role=row.role).on_conflict_ignore().execute()
        row.accepted_at, row.accepted_by = now(), user_id
        row.save(only=[Invitation.accepted_at, Invitation.accepted_by])
    _log("invitation accepted", "invitations.accept", row, user_id)
    return Offer(row, found.organization)


def revoke_all_of(org_id: UUID, user_id: UUID) -> None:
    """Inside a transaction: take back what a member who is out by now had invited."""
    Invitation.update(revoked_at=now()).where(_is_open(org_id), Invitation.invited_by == user_id).execute()


def _is_open(org_id: UUID) -> Expression:
    found: Expression = (
        (Invitation.org_id == org_id) & Invitation.accepted_at.is_null() & Invitation.revoked_at.is_null()
    )
    return found


def _open_one(org_id: UUID, invitation_id: UUID) -> Invitation:
    row: Invitation | None = Invitation.get_or_none(_is_open(org_id), Invitation.id == invitation_id)
    if row is None:
        raise ResourceNotFound("There is no such invitation; it may have been accepted or taken back.")
    return row


def _same(known: Invitation, new: NewInvitation) -> Invitation:
    if (known.email, known.role) != (new.email, new.role):
        raise Conflict("This Idempotency-Key belongs to another invitation's request.")
    return known


def _refuse_needless(org_id: UUID, email: str) -> None:
    """An expired one is no obstacle: the new one takes its place."""
    members = Membership.select(Membership.user_id).where(Membership.org_id == org_id)
    if any(row.email.lower() == email for row in User.select(User.email).where(User.id.in_(members))):
        raise Conflict(f"{email} is a member already.")
    if Invitation.select().where(_is_open(org_id), Invitation.email == email, Invitation.expires_at > now()).exists():
        raise Conflict(f"{email} is invited already; the invitation can be sent again, or taken back.")


def _refuse_too_many(org_id: UUID) -> None:
    today = Invitation.created_at > now() - timedelta(days=1)
    if Invitation.select().where(Invitation.org_id == org_id, today).count() >= MOST_A_DAY:
        raise Conflict(f"An organization makes at most {MOST_A_DAY} invitations in 24 hours. Go on tomorrow.")


def _refuse_full(org_id: UUID, allowance: Allowance, waiting: int) -> None:
    """Invitations that wait count as members, or more would be invited than can come."""
    members, most = Membership.select().where(Membership.org_id == org_id).count(), allowance.tier.members
    if most is not None and members + waiting >= most:
        raise PlanLimitReached(
            f"The plan {allowance.tier.title} includes {most} members; the organization has {members}, and {waiting} "
            "invitations wait. Take one back, remove somebody, or choose a larger plan.",
            LimitReached("members", members + waiting, most),
        )


def _refuse_other_address(person: User, row: Invitation) -> None:
    """Only ASCII counts: other letters may become the same ones in lower case."""
    if not (person.email.isascii() and person.email.lower() == row.email):
        raise Forbidden("This invitation is for another address. Sign in with the one that the mail came to.")
    if not person.email_verified:
        raise Forbidden(
            "Your sign-in provider does not vouch that this address is yours. Confirm it there, then sign in again."
        )


def _log(message: str, action: str, row: Invitation, actor: UUID) -> None:
    ids = {"org_id": str(row.org_id), "user_id": str(actor), "invitation_id": str(row.id)}
    logger.info(message, extra={"action": action, "role": row.role, **ids})
