"""Webhooks: where organizations want to be told, what was told to whom, and the secrets that sign it.

Triggers write what is to be told, in the transaction in which it happens: workers, chores and people end jobs, and all
must tell alike. A secret is a row of its own, so that the application's role can write one and never read it again.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

TABLES = """
CREATE TABLE webhook (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    created_by uuid NOT NULL REFERENCES user_account,
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 200),
    events jsonb NOT NULL CHECK (jsonb_typeof(events) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz,
    disabled_reason text CHECK (disabled_reason IN ('person', 'gone', 'failing')),
    failing_since timestamptz,
    last_failed_at timestamptz,
    UNIQUE (org_id, id),
    CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
    CHECK ((failing_since IS NULL) = (last_failed_at IS NULL))
);
CREATE TABLE webhook_secret (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    secret text NOT NULL CHECK (secret ~ '^whsec_[A-Za-z0-9+/]{32,88}={0,2}$'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at timestamptz,
    FOREIGN KEY (org_id, webhook_id) REFERENCES webhook (org_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_secret_webhook ON webhook_secret (webhook_id);
CREATE UNIQUE INDEX webhook_secret_newest ON webhook_secret (webhook_id) WHERE ends_at IS NULL;
CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event text NOT NULL CHECK (event ~ '^[a-z]+[.][a-z]+$'),
    data jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    claims integer NOT NULL DEFAULT 0 CHECK (claims >= 0),
    available_at timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz CHECK (lease_until IS NULL OR state = 'pending'),
    ended_at timestamptz,
    tries jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(tries) = 'array'),
    FOREIGN KEY (org_id, webhook_id) REFERENCES webhook (org_id, id) ON DELETE CASCADE,
    CHECK ((state = 'pending') = (ended_at IS NULL))
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, available_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_leased ON webhook_delivery (webhook_id) WHERE lease_until IS NOT NULL;
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, created_at, id);
CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at);
"""

RIGHTS = f"""
ALTER TABLE webhook ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook TO groundplan_app;
GRANT SELECT, UPDATE (disabled_at, disabled_reason, failing_since, last_failed_at) ON webhook TO groundplan_chores;
CREATE POLICY chores_send ON webhook TO groundplan_chores USING (true) WITH CHECK (true);

ALTER TABLE webhook_secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_secret TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT (id, org_id, webhook_id, created_at, ends_at), INSERT, UPDATE (ends_at), DELETE
    ON webhook_secret TO groundplan_app;
GRANT SELECT, DELETE ON webhook_secret TO groundplan_chores;
CREATE POLICY chores_sign ON webhook_secret TO groundplan_chores USING (true);

ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON webhook_delivery TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT, UPDATE (state, attempts, available_at, ended_at) ON webhook_delivery TO groundplan_app;
GRANT SELECT, INSERT, DELETE, UPDATE (state, attempts, claims, available_at, lease_until, ended_at, tries)
    ON webhook_delivery TO groundplan_chores;
CREATE POLICY chores_send ON webhook_delivery TO groundplan_chores USING (true) WITH CHECK (true);
"""

# A turn of a conversation is a job too, but its answer goes to who is talking.
EVENTS = """
CREATE FUNCTION tell_webhooks(whose uuid, what text, facts jsonb) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO webhook_delivery (org_id, webhook_id, event, data)
        SELECT org_id, id, what, facts FROM webhook
        WHERE org_id = whose AND disabled_at IS NULL AND events ? what;
END $$;
CREATE FUNCTION tell_webhooks_of_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT EXISTS (SELECT FROM webhook WHERE org_id = NEW.org_id AND disabled_at IS NULL) THEN
        RETURN NULL;
    END IF;
    PERFORM tell_webhooks(NEW.org_id, 'job.' || NEW.state, jsonb_build_object(
        'job_id', NEW.id, 'mode', NEW.mode, 'state', NEW.state, 'finished_at', NEW.finished_at,
        'batch_id', NEW.batch_id, 'reference', NEW.reference,
        'error_code', CASE NEW.state WHEN 'failed' THEN NEW.error ->> 'code' END));
    RETURN NULL;
END $$;
CREATE TRIGGER tell_webhooks AFTER UPDATE OF state ON job FOR EACH ROW
    WHEN (NEW.state IN ('succeeded', 'failed', 'cancelled') AND OLD.state IN ('queued', 'running')
        AND NEW.mode <> 'brainstorm')
    EXECUTE FUNCTION tell_webhooks_of_job();
CREATE FUNCTION tell_webhooks_of_batch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM tell_webhooks(NEW.org_id, 'batch.finished', jsonb_build_object(
        'batch_id', NEW.id, 'round', NEW.round, 'total', NEW.total, 'succeeded', NEW.succeeded,
        'failed', NEW.failed, 'cancelled', NEW.cancelled, 'finished_at', NEW.finished_at));
    RETURN NULL;
END $$;
CREATE TRIGGER tell_webhooks AFTER UPDATE OF finished_at ON batch FOR EACH ROW
    WHEN (OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL) EXECUTE FUNCTION tell_webhooks_of_batch();
CREATE FUNCTION tell_webhooks_of_export() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM tell_webhooks(NEW.org_id, 'export.ready', jsonb_build_object(
        'export_id', NEW.id, 'bytes', NEW.size, 'finished_at', NEW.finished_at, 'expires_at', NEW.expires_at));
    RETURN NULL;
END $$;
CREATE TRIGGER tell_webhooks AFTER UPDATE OF state ON organization_export FOR EACH ROW
    WHEN (NEW.state = 'ready' AND OLD.state <> 'ready') EXECUTE FUNCTION tell_webhooks_of_export();
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Nobody is told of what ended before."""
    db.execute_sql(TABLES)
    db.execute_sql(RIGHTS)
    db.execute_sql(EVENTS)
