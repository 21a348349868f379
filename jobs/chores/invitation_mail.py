"""One mail for each invitation, with a link whose secret is made here and stored nowhere."""

from uuid import uuid5

from peewee import Expression, fn

from jobs.chores.delivery import Outcome, deliver
from jobs.chores.services import Services
from jobs.invitation_tokens import InvitationToken, new_token
from jobs.mail.letter import Letter
from jobs.mail.letters.invitation import write
from jobs.mail.message import Mail
from jobs.mail.rendering import Footer, render_html, render_text
from jobs.mail_suppression import suppression_of
from jobs.models import Invitation, Organization, User

_AT_ONCE = 50
_READ = (Invitation.id, Invitation.org_id, Invitation.email, Invitation.invited_by, Invitation.expires_at)


def send_invitations(services: Services) -> int:
    """Return how many were sent. Raises DatabaseUnavailable."""
    with services.database.chores():
        waiting = list(Invitation.select(*_READ).where(_to_send()).order_by(Invitation.created_at).limit(_AT_ONCE))
    return sum(_send_once(services, invitation) for invitation in waiting)


def _to_send() -> Expression:
    to_send: Expression = (
        Invitation.sent_at.is_null()
        & Invitation.accepted_at.is_null()
        & Invitation.revoked_at.is_null()
        & (Invitation.expires_at > fn.now())
    )
    return to_send


def _send_once(services: Services, invitation: Invitation) -> bool:
    token = new_token(invitation.org_id)
    this = Invitation.id == invitation.id
    with services.database.chores():
        stamp = Invitation.update(sent_at=fn.now(), refused_at=None, token_hash=token.sha256)
        if not stamp.where(this, _to_send()).execute():
            return False
        inviter = User.select(User.name).where(User.id == invitation.invited_by).get()
        organization = Organization.select(Organization.name).where(Organization.id == invitation.org_id).get()
        suppressed = suppression_of(invitation.email) is not None
    letter = write(invitation, inviter.name, organization.name, _url(services, token))
    outcome = Outcome.SUPPRESSED if suppressed else deliver(services, _mail(services, invitation, token, letter))
    if outcome not in {Outcome.SENT, Outcome.UNKNOWN}:
        refused = {"sent_at": None} if outcome is Outcome.LATER else {"refused_at": fn.now()}
        with services.database.chores():
            Invitation.update(**refused).where(this).execute()
    return outcome is Outcome.SENT


def _url(services: Services, token: InvitationToken) -> str:
    """The secret stands behind `#`, which no browser sends to a server, so that no log holds it."""
    return f"{services.settings.web_url}/invitation#{token}"


def _mail(services: Services, invitation: Invitation, token: InvitationToken, letter: Letter) -> Mail:
    """Each sending is an event of its own, with a link of its own; an invitation is nothing to unsubscribe from."""
    footer = Footer(services.settings.web_url)
    return Mail(
        id=uuid5(invitation.id, token.sha256),
        kind="invitation",
        to=invitation.email,
        subject=letter.subject,
        text=render_text(letter, footer),
        html=render_html(letter, footer),
    )
