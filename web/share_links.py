"""Links to results, for those who make them: made, changed, taken back and given back, each with a record of who did.

What a link opens is asked for in `web/shared_results.py`.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from peewee import Expression

from jobs.bundles import refuse_removed
from jobs.database import Database
from jobs.errors import Conflict
from jobs.models import Job, Organization, ShareAct, ShareLink, User, now
from jobs.share_tokens import ShareToken
from jobs.states import Mode, State
from jobs.submission import lock_organization
from web.identity import Identity
from web.job_rows import find_job
from web.problems import Forbidden, ResourceNotFound
from web.schemas.share_links import Allowed

logger = logging.getLogger(__name__)

MOST_OF_A_JOB = 20
"""Links of one job that have not been taken back: nobody keeps an eye on more."""
LISTED = 500
SHARED_MODES = {Mode.ANALYZE, Mode.IMPLEMENT}


class Standing(StrEnum):
    """What has become of a link."""

    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SWITCHED_OFF = "switched_off"


@dataclass(frozen=True)
class NewLink:
    """What to make; `days` is None for a link without an end."""

    link_id: UUID
    token: ShareToken
    title: str | None
    days: int | None
    allows_download: bool


@dataclass(frozen=True)
class Found:
    """A link with what is told of it beside."""

    row: ShareLink
    standing: Standing
    made_by: str


def standing_of(row: ShareLink, allowed: Allowed) -> Standing:
    """What has become of it."""
    if row.revoked_at is not None:
        return Standing.REVOKED
    if row.expires_at is not None and row.expires_at <= now():
        return Standing.EXPIRED
    if allowed is Allowed.OFF or (allowed is Allowed.ENDING and row.expires_at is None):
        return Standing.SWITCHED_OFF
    return Standing.OPEN


def make(database: Database, who: Identity, job_id: UUID, new: NewLink) -> Found:
    """Make a link to a job's result. Raises ResourceNotFound, Forbidden, Conflict, FilesRemoved."""
    with database.tenant(who.org_id):
        lock_organization(who.org_id)
        job = find_job(who.org_id, job_id)
        _refuse_without_result(job)
        _refuse_forbidden(who.org_id, new.days)
        known: ShareLink | None = ShareLink.get_or_none(ShareLink.id == new.link_id)
        if known is not None:
            return _found(_same(known, job_id, new))
        _refuse_too_many(who.org_id, job_id)
        made_at = now()
        row: ShareLink = ShareLink.create(
            id=new.link_id,
            org_id=who.org_id,
            job_id=job_id,
            created_by=who.user_id,
            title=(new.title or str((job.result or {}).get("title") or "A plan"))[:200],
            secret_sha256=new.token.sha256,
            allows_download=new.allows_download,
            created_at=made_at,
            expires_at=_end(made_at, new.days),
        )
        _record(who, "made", row)
        return _found(row)


def links_of(database: Database, org_id: UUID, job_id: UUID | None = None) -> list[Found]:
    """Those of a job, or of the organization, newest first, also those that are over. Raises ResourceNotFound."""
    with database.tenant(org_id):
        rows = ShareLink.select().where(ShareLink.org_id == org_id)
        if job_id is not None:
            find_job(org_id, job_id)
            rows = rows.where(ShareLink.job_id == job_id)
        return _all_found(org_id, list(rows.order_by(ShareLink.id.desc()).limit(LISTED)))


def change(database: Database, who: Identity, link_id: UUID, wanted: dict[str, object]) -> Found:
    """Change title, downloads or when it ends: `days` from now on. Raises ResourceNotFound, Forbidden, Conflict."""
    with database.tenant(who.org_id):
        lock_organization(who.org_id)
        row = _one(who.org_id, link_id)
        if row.revoked_at is not None:
            raise Conflict("This link was revoked. Restore it, or make another.")
        changed = dict(wanted)
        if "days" in changed:
            days = changed.pop("days")
            assert days is None or isinstance(days, int)  # noqa: S101 - for the type checker
            _refuse_forbidden(who.org_id, days)
            changed["expires_at"] = _end(now(), days)
        for name, value in changed.items():
            setattr(row, name, value)
        if changed:
            row.save(only=[getattr(ShareLink, name) for name in changed])
            _record(who, "changed", row, {name: str(value) for name, value in changed.items() if name != "title"})
        return _found(row)


def revoke(database: Database, who: Identity, link_id: UUID) -> Found:
    """Take it back: it opens nothing from now on. Raises ResourceNotFound."""
    with database.tenant(who.org_id):
        lock_organization(who.org_id)
        row = _one(who.org_id, link_id)
        if row.revoked_at is None:
            row.revoked_at = now()
            row.save(only=[ShareLink.revoked_at])
            _record(who, "revoked", row)
        return _found(row)


