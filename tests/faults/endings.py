"""The rule of every test here: each accepted job ends exactly once, with its artifacts or a reason.

A trigger in the database counts how often each job ended, whoever ended it, so that a second end cannot hide behind the
first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import psycopg2

from groundplan import Client
from groundplan.bundles import ARCHIVE

COUNTING = """
CREATE TABLE ending (job_id uuid NOT NULL, state text NOT NULL, attempt integer NOT NULL);
GRANT INSERT ON ending TO PUBLIC;
CREATE FUNCTION note_ending() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO ending VALUES (NEW.id, NEW.state, NEW.attempt);
    RETURN NULL;
END $$;
CREATE TRIGGER note_ending AFTER UPDATE ON job FOR EACH ROW
    WHEN (NEW.state IN ('succeeded', 'failed', 'cancelled') AND NEW.state IS DISTINCT FROM OLD.state)
    EXECUTE FUNCTION note_ending();
"""
UNENDED = """
SELECT concat_ws(' ', id, state, coalesce(stage, '-'), 'attempt', attempt, 'sent', dispatched_at, 'from', available_at,
    'leased to', worker, 'until', lease_until, 'now', now()) FROM job WHERE state IN ('queued', 'running') ORDER BY id
"""
ENDINGS = "SELECT job_id::text, count(*) FROM ending GROUP BY job_id"


@dataclass(frozen=True)
class Account:
    """How it ended: counts of jobs, and the sentences about those that broke the rule."""

    succeeded: int
    failed: int
    broken: tuple[str, ...]


def count_endings(owner_url: str) -> None:
    """Begin to count; before the first job."""
    _execute(owner_url, COUNTING)


def unended(owner_url: str) -> list[str]:
    """The jobs that are still under way, and how they stand."""
    return [row[0] for row in _execute(owner_url, UNENDED)]


def account_for(client: Client, owner_url: str, job_ids: Iterable[str]) -> Account:
    """Ask for every job as its user would: state, reason, and the bundle, whose files are checked."""
    times = dict(_execute(owner_url, ENDINGS))
    succeeded, failed, broken = 0, 0, []
    for job_id in job_ids:
        job = client.jobs.get(job_id)
        if times.get(job_id, 0) != 1:
            broken.append(f"{job_id} ended {times.get(job_id, 0)} times and is {job.state}")
        elif job.state == "succeeded":
            succeeded += 1
            names = [one.name for one in client.jobs.artifacts(job_id)]
            if names.count(ARCHIVE) != 1 or not client.jobs.download(job_id).files:
                broken.append(f"{job_id} succeeded with the files {names}")
        elif job.state == "failed" and job.error and job.error.message:
            failed += 1
        else:
            broken.append(f"{job_id} is {job.state}, with no reason")
    return Account(succeeded, failed, tuple(broken))


def _execute(owner_url: str, statement: str) -> list[tuple[Any, ...]]:
    connection = psycopg2.connect(owner_url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()
