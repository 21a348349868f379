"""How the chores do, a row each; when a job's files were removed; and files by their key, for the sweep of orphans.

`position` is where a chore goes on that does its work in slices. The application reads of a chore only whether it is
late, and stamps that this was told, so that it is told once by however many processes see it.
"""

from typing import Any

TABLES = """
CREATE TABLE chore (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 40),
    interval_seconds integer NOT NULL CHECK (interval_seconds >= 1),
    known_at timestamptz NOT NULL DEFAULT now(),
    begun_at timestamptz,
    ended_at timestamptz,
    succeeded_at timestamptz,
    runs bigint NOT NULL DEFAULT 0,
    seconds double precision,
    done integer,
    fault text CHECK (length(fault) <= 500),
    fault_at timestamptz,
    late_told_at timestamptz,
    position text NOT NULL DEFAULT ''
) WITH (fillfactor = 50);
ALTER TABLE job ADD COLUMN files_removed_at timestamptz;
CREATE INDEX artifact_key ON artifact (key COLLATE "C");
"""

RIGHTS = """
ALTER TABLE chore ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON chore TO groundplan_chores;
CREATE POLICY chores_keep ON chore TO groundplan_chores USING (true) WITH CHECK (true);
GRANT SELECT (name, interval_seconds, known_at, succeeded_at, late_told_at), UPDATE (late_told_at)
    ON chore TO groundplan_app;
CREATE POLICY late_is_read ON chore FOR SELECT TO groundplan_app USING (true);
CREATE POLICY late_is_told ON chore FOR UPDATE TO groundplan_app USING (true) WITH CHECK (late_told_at IS NOT NULL);
GRANT SELECT (name, interval_seconds, known_at, begun_at, ended_at, succeeded_at, runs, seconds, done, fault, fault_at)
    ON chore TO groundplan_staff;
CREATE POLICY staff_read ON chore FOR SELECT TO groundplan_staff USING (true);
GRANT UPDATE (files_removed_at) ON job TO groundplan_chores;
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """The code before this one knows nothing of either."""
    db.execute_sql(TABLES)
    db.execute_sql(RIGHTS)
