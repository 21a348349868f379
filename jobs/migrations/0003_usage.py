"""What an organization's jobs came to, a row a day, summed up by a chore."""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

USAGE = f"""
CREATE TABLE usage_day (
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    day date NOT NULL,
    succeeded integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    cancelled integer NOT NULL DEFAULT 0,
    running_seconds double precision NOT NULL DEFAULT 0,
    PRIMARY KEY (org_id, day)
);
CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL;
ALTER TABLE usage_day ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON usage_day TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT ON usage_day TO groundplan_app;
GRANT SELECT, INSERT, UPDATE ON usage_day TO groundplan_chores;
CREATE POLICY chores_sum ON usage_day TO groundplan_chores USING (true) WITH CHECK (true);
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """The chore fills in the days of jobs that ended already."""
    db.execute_sql(USAGE)
