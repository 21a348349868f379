"""Staff: who they are, what they may see across organizations, and what they did.

Staff work through a role of their own, `groundplan_staff`, so that the application's role sees no more than before. It
is granted column by column: no request, result, option or artifact of a job, no word of a conversation, no argument of
a tool call, no digest of a key or token, no address or browser of a session. It changes a tier, ends sessions as
suspended, and puts dead jobs back into the queue; policies hold that it is these changes and no others.

Suspensions are tables rather than columns, because the application's role may change an organization and a person. It
asks of an id by a function: as a question under policies that look into memberships and sessions, that trebled the time
of the one query that every request makes.
An act outlives the organization that it was on, so it refers to nothing and nobody may remove it.

The index of ended jobs holds all that rates are counted of, so that a week of a million jobs is read from it alone.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"
USER = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)"

TABLES = """
CREATE TABLE staff_member (
    user_id uuid PRIMARY KEY REFERENCES user_account ON DELETE CASCADE,
    granted_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE user_suspension (
    user_id uuid PRIMARY KEY REFERENCES user_account ON DELETE CASCADE,
    since timestamptz NOT NULL DEFAULT now(),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
);
CREATE TABLE organization_suspension (
    org_id uuid PRIMARY KEY REFERENCES organization ON DELETE CASCADE,
    since timestamptz NOT NULL DEFAULT now(),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)
);
CREATE TABLE support_act (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    staff_id uuid,
    action text NOT NULL CHECK (length(action) BETWEEN 1 AND 40),
    on_org uuid,
    on_user uuid,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    before jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(before) = 'object'),
    after jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(after) = 'object')
);
CREATE INDEX support_act_org ON support_act (on_org, id) WHERE on_org IS NOT NULL;
CREATE INDEX support_act_user ON support_act (on_user, id) WHERE on_user IS NOT NULL;
CREATE INDEX organization_created ON organization (created_at, id);
CREATE INDEX user_account_created ON user_account (created_at, id);
CREATE INDEX job_dead ON job (finished_at, id)
    WHERE state = 'failed' AND error ->> 'code' IN ('undeliverable', 'abandoned');
CREATE INDEX job_ended ON job (finished_at, mode, state) INCLUDE (started_at) WHERE finished_at IS NOT NULL;
DROP INDEX job_finished;
ALTER TABLE login_session DROP CONSTRAINT login_session_ended_because_check,
    ADD CONSTRAINT login_session_ended_because_check
        CHECK (ended_because IN ('signed_out', 'replaced', 'reused', 'removed', 'suspended'));
"""

CLOSED = f"""
ALTER TABLE staff_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_suspension ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE organization_suspension ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE support_act ENABLE ROW LEVEL SECURITY;

GRANT SELECT (user_id, since) ON user_suspension TO groundplan_app;
CREATE POLICY own ON user_suspension FOR SELECT TO groundplan_app USING (user_id = {USER});
GRANT SELECT (org_id, since) ON organization_suspension TO groundplan_app;
CREATE POLICY tenant ON organization_suspension FOR SELECT TO groundplan_app USING (org_id = {ORG});
GRANT SELECT (id, at, action, on_org, reason, before, after) ON support_act TO groundplan_app;
CREATE POLICY tenant ON support_act FOR SELECT TO groundplan_app USING (on_org = {ORG});

