"""One mail for each job that ended and whose owner asked for it, and for each invitation; never two, so rarely none."""

from peewee import fn

from jobs.chores.delivery import Mail, Outcome, deliver, on_one_line
from jobs.chores.invitation_mail import send_invitations
from jobs.chores.services import Services
from jobs.claims import from_now
from jobs.models import Job, User
from jobs.states import State

_AT_ONCE = 50
_OLD_NEWS_SECONDS = 24 * 3600
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
    return sum(_send_once(services, job) for job in jobs) + send_invitations(services)


def _send_once(services: Services, job: Job) -> bool:
    with services.database.chores():
        mine = Job.update(notified_at=fn.now()).where(Job.id == job.id, Job.notified_at.is_null()).execute()
        user = User.select(User.email, User.name).where(User.id == job.created_by).first()
    if not mine or user is None:
        return False
    outcome = deliver(services, Mail(user.email, _subject(job), _text(job, user, services.settings.web_url)), job.id)
    if outcome is Outcome.LATER:
        with services.database.chores():
            Job.update(notified_at=None).where(Job.id == job.id).execute()
    return outcome is Outcome.SENT


def _subject(job: Job) -> str:
    title = str((job.result or {}).get("title") or job.request)
    return f"{on_one_line(title)} {_ENDINGS[State(job.state)]}"


def _text(job: Job, user: User, web_url: str) -> str:
    reason = [job.error["message"], ""] if job.state == State.FAILED and job.error else []
    summary = [job.result["summary"], ""] if job.result and job.result.get("summary") else []
    lines = [f"Hello {user.name},", "", f"{_subject(job)}.", "", *summary, *reason, f"{web_url}/jobs/{job.id}"]
    return "\n".join(lines) + "\n"
