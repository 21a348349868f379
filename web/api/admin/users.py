"""People: finding, looking at, suspending."""

from uuid import UUID

from flask import Response

from jobs.support import suspensions
from jobs.support.users import find_users as find
from jobs.support.users import show_user as show
from web.api.admin.desk import after, blueprint, by, first, staff_database
from web.envelope import answer, page
from web.responses import CREATING, LISTING, READING
from web.schemas.admin.accounts import SupportUser, SupportUserDetail
from web.schemas.admin.asking import SupportReason, SupportSearch, UserPath
from web.schemas.envelope import Answer, Page

users = blueprint("users", "/users")


@users.get("", responses={200: Page[SupportUser], **LISTING})
def find_users(query: SupportSearch) -> Response:
    """Find people by a part of their name or address, or by their id; the newest first."""
    rows = find(staff_database(), query.q, limit=query.limit + 1, after=after(query.cursor))
    shown, cursor = first(rows, query.limit)
    return page(map(SupportUser.model_validate, shown), cursor)


@users.get("/<uuid:user_id>", responses={200: Answer[SupportUserDetail], **READING})
def show_user(path: UserPath) -> Response:
    """Show a person: where they belong, sessions, keys, and when they were seen last."""
    return _shown(path.user_id)


@users.post("/<uuid:user_id>/suspend", responses={200: Answer[SupportUserDetail], **CREATING, **READING})
def suspend_user(path: UserPath, body: SupportReason) -> Response:
    """Suspend a person: every session of theirs ends at once, they cannot sign in, and their API keys are refused."""
    suspensions.suspend_user(staff_database(), by(body.reason), path.user_id)
    return _shown(path.user_id)


@users.post("/<uuid:user_id>/unsuspend", responses={200: Answer[SupportUserDetail], **CREATING, **READING})
def unsuspend_user(path: UserPath, body: SupportReason) -> Response:
    """Lift a person's suspension: they may sign in again, and their keys work again."""
    suspensions.unsuspend_user(staff_database(), by(body.reason), path.user_id)
    return _shown(path.user_id)


def _shown(user_id: UUID) -> Response:
    return answer(SupportUserDetail.model_validate(show(staff_database(), user_id)))
