"""Invitations, whether an address is its owner's by the sign-in provider's word, and organizations to be deleted.

The chores send invitations: they make a link's secret when they send it, so that only its SHA-256 is ever stored. They
read neither that nor an invitation's rows as a whole. They may remove an organization, and its jobs, only when its time
is over, and that is a week after it was asked for at the earliest.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

TABLES = """
ALTER TABLE user_account ADD COLUMN email_verified boolean NOT NULL DEFAULT false;
ALTER TABLE organization
    ADD COLUMN deletion_requested_at timestamptz,
    ADD COLUMN deletion_due_at timestamptz,
    ADD CHECK ((deletion_requested_at IS NULL) = (deletion_due_at IS NULL)),
    ADD CHECK (deletion_due_at >= deletion_requested_at + interval '168 hours');
CREATE INDEX organization_deletion ON organization (deletion_due_at) WHERE deletion_due_at IS NOT NULL;
CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254 AND email = lower(email)),
    role text NOT NULL CHECK (role IN ('admin', 'member', 'viewer')),
    invited_by uuid NOT NULL REFERENCES user_account,
    token_hash text UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    sent_at timestamptz,
    refused_at timestamptz,
    accepted_at timestamptz,
    accepted_by uuid REFERENCES user_account,
    revoked_at timestamptz,
    CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
    CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE INDEX invitation_org ON invitation (org_id, created_at);
CREATE UNIQUE INDEX invitation_open ON invitation (org_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_to_send ON invitation (created_at)
    WHERE sent_at IS NULL AND accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_expiry ON invitation (expires_at);
"""

RIGHTS = f"""
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON invitation TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT, UPDATE ON invitation TO groundplan_app;

GRANT SELECT (id, org_id, email, role, invited_by, created_at, expires_at, sent_at, accepted_at, revoked_at),
    UPDATE (token_hash, sent_at, refused_at), DELETE ON invitation TO groundplan_chores;
CREATE POLICY chores_send ON invitation TO groundplan_chores USING (true) WITH CHECK (true);
GRANT SELECT (id, name) ON organization TO groundplan_chores;
CREATE POLICY chores_read_names ON organization FOR SELECT TO groundplan_chores USING (true);

GRANT SELECT (deletion_due_at), DELETE ON organization TO groundplan_chores;
CREATE POLICY chores_delete ON organization FOR DELETE TO groundplan_chores USING (deletion_due_at <= now());
GRANT DELETE ON job TO groundplan_chores;
CREATE POLICY chores_delete ON job FOR DELETE TO groundplan_chores
    USING (org_id IN (SELECT id FROM organization WHERE deletion_due_at <= now()));
"""  # noqa: S608 - made of the constants above


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Addresses count as verified from their owner's next sign-in on."""
    db.execute_sql(TABLES)
    db.execute_sql(RIGHTS)
