"""Sockets do not outlive what opened them."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest

from jobs.database import Database
from jobs.models import ApiKey, LoginSession, Membership, now
from jobs.roles import Role, Scope
from jobs.support.acts import By
from jobs.support.suspensions import suspend_organization, suspend_user
from stack.servers.ports import free_port
from web.identity import Identity, Via
from web.live.frames import SIGNED_OUT, TRY_AGAIN_LATER, close_frame
from web.live.watch import UNSURE_SECONDS, Watch
from web.login_sessions import end, end_all, switch


@dataclass(eq=False)
class Socket:
    """What the watch does with an outbox."""

    said: list[bytes] = field(default_factory=list)
    dropped: str = ""

    def offer(self, frame):
        self.said.append(frame)

    def drop(self, reason):
        self.dropped = reason


@pytest.fixture
def watch(services):
    return Watch(services.database)


@pytest.fixture
def open_socket(watch, app, services, new_tokens):
    """Open a socket of someone's new session; the socket, and who it is."""

    def connect(account, org_id=None):
        tokens = new_tokens(app, services.database, account)
        claims = app.extensions["groundplan.session_cookies"].access_tokens.read(tokens["groundplan_access"])
        who = Identity(
            claims.user_id, org_id or claims.org_id, Role.OWNER, Via.SESSION, Scope.ADMIN, session_id=claims.session_id
        )
        watch.add(socket := Socket(), who)
        return socket, who

    return connect


@pytest.fixture
def key_socket(watch, services, account):
    """Open a socket with a new API key."""

    def connect(**columns):
        with services.database.tenant(account.org_id):
            key = ApiKey.create(
                org_id=account.org_id, created_by=account.user_id, name="k", prefix="p", hash=str(now()), **columns
            )
        who = Identity(account.user_id, account.org_id, Role.OWNER, Via.API_KEY, Scope.READ, key_id=key.id)
        watch.add(socket := Socket(), who)
        return socket, key

    return connect


def test_a_socket_ends_with_its_session_and_the_others_stay(watch, open_socket, account, services):
    (ended, who), (over, late), (stays, _) = (open_socket(account) for _ in range(3))
    end(services.database, who.user_id, who.session_id)
    with services.database.user(account.user_id):
        LoginSession.update(ends_at=now()).where(LoginSession.id == late.session_id).execute()

    watch.look()

    assert ended.said == over.said == [close_frame(SIGNED_OUT, "signed out")]
    assert (ended.dropped, over.dropped, stays.dropped, stays.said) == ("signed out", "signed out", "", [])


def test_more_sessions_than_are_looked_up_at_once_are_all_looked_up(watch, open_socket, account, services, monkeypatch):
    monkeypatch.setattr("web.login_sessions._LOOKED_UP_AT_ONCE", 2)
    monkeypatch.setattr("web.live.watch._AT_ONCE", 2)
    sockets = [open_socket(account) for _ in range(5)]
    for _, who in sockets[::2]:
        end(services.database, who.user_id, who.session_id)

    watch.look()

    assert [bool(socket.dropped) for socket, _ in sockets] == [True, False, True, False, True]


def test_signing_out_everywhere_closes_all_sockets_of_the_person_alone(
    watch, open_socket, account, new_account, services
):
    own, other = [open_socket(account)[0] for _ in range(3)], open_socket(new_account())[0]
    end_all(services.database, account.user_id)

    watch.look()

    assert [socket.dropped for socket in [*own, other]] == ["signed out"] * 3 + [""]


def test_a_removed_member_hears_nothing_more(watch, open_socket, account, new_account, services):
    socket, _ = open_socket(new_account(account.org_id, Role.MEMBER))
    watch.look()
    assert not socket.dropped
    with services.database.tenant(account.org_id):
        Membership.delete().where(Membership.role == Role.MEMBER).execute()

    watch.look()

    assert socket.dropped


def test_who_works_in_another_organization_now_opens_a_new_socket(watch, open_socket, account, new_account, services):
    socket, who = open_socket(account)
    with services.database.tenant(org_id := new_account().org_id):
        Membership.create(org_id=org_id, user_id=account.user_id, role=Role.VIEWER)
    assert switch(services.database, who.session_id, who.user_id, org_id)

    watch.look()

    assert socket.dropped


def test_a_socket_ends_with_its_api_key(watch, key_socket, account, services):
    (revoked, key), (over, _), (stays, _) = (
        key_socket(),
        key_socket(expires_at=now() - timedelta(seconds=1)),
        key_socket(),
    )
    with services.database.tenant(account.org_id):
        ApiKey.update(revoked_at=now()).where(ApiKey.id == key.id).execute()

    watch.look()

    assert [bool(socket.dropped) for socket in (revoked, over, stays)] == [True, True, False]


def test_without_a_word_from_the_database_all_sockets_are_closed_within_the_minute():
    time = [0.0]
    nowhere = Database(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    watch = Watch(nowhere, clock=lambda: time[0])
    who = Identity(UUID(int=1), UUID(int=2), Role.OWNER, Via.SESSION, Scope.ADMIN, session_id=UUID(int=3))
    watch.add(socket := Socket(), who)

    watch.look()
    assert not socket.dropped
    time[0] = UNSURE_SECONDS
    watch.look()

    assert socket.said == [close_frame(TRY_AGAIN_LATER, "try again later")]


def test_sockets_of_who_is_suspended_or_whose_organization_is_are_closed(
    watch, open_socket, key_socket, account, new_account, services
):
    by, staff = By(new_account().user_id, "A test."), services.staff_database
    gone, colleague = new_account(account.org_id, Role.MEMBER), new_account(account.org_id, Role.MEMBER)
    sockets = {name: open_socket(who)[0] for name, who in {"gone": gone, "colleague": colleague}.items()}
    program, _ = key_socket()
    other, _ = open_socket(new_account())

    suspend_user(staff, by, gone.user_id)
    watch.look()
    assert sockets["gone"].said == [close_frame(SIGNED_OUT, "signed out")]
    assert not sockets["colleague"].said
    assert not program.said

    suspend_organization(staff, by, account.org_id)
    watch.look()
    assert sockets["colleague"].dropped
    assert program.dropped
    assert not other.dropped
