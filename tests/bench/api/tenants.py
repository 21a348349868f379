"""A database as it stands after years: a million jobs of a thousand organizations, with results as they really are."""

import json
import secrets
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg2

from jobs.states import Mode
from tests.scorecard.designs import design, warm_pipelines
from tests.scorecard.samples import use_cases
from web.api_key_tokens import new_token

JOBS = 1_000_000
ORGANIZATIONS = 1_000
LARGEST = 50_000
"""Jobs of one organization; the others' follow Zipf's law."""

_STATEMENTS = (Path(__file__).parent / "tenants.sql").read_text(encoding="utf-8")
_SAMPLES = 4


@dataclass(frozen=True)
class Tenant:
    """An organization, its owner, a sign-in and an API key of theirs, and one of its jobs that has succeeded."""

    org_id: UUID
    user_id: UUID
    session_id: UUID
    api_key: str
    job_id: UUID


def fill(owner_url: str) -> None:
    """Put everything into a migrated database: a minute or two, and some 8 GB."""
    connection = psycopg2.connect(owner_url)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        # Rows that are consistent already need no trigger and no foreign key to say so.
        cursor.execute("SET session_replication_role = replica; SET synchronous_commit = off")
        cursor.execute("CREATE TEMPORARY TABLE sample (number int, mode text, request text, result jsonb)")
        for number, (mode, request, result) in enumerate(_samples()):
            values = (number, mode, request, json.dumps(result))
            cursor.execute("INSERT INTO sample VALUES (%s, %s, %s, %s)", values)
        sizes = {"jobs": JOBS, "organizations": ORGANIZATIONS, "largest": LARGEST, "samples": _SAMPLES}
        cursor.execute(_STATEMENTS, sizes)
        cursor.execute("VACUUM (ANALYZE)")


def tenants(owner_url: str, ranks: Sequence[int]) -> list[Tenant]:
    """Organizations by their rank in size, from 1, each signed in and with a key."""
    connection = psycopg2.connect(owner_url)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        return [_tenant(cursor, rank) for rank in ranks]


def _samples() -> list[tuple[Mode, str, dict[str, Any]]]:
    """What the pipelines really make of some requests; of a turn and of a trial what is kept of them."""
    with warm_pipelines() as pipelines:
        made = [
            (mode, case.request, design(pipelines[mode], case).result)
            for mode in (Mode.IMPLEMENT, Mode.ANALYZE)
            for case in use_cases()[:_SAMPLES]
        ]
    turn = {"architect": {"model": "offline"}, "usage": {"turns": 1}, "intents": ["question"], "seconds": 0.2}
    trial = {"title": "A trial", "summary": "Applied.", "receipt": {"verdict": "proven"}, "files": 9, "seconds": 61.0}
    return [*made, (Mode.BRAINSTORM, "What would Aurora cost?", turn), (Mode.VERIFY, "", trial)]


def _tenant(cursor: Any, rank: int) -> Tenant:
    cursor.execute("SELECT id_of('organization', %s), id_of('user', %s)", (rank, rank))
    org_id, user_id = cursor.fetchone()
    token, session_id = new_token(org_id), UUID(bytes=secrets.token_bytes(16), version=4)
    cursor.execute(
        "INSERT INTO api_key (id, org_id, created_by, name, prefix, hash, scope) "
        "VALUES (gen_random_uuid(), %s, %s, 'bench', %s, %s, 'read')",
        (str(org_id), str(user_id), token.prefix, token.sha256),
    )
    cursor.execute(
        "INSERT INTO login_session (id, user_id, org_id, ends_at, refresh_hash) VALUES (%s, %s, %s, %s, '')",
        (str(session_id), str(user_id), str(org_id), datetime.now(UTC) + timedelta(days=1)),
    )
    cursor.execute(
        "SELECT id FROM job WHERE org_id = %s AND state = 'succeeded' AND mode = 'implement' ORDER BY id DESC "
        "OFFSET 5 LIMIT 1",
        (str(org_id),),
    )
    return Tenant(org_id, user_id, session_id, str(token), cursor.fetchone()[0])
