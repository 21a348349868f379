"""Who works for the operator: set by the tables' owner alone, and asked on every request to the administration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jobs.database import Database
from jobs.errors import Conflict, NotFound
from jobs.models import User
from jobs.support.acts import Action, By, Change, record
from jobs.support.rows import StaffMember

_YES, _NO = {"staff": True}, {"staff": False}


@dataclass(frozen=True)
class StaffEntry:
    """Somebody of the staff."""

    user_id: UUID
    email: str
    name: str
    granted_at: datetime


def is_staff(database: Database, user_id: UUID) -> bool:
    """As the staff role. Raises DatabaseUnavailable."""
    with database.staff():
        return bool(StaffMember.select().where(StaffMember.user_id == user_id).exists())


def grant(owner: Database, whom: str, reason: str) -> UUID:
    """As the tables' owner: make somebody staff, by e-mail address or id. Raises NotFound, Conflict."""
    with owner.staff():
        user_id = _find(whom)
        if not StaffMember.insert(user_id=user_id).on_conflict_ignore().as_rowcount().execute():
            raise Conflict(f"{whom} is staff already.")
        record(By(None, reason), Action.GRANT_STAFF, Change(on_user=user_id, before=_NO, after=_YES))
    return user_id


def revoke(owner: Database, whom: str, reason: str) -> UUID:
    """As the tables' owner: make somebody staff no more; it holds from their next request on. Raises NotFound."""
    with owner.staff():
        user_id = _find(whom)
        if not StaffMember.delete().where(StaffMember.user_id == user_id).execute():  # type: ignore[misc]  # a fault of the stubs
            raise NotFound(f"{whom} is not staff.")
        record(By(None, reason), Action.REVOKE_STAFF, Change(on_user=user_id, before=_YES, after=_NO))
    return user_id


def everybody(owner: Database) -> Sequence[StaffEntry]:
    """As the tables' owner: all of the staff, who came first before."""
    with owner.staff():
        members = {row.user_id: row.granted_at for row in StaffMember.select().order_by(StaffMember.granted_at)}
        columns = (User.id, User.email, User.name)
        people = {row.id: row for row in User.select(*columns).where(User.id.in_(list(members)))}
    return [StaffEntry(one, people[one].email, people[one].name, at) for one, at in members.items()]


def _find(whom: str) -> UUID:
    """By id, or by an address that the sign-in provider vouches for: anybody may claim one that it does not."""
    try:
        rows = list(User.select(User.id).where(User.id == UUID(whom)))
    except ValueError:
        rows = list(User.select(User.id).where(User.email == whom, User.email_verified))
    if not rows:
        raise NotFound(f"There is nobody with the id, or the verified address, {whom}; they sign in first.")
    if len(rows) > 1:
        ids = ", ".join(str(row.id) for row in rows)
        raise Conflict(f"Several accounts have the address {whom}: name one by its id ({ids}).")
    found: UUID = rows[0].id
    return found
