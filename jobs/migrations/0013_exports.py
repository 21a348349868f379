"""Exports of organizations: what was asked for, who makes it at the moment, and where it lies.

What the chores' role may read of an organization while its export is made is opened by `jobs/exports/rights.py`, after
each migration: it follows the tables that there are.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

TABLE = """
CREATE TABLE organization_export (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    requested_by uuid NOT NULL REFERENCES user_account,
    created_at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'ready', 'failed', 'expired')),
    attempt integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    started_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz,
    rows_done bigint NOT NULL DEFAULT 0,
    files_done bigint NOT NULL DEFAULT 0,
    bytes_done bigint NOT NULL DEFAULT 0,
    bytes_expected bigint NOT NULL DEFAULT 0,
    key text,
    size bigint,
    sha256 text,
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state = 'ready') = (key IS NOT NULL)),
    CHECK (key IS NULL OR size IS NOT NULL AND sha256 IS NOT NULL AND expires_at IS NOT NULL)
);
CREATE INDEX organization_export_org ON organization_export (org_id, created_at);
CREATE UNIQUE INDEX organization_export_unfinished ON organization_export (org_id) WHERE state IN ('queued', 'running');
CREATE INDEX organization_export_to_make ON organization_export (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX organization_export_expiry ON organization_export (expires_at) WHERE state = 'ready';
"""

RIGHTS = f"""
ALTER TABLE organization_export ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organization_export TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT (id, org_id, requested_by) ON organization_export TO groundplan_app;
GRANT SELECT, UPDATE, DELETE ON organization_export TO groundplan_chores;
CREATE POLICY chores_make ON organization_export TO groundplan_chores USING (true) WITH CHECK (true);

ALTER POLICY chores_read ON utterance
    USING (conversation_id IN (SELECT id FROM conversation WHERE deleted_at IS NOT NULL));
"""  # noqa: S608 - made of the constant above


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """What chores see of what was said is narrowed to deleted conversations: exports give them its words to read."""
    db.execute_sql(TABLE)
    db.execute_sql(RIGHTS)
