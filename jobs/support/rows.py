"""The rows that only staff write; the other roles read of them what concerns them."""

from uuid import UUID

from peewee import SQL, Function, Model, TextField, UUIDField, fn

from jobs.database import active_database
from jobs.identifiers import new_id
from jobs.models import JsonField, TimestampField, now


class _Row(Model):
    class Meta:
        database = active_database
        legacy_table_names = False


class StaffMember(_Row):
    """A person who works for the operator; written from the command line alone (`python -m web.staff`)."""

    user_id = UUIDField(primary_key=True)
    granted_at = TimestampField(default=now)


class UserSuspension(_Row):
    """A person who may not sign in, and whose keys work nowhere."""

    user_id = UUIDField(primary_key=True)
    since = TimestampField(default=now)
    reason = TextField()


class OrganizationSuspension(_Row):
    """An organization in which nothing may be done, and of which no queued job begins."""

    org_id = UUIDField(primary_key=True)
    since = TimestampField(default=now)
    reason = TextField()


class SupportAct(_Row):
    """What somebody of the staff did; `staff_id` is null for the command line. Append-only, by rights and triggers."""

    id = UUIDField(primary_key=True, default=new_id)
    at = TimestampField(default=now)
    staff_id = UUIDField(null=True)
    action = TextField()
    on_org = UUIDField(null=True)
    on_user = UUIDField(null=True)
    reason = TextField()
    before = JsonField(default=dict)
    after = JsonField(default=dict)


def organization_is_suspended(org_id: UUID | UUIDField) -> Function:
    """In a query of the chores: whether this organization is. The application asks the function of this name."""
    found: Function = fn.EXISTS(OrganizationSuspension.select(SQL("1")).where(OrganizationSuspension.org_id == org_id))
    return found
