"""Suspending people and organizations, and lifting that; each is one transaction with its act.

A suspended person's sessions end with it, so that refresh tokens and sockets know by the way they know already. The
jobs of a suspended organization are left as they are: what runs may finish, and what is queued is not claimed
(`jobs/claims.py`) nor sent (`jobs/chores/relay.py`) until the suspension is lifted.
"""

from uuid import UUID

from peewee import fn

from jobs.database import Database
from jobs.errors import Conflict, NotFound
from jobs.models import Job, LoginSession, Organization, User
from jobs.states import State
from jobs.support.acts import Action, By, Change, record
from jobs.support.rows import OrganizationSuspension, UserSuspension


def suspend_user(database: Database, by: By, user_id: UUID) -> None:
    """End their sessions and refuse their keys. Raises NotFound, Conflict."""
    if user_id == by.staff_id:
        raise Conflict("Nobody suspends themselves: somebody else of the staff does.")
    with database.staff():
        if not User.select(User.id).where(User.id == user_id).exists():
            raise NotFound("There is no such person.")
        adding = UserSuspension.insert(user_id=user_id, reason=by.reason).on_conflict_ignore()
        if not adding.as_rowcount().execute():
            raise Conflict("This person is suspended already.")
        ending = LoginSession.update(ended_at=fn.now(), ended_because="suspended")
        ended: int = ending.where(LoginSession.user_id == user_id, LoginSession.ended_at.is_null()).execute()
        after = {"suspended": True, "sessions_ended": ended}
        record(by, Action.SUSPEND_USER, Change(on_user=user_id, before={"suspended": False}, after=after))


def unsuspend_user(database: Database, by: By, user_id: UUID) -> None:
    """Let them sign in again; their keys work again, their sessions stay ended. Raises NotFound."""
    with database.staff():
        before = UserSuspension.get_or_none(UserSuspension.user_id == user_id)
        if before is None:
            raise NotFound("This person is not suspended.")
        UserSuspension.delete().where(UserSuspension.user_id == user_id).execute()  # type: ignore[misc]  # a fault of the stubs
        change = Change(on_user=user_id, before=_told(before), after={"suspended": False})
        record(by, Action.UNSUSPEND_USER, change)


def suspend_organization(database: Database, by: By, org_id: UUID) -> None:
    """Refuse everything in it. Raises NotFound, Conflict."""
    with database.staff():
        if not Organization.select(Organization.id).where(Organization.id == org_id).exists():
            raise NotFound("There is no such organization.")
        adding = OrganizationSuspension.insert(org_id=org_id, reason=by.reason).on_conflict_ignore()
        if not adding.as_rowcount().execute():
            raise Conflict("This organization is suspended already.")
        change = Change(on_org=org_id, before={"suspended": False}, after={"suspended": True})
        record(by, Action.SUSPEND_ORGANIZATION, change)


def unsuspend_organization(database: Database, by: By, org_id: UUID) -> None:
    """Let it work again; what was queued is sent anew, since its messages are used up by now. Raises NotFound."""
    with database.staff():
        before = OrganizationSuspension.get_or_none(OrganizationSuspension.org_id == org_id)
        if before is None:
            raise NotFound("This organization is not suspended.")
        OrganizationSuspension.delete().where(OrganizationSuspension.org_id == org_id).execute()  # type: ignore[misc]  # a fault of the stubs
        waiting = (Job.org_id == org_id) & (Job.state == State.QUEUED)
        queued: int = Job.update(dispatched_at=None).where(waiting).execute()
        after = {"suspended": False, "jobs_sent_again": queued}
        record(by, Action.UNSUSPEND_ORGANIZATION, Change(on_org=org_id, before=_told(before), after=after))


def _told(row: UserSuspension | OrganizationSuspension) -> dict[str, object]:
    return {"suspended": True, "since": row.since.isoformat(), "reason": row.reason}
