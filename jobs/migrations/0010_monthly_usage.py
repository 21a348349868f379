"""What an organization's jobs of each mode came to in a month (UTC), counted as they are submitted.

A job that failed, or was cancelled before a worker began with it, is given back to the month of its submission: by a
trigger, because workers, chores and people end jobs, and all of them must count alike.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

TABLE = """
CREATE TABLE usage_month (
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    mode text NOT NULL CHECK (mode IN ('brainstorm', 'analyze', 'implement', 'verify')),
    used integer NOT NULL DEFAULT 0 CHECK (used >= 0),
    PRIMARY KEY (org_id, month, mode)
);
"""

RIGHTS = f"""
ALTER TABLE usage_month ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON usage_month TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT, UPDATE ON usage_month TO groundplan_app;
GRANT SELECT, UPDATE (used) ON usage_month TO groundplan_chores;
CREATE POLICY chores_give_back ON usage_month TO groundplan_chores USING (true) WITH CHECK (true);

GRANT SELECT (id, tier) ON organization TO groundplan_chores;
CREATE POLICY chores_read_tiers ON organization FOR SELECT TO groundplan_chores USING (true);

CREATE FUNCTION give_back_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE usage_month SET used = used - 1
        WHERE org_id = NEW.org_id AND mode = NEW.mode AND used > 0
        AND month = date_trunc('month', NEW.created_at AT TIME ZONE 'UTC')::date;
    RETURN NULL;
END $$;
CREATE TRIGGER give_back AFTER UPDATE OF state ON job FOR EACH ROW
    WHEN (OLD.state IN ('queued', 'running')
        AND (NEW.state = 'failed' OR NEW.state = 'cancelled' AND NEW.attempt = 0))
    EXECUTE FUNCTION give_back_job();
"""  # noqa: S608 - made of the constant above


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Counts begin at nothing: what was submitted before is not held against a month."""
    db.execute_sql(TABLE)
    db.execute_sql(RIGHTS)
