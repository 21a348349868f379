"""Whether a notification becomes a mail, and which."""

import logging
from dataclasses import dataclass

from peewee import fn

from jobs.chores.delivery import Outcome
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.errors import ArtifactStoreUnavailable, NotFound
from jobs.mail.letter import Letter
from jobs.mail.letters import batch, billing, export, job, quota, webhook
from jobs.mail.message import Mail, Picture, on_one_line
from jobs.mail.rendering import Footer, render_html, render_text
from jobs.mail.unsubscribe import Unsubscription, read_key, sign
from jobs.mail_preferences import preferences_of
from jobs.mail_suppression import suppression_of
from jobs.models import Artifact, Job, Membership, Notification, Organization, User
from jobs.notifications import Kind
from jobs.states import State

log = logging.getLogger(__name__)

_OLD_NEWS_SECONDS = 24 * 3600
_DIAGRAM = "diagram.png"
_CID = "diagram"
_MOST_FAILURES = 5
_LARGEST_DIAGRAM = 1024 * 1024
"""Bytes: with base64 around it still less than what mail programs cut off or servers refuse."""


@dataclass(frozen=True)
class Prepared:
    """What a mail is made of; making it may read a file, outside of any transaction."""

    notification: Notification
    address: str
    unsubscribe_url: str
    organization: str
    job: Job | None = None
    failures: tuple[dict[str, str], ...] = ()
    diagram_key: str | None = None

    def mail(self, services: Services) -> Mail:
        """The mail; without its diagram where that cannot be had."""
        picture = _picture(services, self.diagram_key)
        web_url = services.settings.web_url
        letter = self._letter(web_url, picture)
        footer = Footer(web_url, self.unsubscribe_url)
        return Mail(
            id=self.notification.id,
            kind=self.notification.kind,
            to=self.address,
            subject=letter.subject,
            text=render_text(letter, footer),
            html=render_html(letter, footer),
            pictures=(picture,) if picture else (),
            unsubscribe_url=self.unsubscribe_url,
        )

    def _letter(self, web_url: str, picture: Picture | None) -> Letter:
        about, facts = self.notification.about, self.notification.facts
        match Kind(self.notification.kind):
            case Kind.JOB_FINISHED | Kind.JOB_FAILED:
                assert self.job is not None  # noqa: S101 - prepare() left out those without one
                return job.write(self.job, web_url, picture.name if picture else None)
            case Kind.BATCH_FINISHED:
                return batch.write(about, {"failures": self.failures, **facts}, web_url)
            case Kind.QUOTA:
                return quota.write(self.organization, facts, web_url)
            case Kind.EXPORT_READY:
                return export.write(self.organization, facts, web_url)
            case Kind.BILLING:
                return billing.write(self.organization, facts, web_url)
            case Kind.WEBHOOK_DISABLED:
                return webhook.write(self.organization, facts, web_url)


def prepare(services: Services, notification: Notification) -> Prepared | Outcome:
    """Inside the transaction that stamps it: what the mail is made of, or why there is none."""
    kind = Kind(notification.kind)
    user = User.select(User.id, User.email).where(User.id == notification.user_id).first()
    organization = (
        Organization.select(Organization.name).where(Organization.id == notification.org_id).first()
        if _is_member(notification)
        else None
    )
    if user is None or organization is None:
        return Outcome.GONE
    about = _told_job(notification, kind)
    if isinstance(about, Outcome):
        return about
    if _is_old(notification):
        return Outcome.TOO_LATE
    if not preferences_of(user.id).wants(kind):
        return Outcome.UNWANTED
    if suppression_of(user.email) is not None:
        return Outcome.SUPPRESSED
    token = sign(Unsubscription(user.id, kind), read_key())
    return Prepared(
        notification=notification,
        address=user.email,
        unsubscribe_url=f"{services.settings.web_url}/mail/unsubscribe?token={token}",
        organization=on_one_line(organization.name),
        job=about,
        failures=_failures(notification) if kind is Kind.BATCH_FINISHED else (),
        diagram_key=_diagram_key(about) if about else None,
    )


def _is_member(notification: Notification) -> bool:
    """Who has left an organization is told nothing more of it."""
    mine = (Membership.org_id == notification.org_id) & (Membership.user_id == notification.user_id)
    return bool(Membership.select(Membership.user_id).where(mine).exists())


def _is_old(notification: Notification) -> bool:
    old = (Notification.id == notification.id) & (Notification.created_at < from_now(-_OLD_NEWS_SECONDS))
    return bool(Notification.select(Notification.id).where(old).exists())


def _told_job(notification: Notification, kind: Kind) -> Job | Outcome | None:
    """The job, stamped as told of; chores of the version before look at that stamp alone."""
    if kind not in {Kind.JOB_FINISHED, Kind.JOB_FAILED}:
        return None
    untold = Job.notified_at.is_null() | (Job.notified_at < Job.finished_at)
    stamp = Job.update(notified_at=fn.now()).where(Job.id == notification.about, untold)
    told = list(stamp.returning(Job).execute())
    return told[0] if told else Outcome.GONE


def _failures(notification: Notification) -> tuple[dict[str, str], ...]:
    """The first jobs of a batch that failed."""
    its = (Job.org_id == notification.org_id) & (Job.batch_id == notification.about) & (Job.state == State.FAILED)
    failed = Job.select(Job.reference, Job.batch_line, Job.error).where(its).order_by(Job.batch_line)
    return tuple(
        {"reference": row.reference or f"line {row.batch_line}", "message": str((row.error or {}).get("message", ""))}
        for row in failed.limit(_MOST_FAILURES)
    )


def _diagram_key(job: Job) -> str | None:
    its = (Artifact.org_id == job.org_id) & (Artifact.job_id == job.id)
    found = Artifact.select(Artifact.key).where(its, Artifact.name == _DIAGRAM, Artifact.size <= _LARGEST_DIAGRAM)
    row = found.first()
    return row.key if row else None


def _picture(services: Services, key: str | None) -> Picture | None:
    if key is None:
        return None
    try:
        return Picture(_CID, b"".join(services.artifacts.open(key)))
    except (ArtifactStoreUnavailable, NotFound) as error:
        log.warning("a mail goes without its diagram", extra={"action": "mail", "error": error.message})
        return None
