"""Who follows: an organization with a member and a login session for each socket, and the jobs that they look at."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg2
from psycopg2.extras import execute_values

from jobs.identifiers import new_id
from jobs.settings import load_settings
from tests.bench.live.crowd import Visitor
from web.access_tokens import AccessClaims, soon
from web.cookies import SessionCookies

EVERYBODYS = 0
"""The place of the job that all follow."""


@dataclass(frozen=True)
class People:
    """One organization: its jobs, the first of which all follow and each other one a group; and the clients."""

    org_id: UUID
    jobs: Sequence[UUID]
    visitors: Sequence[Visitor]


def invite(owner_url: str, environment: Mapping[str, str], clients: int, group: int) -> People:
    """Write them into a migrated database: as many sessions as clients."""
    org_id, groups = uuid4(), -(-clients // group)
    users, sessions = [uuid4() for _ in range(clients)], [uuid4() for _ in range(clients)]
    jobs = [new_id() for _ in range(1 + groups)]
    until = datetime.now(UTC) + timedelta(days=1)
    connection = psycopg2.connect(owner_url)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        # Rows that are consistent already need no trigger and no foreign key to say so.
        cursor.execute("SET session_replication_role = replica")
        _write(cursor, "organization (id, name, tier)", [(org_id, "Crowd", "enterprise")])
        accounts = [(one, f"{one}", f"{one}@example.com", "Person") for one in users]
        _write(cursor, "user_account (id, subject, email, name)", accounts)
        _write(cursor, "membership (org_id, user_id, role)", [(org_id, one, "viewer") for one in users])
        logins = [(session, user, org_id, until, "") for session, user in zip(sessions, users, strict=True)]
        _write(cursor, "login_session (id, user_id, org_id, ends_at, refresh_hash)", logins)
        rows = [(job, org_id, users[0], "implement", "A static site", "{}", "queued", 0) for job in jobs]
        _write(cursor, "job (id, org_id, created_by, mode, request, options, state, attempt)", rows)
    settings = load_settings(environment)
    cookies = SessionCookies(settings)
    visitors = []
    for number, (user, session) in enumerate(zip(users, sessions, strict=True)):
        claims = AccessClaims(user, org_id, session, "viewer", "enterprise", soon())
        cookie = f"{cookies.access_name}={cookies.access_tokens.mint(claims)}"
        headers = f"Origin: {settings.web_url}\r\nCookie: {cookie}\r\n"
        followed = jobs[EVERYBODYS], jobs[1 + number % groups]
        visitors.append(Visitor(headers, [f'{{"type":"subscribe","job_id":"{job}"}}' for job in followed]))
    return People(org_id, jobs, visitors)


def listeners_of(people: People) -> dict[int, set[int]]:
    """Job's place → numbers of the clients that should get its events."""
    groups = len(people.jobs) - 1
    everybody = range(len(people.visitors))
    return {EVERYBODYS: set(everybody)} | {1 + place: set(everybody[place::groups]) for place in range(groups)}


def _write(cursor: Any, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    texts = [tuple(str(one) if isinstance(one, UUID) else one for one in row) for row in rows]
    execute_values(cursor, f"INSERT INTO {table} VALUES %s", texts, page_size=1000)  # noqa: S608 - our own words
