"""The audit says who, is found by organization, and is never changed: by the rights of the roles, and by a trigger.

Nobody but the tables' owner may delete of it; see docs/audit.md.
"""

from typing import Any

AUDIT = """
ALTER TABLE tool_call ADD COLUMN user_id uuid;
ALTER TABLE tool_call NO FORCE ROW LEVEL SECURITY;
ALTER TABLE job NO FORCE ROW LEVEL SECURITY;
UPDATE tool_call SET user_id = job.created_by FROM job WHERE job.id = tool_call.job_id;
ALTER TABLE job FORCE ROW LEVEL SECURITY;
ALTER TABLE tool_call FORCE ROW LEVEL SECURITY;
CREATE INDEX tool_call_org ON tool_call (org_id, id);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE ON tool_call FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON tool_call FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
REVOKE ALL ON tool_call FROM groundplan_app, groundplan_chores;
GRANT SELECT, INSERT ON tool_call TO groundplan_app;
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Row-level security binds the owner too, so it is lifted for the one statement that fills in who."""
    db.execute_sql(AUDIT)