def restore(database: Database, who: Identity, link_id: UUID) -> Found:
    """Undo that; it ends when it would have ended. Raises ResourceNotFound, Conflict."""
    with database.tenant(who.org_id):
        lock_organization(who.org_id)
        row = _one(who.org_id, link_id)
        if row.revoked_at is not None:
            _refuse_too_many(who.org_id, row.job_id)
            row.revoked_at = None
            row.save(only=[ShareLink.revoked_at])
            _record(who, "restored", row)
        return _found(row)


def allow(who: Identity, row: Organization, allowed: Allowed) -> None:
    """Inside a transaction: say which links of the organization open, from now on; those that are there too."""
    if row.share_links != allowed:
        facts = {"before": row.share_links, "after": str(allowed)}
        row.share_links = allowed
        ShareAct.create(org_id=row.id, act="allowed", user_id=who.user_id, facts=facts)


def acts_of(database: Database, org_id: UUID) -> list[tuple[ShareAct, str | None]]:
    """What was done to the organization's links, newest first, and who did; nobody is named of who opened one."""
    with database.tenant(org_id):
        rows = list(
            ShareAct.select().where(ShareAct.org_id == org_id).order_by(ShareAct.at.desc(), ShareAct.id).limit(LISTED)
        )
        names = _names({row.user_id for row in rows if row.user_id is not None})
    return [(row, names.get(row.user_id) if row.user_id else None) for row in rows]


def _refuse_without_result(job: Job) -> None:
    if job.mode not in SHARED_MODES:
        raise Conflict(f"Options and bundles can be shared; the result of mode {job.mode} cannot.")
    if job.state != State.SUCCEEDED:
        raise Conflict(f"There is nothing to share: the job is {job.state}, not succeeded.")
    if job.files_removed_at is not None:
        refuse_removed(job)


def _refuse_forbidden(org_id: UUID, days: int | None) -> None:
    allowed = _allowed(org_id)
    if allowed is Allowed.OFF:
        raise Forbidden("This organization allows no links to its results. Its owners and admins can change that.")
    if days is None and allowed is not Allowed.ENDLESS:
        raise Forbidden("In this organization every link ends: choose when. Its owners and admins can change that.")


def _refuse_too_many(org_id: UUID, job_id: UUID) -> None:
    """Under the organization's lock, so that several at once are counted too."""
    open_ones = ShareLink.revoked_at.is_null() & (ShareLink.expires_at.is_null() | (ShareLink.expires_at > now()))
    of_job = (ShareLink.org_id == org_id) & (ShareLink.job_id == job_id)
    if ShareLink.select().where(of_job, open_ones).count() >= MOST_OF_A_JOB:
        raise Conflict(f"This has {MOST_OF_A_JOB} links that are open, and can have no more. Revoke one.")


def _same(known: ShareLink, job_id: UUID, new: NewLink) -> ShareLink:
    asked = (job_id, new.allows_download, _end(known.created_at, new.days))
    same_title = new.title is None or new.title == known.title
    if (known.job_id, known.allows_download, known.expires_at) != asked or not same_title:
        raise Conflict("This Idempotency-Key belongs to another link's request.")
    return known


def _end(begin: datetime, days: int | None) -> datetime | None:
    return None if days is None else begin + timedelta(days=days)


def _one(org_id: UUID, link_id: UUID) -> ShareLink:
    row: ShareLink | None = ShareLink.get_or_none(ShareLink.org_id == org_id, ShareLink.id == link_id)
    if row is None:
        raise ResourceNotFound("There is no such link.")
    return row


def _found(row: ShareLink) -> Found:
    (found,) = _all_found(row.org_id, [row])
    return found


def _all_found(org_id: UUID, rows: Sequence[ShareLink]) -> list[Found]:
    allowed, names = _allowed(org_id), _names({row.created_by for row in rows})
    return [Found(row, standing_of(row, allowed), names.get(row.created_by, "")) for row in rows]


def _allowed(org_id: UUID) -> Allowed:
    row = Organization.select(Organization.share_links).where(Organization.id == org_id).get()
    return Allowed(row.share_links)


def _names(user_ids: set[UUID]) -> dict[UUID, str]:
    """Of those who are members still."""
    wanted: Expression = User.id.in_(list(user_ids))
    return {row.id: row.name for row in User.select(User.id, User.name).where(wanted)} if user_ids else {}


def _record(who: Identity, act: str, row: ShareLink, facts: dict[str, str] | None = None) -> None:
    about = {"share_link_id": row.id, "job_id": row.job_id, "user_id": who.user_id}
    ShareAct.create(org_id=row.org_id, act=act, facts=facts or {}, **about)
    ids = {name: str(value) for name, value in {"org_id": row.org_id, **about}.items()}
    logger.info("share link's act", extra={"action": f"share_link.{act}", **ids})
