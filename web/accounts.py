"""The first sign-in makes a user and a personal organization; later ones find them."""

import logging
from dataclasses import dataclass
from itertools import count
from uuid import UUID, uuid5

from peewee import Expression

from jobs.database import Database, active_database
from jobs.errors import Conflict
from jobs.models import FirstIssuer, Membership, Organization, User
from jobs.roles import Role
from jobs.tiers import TierName

logger = logging.getLogger(__name__)

NAME_LENGTH = 100


@dataclass(frozen=True)
class Person:
    """What the identity provider `issuer` says of someone. `issuer` and `subject` never change; the rest may.

    An address says nothing of who somebody is: two providers may tell the same one of two people.
    """

    issuer: str
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


def make_organization(  # noqa: PLR0913, PLR0917 - an organization is these things
    database: Database,
    org_id: UUID,
    user_id: UUID,
    name: str,
    tier: str = TierName.FREE,
    most: int | None = None,
) -> bool:
    """Make the organization with the user as its owner; False if it is there and the user does not belong to it.

    Raises Conflict where the user belongs to `most` organizations; several at once wait for each other.
    """
    with database.founding(org_id, user_id):
        if most is not None:
            _refuse_too_many(org_id, user_id, most)
        made = Organization.insert(id=org_id, name=name, tier=tier).on_conflict_ignore().as_rowcount().execute()
        if made:
            Membership.create(org_id=org_id, user_id=user_id, role=Role.OWNER)
        belongs = Membership.select().where(Membership.org_id == org_id, Membership.user_id == user_id).exists()
    if made:
        extra = {"action": "web.organization_made", "user_id": str(user_id), "org_id": str(org_id)}
        logger.info("organization made", extra=extra)
    return bool(belongs)


def _refuse_too_many(org_id: UUID, user_id: UUID, most: int) -> None:
    """A lock by number, not of the user's row: no policy lets a transaction of a user change, or lock, their account.

    What was made meanwhile by the same request is no further one.
    """
    active_database.execute_sql("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"organizations {user_id}",))
    own = {row.org_id for row in Membership.select(Membership.org_id).where(Membership.user_id == user_id)}
    if org_id not in own and len(own) >= most:
        raise Conflict(f"You belong to {len(own)} organizations; with {most} or more nobody makes another.")


def _user_id(database: Database, person: Person) -> UUID:
    with database.identity(person.issuer, person.subject):
        told = {"email": person.email, "name": person.name, "email_verified": person.email_verified}
        FirstIssuer.insert(issuer=person.issuer).on_conflict_ignore().execute()
        user = _known(person) or _known_from_before(person)
        if user is None:
            User.insert(issuer=person.issuer, subject=person.subject, **told).on_conflict_ignore().execute()
            user = User.get(*_is(person))
        if {name: getattr(user, name) for name in told} != told:
            User.update(**told).where(User.id == user.id).execute()
        user_id: UUID = user.id
    return user_id


def _known(person: Person) -> User | None:
    user: User | None = User.get_or_none(*_is(person))
    return user


def _known_from_before(person: Person) -> User | None:
    """The account that had no issuer yet: a policy shows it to the first provider alone. It has one from here on."""
    without = User.update(issuer=person.issuer).where(User.subject == person.subject, User.issuer.is_null())
    return _known(person) if without.execute() else None


def _is(person: Person) -> tuple[Expression, Expression]:
    return User.issuer == person.issuer, User.subject == person.subject


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
