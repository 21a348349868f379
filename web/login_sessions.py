"""Login sessions: begun at a sign-in, kept alive by refreshing, ended by the person, a copied token, or time."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from peewee import Expression

from jobs.database import Database, active_database
from jobs.models import LoginSession, Membership, Organization, now
from jobs.support.rows import UserSuspension
from web.accounts import Account
from web.problems import AccountSuspended
from web.refresh_tokens import RefreshToken, RefreshTokens

logger = logging.getLogger(__name__)

INACTIVITY = timedelta(hours=24)
LONGEST = timedelta(days=30)
"""However busy it is, a session wants a new sign-in after this."""

GRACE = timedelta(seconds=30)
"""Two tabs may refresh at once, and an answer may be lost: so long, the token before the current one is taken too."""

_LOOKED_UP_AT_ONCE = 200
"""More would hold up what the live process has to send meanwhile."""

_WORKING = """
SELECT id::text, org_id::text FROM login_session
WHERE id = ANY(%s::uuid[]) AND ended_at IS NULL AND ends_at > now() AND NOT organization_is_suspended(org_id)
"""


@dataclass(frozen=True)
class Login:
    """A session as it stands, and what a browser is told of it; `refresh` where it is to be given a new token."""

    session_id: UUID
    user_id: UUID
    org_id: UUID
    role: str
    tier: str
    refresh: RefreshToken | None = None


@dataclass(frozen=True)
class Device:
    """What a person recognizes a session by."""

    address: str
    agent: str


def begin(database: Database, tokens: RefreshTokens, account: Account, device: Device) -> Login:
    """Begin a session; its id is never one that a browser brought. Raises AccountSuspended, DatabaseUnavailable."""
    token = tokens.first(account.user_id, uuid4())
    with database.user(account.user_id):
        if UserSuspension.select(UserSuspension.user_id).where(UserSuspension.user_id == account.user_id).exists():
            raise AccountSuspended
        row = LoginSession.create(
            id=token.session_id,
            user_id=account.user_id,
            org_id=account.org_id,
            ends_at=now() + INACTIVITY,
            address=device.address,
            agent=device.agent,
            refresh_hash=token.sha256,
        )
        login = _login(row, account.org_id, token)
    if login is None:
        raise LookupError("The account is not a member of its organization.")
    _tell("signed in", "web.signed_in", login.user_id, login.session_id)
    return login


def renew(database: Database, tokens: RefreshTokens, token: RefreshToken) -> Login | None:
    """Keep the session alive and return its next token, or None where it has ended.

    A token that was used up already ends the session: one of the two who hold it is not its owner.
    """
    with database.user(token.user_id):
        row = LoginSession.select().where(_alive(), LoginSession.id == token.session_id).for_update().first()
        if row is None:
            return None
        following = tokens.successor(token)
        if token.sha256 == row.refresh_hash:
            _step(row, following)
        elif not _is_just_before(row, token):
            _end(LoginSession.id == row.id, "reused")
            _tell("refresh token used twice", "web.refresh_token_reused", row.user_id, row.id, logging.WARNING)
            return None
        current = following if following.sha256 == row.refresh_hash else None
        return _login(row, row.org_id, current)


def switch(database: Database, session_id: UUID, user_id: UUID, org_id: UUID) -> Login | None:
    """Work in another organization from here on; None unless the user belongs to it and the session is alive."""
    with database.user(user_id):
        row = LoginSession.select().where(_alive(), LoginSession.id == session_id).for_update().first()
        login = _login(row, org_id, None) if row else None
        if login is not None:
            LoginSession.update(org_id=org_id, last_seen_at=now()).where(LoginSession.id == session_id).execute()
            _tell("organization changed", "web.organization_changed", user_id, session_id)
        return login


def end(database: Database, user_id: UUID, session_id: UUID, because: str = "signed_out") -> bool:
    """End one session of the user; False if it is none, or has ended already."""
    with database.user(user_id):
        ended = _end(LoginSession.id == session_id, because) == 1
    if ended:
        _tell("session ended", "web.session_ended", user_id, session_id)
    return ended


def end_all(database: Database, user_id: UUID) -> int:
    """Sign out everywhere; return how many sessions that ended."""
    with database.user(user_id):
        ended = _end(LoginSession.user_id == user_id, "signed_out")
    _tell("signed out everywhere", "web.signed_out_everywhere", user_id)
    return ended


def sessions_of(database: Database, user_id: UUID) -> Sequence[LoginSession]:
    """Return the user's sessions that have not ended, the one that was seen last first."""
    with database.user(user_id):
        rows = LoginSession.select().where(_alive(), LoginSession.user_id == user_id)
        return list(rows.order_by(LoginSession.last_seen_at.desc(), LoginSession.id))


def alive(database: Database, session_ids: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return those sessions that have not ended, each with the organization that it works in, where that may work."""
    wanted = list(session_ids)
    found: set[tuple[UUID, UUID]] = set()
    for begin_at in range(0, len(wanted), _LOOKED_UP_AT_ONCE):
        some = wanted[begin_at : begin_at + _LOOKED_UP_AT_ONCE]
        with database.sessions(some):
            rows = active_database.execute_sql(_WORKING, [list(map(str, some))]).fetchall()
        found |= {(UUID(session_id), UUID(org_id)) for session_id, org_id in rows}
    return found


def _tell(message: str, action: str, user_id: UUID, session_id: UUID | None = None, level: int = logging.INFO) -> None:
    about = {"user_id": str(user_id), "session_id": str(session_id) if session_id else None}
    logger.log(level, message, extra={"action": action, **about})


def _alive() -> Expression:
    condition: Expression = LoginSession.ended_at.is_null() & (LoginSession.ends_at > now())
    return condition


def _is_just_before(row: LoginSession, token: RefreshToken) -> bool:
    refreshed_at: datetime = row.refreshed_at
    return token.sha256 == row.previous_hash and now() - refreshed_at <= GRACE


def _step(row: LoginSession, following: RefreshToken) -> None:
    time = now()
    row.previous_hash, row.refresh_hash = row.refresh_hash, following.sha256
    row.refreshed_at = row.last_seen_at = time
    row.ends_at = min(time + INACTIVITY, row.created_at + LONGEST)
    row.save()


def _end(which: Expression, because: str) -> int:
    ending = LoginSession.update(ended_at=now(), ended_because=because)
    count: int = ending.where(which, LoginSession.ended_at.is_null()).execute()
    return count


def _login(row: LoginSession, org_id: UUID, refresh: RefreshToken | None) -> Login | None:
    membership = Membership.get_or_none(Membership.org_id == org_id, Membership.user_id == row.user_id)
    organization = Organization.get_or_none(Organization.id == org_id)
    if membership is None or organization is None:
        return None
    return Login(row.id, row.user_id, org_id, membership.role, organization.tier, refresh)
