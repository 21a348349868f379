"""One mail for each job that ended and whose owner asked for it; never two, so rarely none."""

import logging
from html import escape

from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError
from peewee import fn

from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.models import Job, User
from jobs.states import State

log = logging.getLogger(__name__)

_AT_ONCE = 50
_OLD_NEWS_SECONDS = 24 * 3600
_REFUSED_FOR_NOW = {"TooManyRequestsException", "Throttling", "ThrottlingException", "LimitExceededException"}
_ENDINGS = {
    State.SUCCEEDED: "is ready",
    State.FAILED: "could not be made",
    State.CANCELLED: "was cancelled",
}


def send_mails(services: Services) -> int:
    """Return how many mails were sent. Raises DatabaseUnavailable."""
    with services.database.chores():
        query = Job.select().where(
            Job.notify,
            Job.notified_at.is_null(),
            Job.finished_at > from_now(-_OLD_NEWS_SECONDS),
        )
        jobs = list(query.order_by(Job.finished_at).limit(_AT_ONCE))
    return sum(_send_once(services, job) for job in jobs)


def _send_once(services: Services, job: Job) -> bool:
    """Stamp first: what fails in the middle is not sent again, because it may have gone out."""
    with services.database.chores():
        mine = Job.update(notified_at=fn.now()).where(Job.id == job.id, Job.notified_at.is_null()).execute()
        user = User.select(User.email, User.name).where(User.id == job.created_by).first()
    if not mine or user is None:
        return False
    try:
        _send(services, job, user)
    except (ClientError, EndpointConnectionError, ConnectTimeoutError) as error:
        log.warning("mail was refused", extra={"action": "mail", "job_id": job.id, "error": str(error)})
        if _may_pass(error):
            with services.database.chores():
                Job.update(notified_at=None).where(Job.id == job.id).execute()
        return False
    log.info("mail was sent", extra={"action": "mail", "job_id": job.id})
    return True


def _may_pass(error: Exception) -> bool:
    """Whether nothing went out and trying again can help; a refused address stays refused."""
    if not isinstance(error, ClientError):
        return True
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status == 429 or error.response.get("Error", {}).get("Code") in _REFUSED_FOR_NOW


def _send(services: Services, job: Job, user: User) -> None:
    subject, text = _subject(job), _text(job, user, services.settings.web_url)
    services.ses.send_email(
        FromEmailAddress=services.settings.mail_sender,
        Destination={"ToAddresses": [user.email]},
        Content={
            "Simple": {
                "Subject": {"Data": subject, "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": text, "Charset": "UTF-8"},
                    "Html": {"Data": _html(text), "Charset": "UTF-8"},
                },
            }
        },
    )


def _subject(job: Job) -> str:
    title = str((job.result or {}).get("title") or job.request)
    shown = " ".join(title.split())
    return f"{shown[:77] + '…' if len(shown) > 78 else shown} {_ENDINGS[State(job.state)]}"


def _text(job: Job, user: User, web_url: str) -> str:
    reason = [job.error["message"], ""] if job.state == State.FAILED and job.error else []
    summary = [job.result["summary"], ""] if job.result and job.result.get("summary") else []
    lines = [f"Hello {user.name},", "", f"{_subject(job)}.", "", *summary, *reason, f"{web_url}/jobs/{job.id}"]
    return "\n".join(lines) + "\n"


def _html(text: str) -> str:
    """The text as paragraphs; the last line, which is ours, as a link."""
    *paragraphs, link = [escape(part) for part in text.strip().split("\n\n")]
    body = "".join(f"<p>{part}</p>" for part in paragraphs)
    return f'<!doctype html><html lang="en"><body>{body}<p><a href="{link}">{link}</a></p></body></html>'
