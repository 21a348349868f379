"""One mail for each invitation, with a link whose secret is made here and stored nowhere."""

from peewee import Expression, fn

from jobs.chores.delivery import Mail, Outcome, deliver, on_one_line
from jobs.chores.services import Services
from jobs.invitation_tokens import InvitationToken, new_token
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
    outcome = deliver(services, _mail(services, invitation, token, inviter, organization), invitation.id)
    if outcome is not Outcome.SENT:
        refused = {"sent_at": None} if outcome is Outcome.LATER else {"refused_at": fn.now()}
        with services.database.chores():
            Invitation.update(**refused).where(this).execute()
    return outcome is Outcome.SENT


def _mail(
    services: Services, invitation: Invitation, token: InvitationToken, inviter: User, organization: Organization
) -> Mail:
    """The secret stands behind `#`, which no browser sends to a server, so that no log holds it."""
    who, where = on_one_line(inviter.name), on_one_line(organization.name)
    until = f"{invitation.expires_at:%d %B %Y, %H:%M} UTC"
    lines = [
        "Hello,",
        f"{who} invites you to work in “{where}” on Groundplan.",
        f"Sign in with this address, {invitation.email}. The invitation is good once, until {until}. "
        "If you did not expect it, do nothing.",
        f"{services.settings.web_url}/invitation#{token}",
    ]
    return Mail(invitation.email, f"{who} invites you to {where}", "\n\n".join(lines) + "\n")
