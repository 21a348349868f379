"""Acts of support: what staff did, to whom, why, and how it was before and after."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from jobs.database import Database
from jobs.support.rows import SupportAct

logger = logging.getLogger(__name__)

LONGEST_REASON = 500


class Action(StrEnum):
    """What can be done."""

    GRANT_STAFF = "staff.grant"
    REVOKE_STAFF = "staff.revoke"
    SUSPEND_USER = "user.suspend"
    UNSUSPEND_USER = "user.unsuspend"
    SUSPEND_ORGANIZATION = "organization.suspend"
    UNSUSPEND_ORGANIZATION = "organization.unsuspend"
    CHANGE_TIER = "organization.tier"
    REDRIVE = "jobs.redrive"


@dataclass(frozen=True)
class By:
    """Who acts, and why; `staff_id` is None for the command line."""

    staff_id: UUID | None
    reason: str


@dataclass(frozen=True)
class ActFilter:
    """Which acts; None leaves the field open."""

    org_id: UUID | None = None
    user_id: UUID | None = None
    staff_id: UUID | None = None
    action: str | None = None


@dataclass(frozen=True)
class Change:
    """What an act changed."""

    on_org: UUID | None = None
    on_user: UUID | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record(by: By, action: Action, change: Change) -> SupportAct:
    """Inside the transaction of what is done, so that nothing is done unrecorded."""
    act: SupportAct = SupportAct.create(
        staff_id=by.staff_id,
        action=action.value,
        on_org=change.on_org,
        on_user=change.on_user,
        reason=by.reason,
        before=dict(change.before),
        after=dict(change.after),
    )
    about = {"act_id": act.id, "staff_id": by.staff_id, "org_id": change.on_org, "user_id": change.on_user}
    facts = {name: str(value) for name, value in about.items() if value}
    logger.warning("act of support", extra={"action": f"support.{action}", **facts})
    return act


def read_acts(database: Database, wanted: ActFilter, *, limit: int, before: UUID | None = None) -> list[SupportAct]:
    """As staff: the newest acts, at most `limit`; those older than the act `before`, where it is given."""
    columns = (SupportAct.on_org, SupportAct.on_user, SupportAct.staff_id, SupportAct.action)
    values = (wanted.org_id, wanted.user_id, wanted.staff_id, wanted.action)
    rows = SupportAct.select()
    for column, value in zip(columns, values, strict=True):
        rows = rows if value is None else rows.where(column == value)
    with database.staff():
        return list(_page(rows, limit, before))


def acts_on(database: Database, org_id: UUID, *, limit: int, before: UUID | None = None) -> list[SupportAct]:
    """As the organization itself: what staff did to it; not who of them, since that is the operator's business."""
    shown = (SupportAct.id, SupportAct.at, SupportAct.action, SupportAct.reason, SupportAct.before, SupportAct.after)
    with database.tenant(org_id):
        return list(_page(SupportAct.select(*shown).where(SupportAct.on_org == org_id), limit, before))


def _page(rows: Any, limit: int, before: UUID | None) -> Any:
    if before is not None:
        rows = rows.where(SupportAct.id < before)
    return rows.order_by(SupportAct.id.desc()).limit(limit)
