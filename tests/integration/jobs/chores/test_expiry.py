from collections.abc import Callable
from datetime import timedelta
from typing import Any

from jobs import claims
from jobs.chores.expiry import expire
from jobs.chores.services import Services
from jobs.conversation_turns import Answer, finish_turn, talk_of
from jobs.conversations import create, delete
from jobs.database import Database
from jobs.models import Conversation, IdempotencyKey, Job, LoginSession, Utterance, now
from jobs.submission import NewJob, submit

Sql = Callable[..., list[tuple[Any, ...]]]


def test_keys_are_forgotten_after_a_day(services: Services, database: Database, tenant: Any, as_superuser: Sql) -> None:
    for key in ("old", "new"):
        submit(
            database,
            org_id=tenant.org_id,
            user_id=tenant.user_id,
            jobs=[NewJob("A site.")],
            idempotency_key=key,
            fingerprint="f",
        )
    as_superuser("UPDATE idempotency_key SET created_at = now() - interval '25 h' WHERE key = 'old'")
    assert expire(services) == 1
    with database.tenant(tenant.org_id):
        assert [row.key for row in IdempotencyKey.select()] == ["new"]


def test_login_sessions_are_forgotten_a_month_after_their_end(
    services: Services, database: Database, tenant: Any, as_superuser: Sql
) -> None:
    for days in (31, 29):
        with database.user(tenant.user_id):
            LoginSession.create(
                org_id=tenant.org_id,
                user_id=tenant.user_id,
                ends_at=now() - timedelta(days=days),
                refresh_hash=str(days),
            )
    assert expire(services) == 1
    with database.user(tenant.user_id):
        assert [row.refresh_hash for row in LoginSession.select()] == ["29"]


def test_deleted_conversations_are_removed_after_a_month_with_every_word(
    services: Services, database: Database, tenant: Any, as_superuser: Sql
) -> None:
    kept, removed = (
        create(database, org_id=tenant.org_id, user_id=tenant.user_id, text=f"A {what}.") for what in ("shop", "secret")
    )
    for conversation, turn in (kept, removed):
        held: Any = claims.claim(database, tenant.org_id, turn.job.id, worker="w", lease_seconds=60)
        finish_turn(database, held, talk_of(database, held), Answer("Well."))
        delete(database, tenant.org_id, conversation.id)
    as_superuser("UPDATE conversation SET deleted_at = now() - interval '31 days' WHERE id = %s", removed[0].id)
    assert expire(services) == 1
    with database.tenant(tenant.org_id):
        assert [row.id for row in Conversation.select()] == [kept[0].id]
        assert {row.conversation_id for row in Utterance.select()} == {kept[0].id}
        jobs = {job.id: (job.request, job.result is None, job.state) for job in Job.select()}
    assert jobs == {
        kept[1].job.id: ("A shop.", False, "succeeded"),
        removed[1].job.id: ("", True, "succeeded"),
    }
