"""The first sign-in makes a user and a personal organization; later ones find them."""

import logging
from dataclasses import dataclass
from itertools import count
from uuid import UUID, uuid5

from jobs.database import Database
from jobs.models import Membership, Organization, User
from jobs.roles import Role
from jobs.tiers import TierName

logger = logging.getLogger(__name__)

NAME_LENGTH = 100


@dataclass(frozen=True)
class Person:
    """What the identity provider says of someone. `subject` never changes; the rest may."""

    subject: str
    email: str
    name: str
    email_verified: bool = False


@dataclass(frozen=True)
class Account:
    """A user, and the organization to start in."""

    user_id: UUID
    org_id: UUID


def account_of(database: Database, person: Person, tier: str = TierName.FREE) -> Account:
    """Return the person's account, made if need be, with an organization of `tier`. Safe to run twice at once."""
    user_id = _user_id(database, person)
    org_id = _first_organization(database, user_id) or _make_personal(database, user_id, person.name, tier)
    return Account(user_id, org_id)


def organization_besides(database: Database, user_id: UUID, org_id: UUID, tier: str = TierName.FREE) -> UUID:
    """Return another organization of the user than this one; a personal one is made if there is none."""
    with database.user(user_id):
        name = User.get_by_id(user_id).name
    another = _first_organization(database, user_id, besides=org_id)
    return another or _make_personal(database, user_id, name, tier, besides=org_id)


def make_organization(database: Database, org_id: UUID, user_id: UUID, name: str, tier: str = TierName.FREE) -> bool:
    """Make the organization with the user as its owner; False if it is there and the user does not belong to it."""
    with database.tenant(org_id):
        made = Organization.insert(id=org_id, name=name, tier=tier).on_conflict_ignore().as_rowcount().execute()
        if made:
            Membership.create(org_id=org_id, user_id=user_id, role=Role.OWNER)
        belongs = Membership.select().where(Membership.org_id == org_id, Membership.user_id == user_id).exists()
    if made:
        extra = {"action": "web.organization_made", "user_id": str(user_id), "org_id": str(org_id)}
        logger.info("organization made", extra=extra)
    return bool(belongs)


def _user_id(database: Database, person: Person) -> UUID:
    with database.identity(person.subject):
        told = {"email": person.email, "name": person.name, "email_verified": person.email_verified}
        User.insert(subject=person.subject, **told).on_conflict_ignore().execute()
        user = User.get(User.subject == person.subject)
        if {name: getattr(user, name) for name in told} != told:
            User.update(**told).where(User.id == user.id).execute()
        user_id: UUID = user.id
    return user_id


def _first_organization(database: Database, user_id: UUID, besides: UUID | None = None) -> UUID | None:
    with database.user(user_id):
        own = Membership.select().where(Membership.user_id == user_id)
        if besides is not None:
            own = own.where(Membership.org_id != besides)
        membership = own.order_by(Membership.created_at, Membership.org_id).first()
    return membership.org_id if membership else None


def _make_personal(database: Database, user_id: UUID, person_name: str, tier: str, besides: UUID | None = None) -> UUID:
    """Make a personal organization; its id follows from the user's, so that two sign-ins make one.

    One that the user left is another's by now: the next one is made then.
    """
    name = f"{person_name[:NAME_LENGTH]}'s organization"
    for number in count():
        org_id = uuid5(user_id, "personal organization" + (f" {number}" if number else ""))
        if org_id != besides and make_organization(database, org_id, user_id, name, tier):
            return org_id
    raise AssertionError  # count() has no end
