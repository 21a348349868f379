"""Organizations, their members and keys, jobs and what belongs to them, with row-level security on every table.

`current_setting(…, true)` is null before the first use and '' after a commit, hence nullif; as a scalar subquery it
is evaluated once a query, so that the index on org_id is used.
"""

from typing import Any

TABLES = """
CREATE TABLE organization (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    unfinished_jobs_limit integer NOT NULL DEFAULT 10000 CHECK (unfinished_jobs_limit >= 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE user_account (
    id uuid PRIMARY KEY,
    subject text NOT NULL UNIQUE,
    email text NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE membership (
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (org_id, user_id)
);
CREATE INDEX membership_user ON membership (user_id);
CREATE TABLE api_key (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    created_by uuid NOT NULL REFERENCES user_account,
    name text NOT NULL,
    prefix text NOT NULL,
    hash text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX api_key_org ON api_key (org_id);
CREATE TABLE job (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    created_by uuid NOT NULL REFERENCES user_account,
    mode text NOT NULL CHECK (mode IN ('brainstorm', 'analyze', 'implement', 'verify')),
    request text NOT NULL,
    options jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    stage text,
    attempt integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL DEFAULT 3 CHECK (max_attempts >= 1),
    lease_until timestamptz,
    worker text,
    dispatched_at timestamptz,
    available_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    error jsonb,
    result jsonb,
    UNIQUE (org_id, id),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
);
CREATE INDEX job_unfinished ON job (org_id) WHERE state IN ('queued', 'running');
CREATE INDEX job_to_relay ON job (available_at) WHERE state = 'queued';
CREATE INDEX job_leased ON job (lease_until) WHERE state = 'running';
CREATE TABLE artifact (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL,
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    name text NOT NULL,
    key text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    media_type text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (job_id, name),
    FOREIGN KEY (org_id, job_id) REFERENCES job (org_id, id) ON DELETE CASCADE
);
CREATE TABLE tool_call (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL,
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    name text NOT NULL,
    server text,
    phase text NOT NULL CHECK (phase IN ('before', 'after')),
    input jsonb,
    status text NOT NULL,
    error text,
    seconds double precision,
    at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (org_id, job_id) REFERENCES job (org_id, id) ON DELETE CASCADE
);
CREATE INDEX tool_call_job ON tool_call (job_id, id);
CREATE TABLE idempotency_key (
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    key text NOT NULL,
    fingerprint text NOT NULL,
    job_ids jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (org_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
"""

TENANT_TABLES = ("membership", "api_key", "job", "artifact", "tool_call", "idempotency_key")

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"
USER = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)"
SUBJECT = "(SELECT nullif(current_setting('app.subject', true), ''))"

PEOPLE = f"""
ALTER TABLE organization ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organization TO groundplan_app USING (id = {ORG}) WITH CHECK (id = {ORG});
CREATE POLICY own_organizations ON organization FOR SELECT TO groundplan_app
    USING (id IN (SELECT org_id FROM membership WHERE user_id = {USER}));
CREATE POLICY own_memberships ON membership FOR SELECT TO groundplan_app USING (user_id = {USER});
ALTER TABLE user_account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY identity ON user_account TO groundplan_app
    USING (subject = {SUBJECT}) WITH CHECK (subject = {SUBJECT});
CREATE POLICY own_account ON user_account FOR SELECT TO groundplan_app USING (id = {USER});
CREATE POLICY fellow_members ON user_account FOR SELECT TO groundplan_app
    USING (id IN (SELECT user_id FROM membership WHERE org_id = {ORG}));
"""  # noqa: S608 - made of the constants above

RIGHTS = """
GRANT USAGE ON SCHEMA public TO groundplan_app, groundplan_chores;
GRANT SELECT, INSERT, UPDATE ON organization, user_account, api_key, job TO groundplan_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO groundplan_app;
GRANT SELECT, INSERT ON artifact, tool_call, idempotency_key TO groundplan_app;

GRANT SELECT ON job TO groundplan_chores;
GRANT UPDATE (state, lease_until, worker, stage, dispatched_at, finished_at, error) ON job TO groundplan_chores;
CREATE POLICY chores_read ON job FOR SELECT TO groundplan_chores USING (true);
CREATE POLICY chores_update ON job FOR UPDATE TO groundplan_chores USING (true) WITH CHECK (true);
GRANT SELECT, DELETE ON artifact, idempotency_key TO groundplan_chores;
CREATE POLICY chores_expire ON artifact TO groundplan_chores USING (true);
CREATE POLICY chores_expire ON idempotency_key TO groundplan_chores USING (true);
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Make the tables, then close them."""
    db.execute_sql(TABLES)
    for table in TENANT_TABLES:
        db.execute_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        db.execute_sql(
            f"CREATE POLICY tenant ON {table} TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG})"
        )
    db.execute_sql(PEOPLE)
    db.execute_sql(RIGHTS)
