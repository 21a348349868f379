"""The first sign-in makes a user and a personal organization; later ones find them."""

import logging
from dataclasses import dataclass
from uuid import UUID, uuid5

from jobs.database import Database
from jobs.models import Membership, Organization, User
from jobs.roles import Role

logger = logging.getLogger(__name__)

NAME_LENGTH = 100


@dataclass(frozen=True)
class Person:
    """What the identity provider says of someone. `subject` never changes; the rest may."""

    subject: str
    email: str
    name: str


@dataclass(frozen=True)
class Account:
    """A user, and the organization to start in."""

    user_id: UUID
    org_id: UUID


def account_of(database: Database, person: Person) -> Account:
    """Return the person's account, made if need be. Safe to run twice at once."""
    user_id = _user_id(database, person)
    org_id = _first_organization(database, user_id) or _make_organization(database, user_id, person)
    return Account(user_id, org_id)


def _user_id(database: Database, person: Person) -> UUID:
    with database.identity(person.subject):
        User.insert(subject=person.subject, email=person.email, name=person.name).on_conflict_ignore().execute()
        user = User.get(User.subject == person.subject)
        if (user.email, user.name) != (person.email, person.name):
            user.email, user.name = person.email, person.name
            user.save(only=[User.email, User.name])
        user_id: UUID = user.id
    return user_id


def _first_organization(database: Database, user_id: UUID) -> UUID | None:
    with database.user(user_id):
        own = Membership.select().where(Membership.user_id == user_id)
        membership = own.order_by(Membership.created_at, Membership.org_id).first()
    return membership.org_id if membership else None


def _make_organization(database: Database, user_id: UUID, person: Person) -> UUID:
    """Make the personal organization; its id follows from the user's, so that two sign-ins make one."""
    org_id = uuid5(user_id, "personal organization")
    with database.tenant(org_id):
        name = f"{person.name[:NAME_LENGTH]}'s organization"
        Organization.insert(id=org_id, name=name).on_conflict_ignore().execute()
        Membership.insert(org_id=org_id, user_id=user_id, role=Role.OWNER).on_conflict_ignore().execute()
    logger.info("account made", extra={"action": "web.account_made", "user_id": str(user_id), "org_id": str(org_id)})
    return org_id