GRANT SELECT (org_id) ON organization_suspension TO groundplan_chores;
CREATE POLICY chores_leave_alone ON organization_suspension FOR SELECT TO groundplan_chores USING (true);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON support_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON support_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE POLICY owner_asks ON user_suspension FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_asks ON organization_suspension FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION user_is_suspended(whom uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = ''
    AS $$ BEGIN RETURN EXISTS (SELECT FROM public.user_suspension WHERE user_id = whom); END $$;
CREATE FUNCTION organization_is_suspended(which uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = ''
    AS $$ BEGIN RETURN EXISTS (SELECT FROM public.organization_suspension WHERE org_id = which); END $$;
REVOKE EXECUTE ON FUNCTION user_is_suspended, organization_is_suspended FROM PUBLIC;
GRANT EXECUTE ON FUNCTION user_is_suspended, organization_is_suspended TO groundplan_app;
CREATE POLICY owner_finds_staff ON user_account FOR SELECT TO CURRENT_USER USING (true);
"""  # noqa: S608 - made of the constants above

READ = {
    "organization": "id, name, tier, created_at, deletion_requested_at, deletion_due_at",
    "user_account": "id, email, email_verified, name, created_at",
    "membership": "org_id, user_id, role, created_at",
    "api_key": "id, org_id, created_by, scope, created_at, expires_at, last_used_at, revoked_at",
    "login_session": "id, user_id, org_id, created_at, last_seen_at, ends_at, ended_at",
    "job": (
        "id, org_id, created_by, mode, state, stage, attempt, max_attempts, lease_until, worker, dispatched_at, "
        "available_at, created_at, started_at, finished_at, error"
    ),
    "tool_call": "id, org_id, job_id, user_id, attempt, name, server, phase, status, seconds, at",
    "usage_day": "org_id, day, succeeded, failed, cancelled, running_seconds, agent_usd",
    "usage_month": "org_id, month, mode, used",
    "staff_member": "user_id, granted_at",
    "user_suspension": "user_id, since, reason",
    "organization_suspension": "org_id, since, reason",
    "support_act": "id, at, staff_id, action, on_org, on_user, reason, before, after",
}

WRITE = """
GRANT USAGE ON SCHEMA public TO groundplan_staff;
GRANT INSERT, DELETE ON user_suspension, organization_suspension TO groundplan_staff;
CREATE POLICY staff_write ON user_suspension TO groundplan_staff USING (true) WITH CHECK (true);
CREATE POLICY staff_write ON organization_suspension TO groundplan_staff USING (true) WITH CHECK (true);
GRANT INSERT ON support_act TO groundplan_staff;
CREATE POLICY staff_write ON support_act FOR INSERT TO groundplan_staff WITH CHECK (staff_id IS NOT NULL);
GRANT UPDATE (tier) ON organization TO groundplan_staff;
CREATE POLICY staff_change_tier ON organization FOR UPDATE TO groundplan_staff USING (true) WITH CHECK (true);
GRANT UPDATE (ended_at, ended_because) ON login_session TO groundplan_staff;
CREATE POLICY staff_end ON login_session FOR UPDATE TO groundplan_staff USING (ended_at IS NULL)
    WITH CHECK (ended_because = 'suspended');
GRANT UPDATE (state, error, finished_at, dispatched_at, available_at, max_attempts, worker, stage)
    ON job TO groundplan_staff;
CREATE POLICY staff_send_again ON job FOR UPDATE TO groundplan_staff
    USING (state = 'queued'
        OR state = 'failed' AND mode <> 'brainstorm' AND error ->> 'code' IN ('undeliverable', 'abandoned'))
    WITH CHECK (state = 'queued');

GRANT UPDATE (used) ON usage_month TO groundplan_staff;
CREATE POLICY staff_take_again ON usage_month FOR UPDATE TO groundplan_staff USING (true) WITH CHECK (true);
CREATE OR REPLACE FUNCTION take_again_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE usage_month SET used = used + 1
        WHERE org_id = NEW.org_id AND mode = NEW.mode
        AND month = date_trunc('month', NEW.created_at AT TIME ZONE 'UTC')::date;
    RETURN NULL;
END $$;
CREATE TRIGGER take_again AFTER UPDATE OF state ON job FOR EACH ROW
    WHEN (OLD.state = 'failed' AND NEW.state = 'queued' AND current_user = 'groundplan_staff')
    EXECUTE FUNCTION take_again_job();
"""

BILLING = """
DO $$ BEGIN IF to_regclass('billing_account') IS NOT NULL THEN
    GRANT SELECT (org_id, granted) ON billing_account TO groundplan_staff;
    CREATE POLICY staff_read ON billing_account FOR SELECT TO groundplan_staff USING (true);
END IF; END $$;
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """A job that failed was given back to its month, so one that is tried again after that is counted again."""
    db.execute_sql(TABLES)
    db.execute_sql(CLOSED)
    for table, columns in READ.items():
        db.execute_sql(f"GRANT SELECT ({columns}) ON {table} TO groundplan_staff")
        db.execute_sql(f"CREATE POLICY staff_read ON {table} FOR SELECT TO groundplan_staff USING (true)")
    db.execute_sql(WRITE)
    db.execute_sql(BILLING)
