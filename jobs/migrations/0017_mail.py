"""Notifications as an outbox of mails, what people want of them, addresses that take none, and the unsubscribe key.

A job's end writes its notification by a trigger, because workers and chores end jobs and all must tell alike. Addresses
that bounced are kept as digests. The key of the links that unsubscribe lies here, beside what they change: neither
tier needs one more secret, and a link is worth no more than this row.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"
USER = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)"

TABLES = """
CREATE TABLE notification (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    event_key text NOT NULL CHECK (length(event_key) BETWEEN 1 AND 200),
    about uuid,
    facts jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    available_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    stamped_at timestamptz,
    outcome text CHECK (outcome IN ('sent', 'refused', 'unknown', 'unwanted', 'suppressed', 'too_late', 'gone')),
    UNIQUE (org_id, user_id, event_key),
    CHECK (outcome IS NULL OR stamped_at IS NOT NULL)
);
CREATE INDEX notification_due ON notification (available_at) WHERE stamped_at IS NULL;
CREATE INDEX notification_age ON notification (created_at);
CREATE INDEX notification_user ON notification (user_id);
CREATE TABLE mail_preference (
    user_id uuid PRIMARY KEY REFERENCES user_account ON DELETE CASCADE,
    level text NOT NULL DEFAULT 'all' CHECK (level IN ('all', 'digests', 'none')),
    kinds_off jsonb NOT NULL DEFAULT '[]',
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE mail_suppression (
    address_digest text PRIMARY KEY CHECK (length(address_digest) = 64),
    reason text NOT NULL CHECK (reason IN ('bounce', 'complaint')),
    since timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE mail_event (
    message_id text PRIMARY KEY CHECK (length(message_id) BETWEEN 1 AND 100),
    received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX mail_event_age ON mail_event (received_at);
CREATE TABLE mail_key (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    key text NOT NULL CHECK (length(key) >= 64)
);
INSERT INTO mail_key (key) VALUES (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
CREATE FUNCTION mail_address_digest(address text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT encode(sha256(convert_to(lower(address), 'UTF8')), 'hex') $$;
"""

RIGHTS = f"""
ALTER TABLE notification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON notification TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT ON notification TO groundplan_app;
GRANT SELECT, INSERT, DELETE, UPDATE (available_at, attempts, stamped_at, outcome) ON notification TO groundplan_chores;
CREATE POLICY chores_send ON notification TO groundplan_chores USING (true) WITH CHECK (true);

ALTER TABLE mail_preference ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON mail_preference TO groundplan_app USING (user_id = {USER}) WITH CHECK (user_id = {USER});
GRANT SELECT, INSERT, UPDATE ON mail_preference TO groundplan_app;
GRANT SELECT ON mail_preference TO groundplan_chores;
CREATE POLICY chores_read ON mail_preference FOR SELECT TO groundplan_chores USING (true);

ALTER TABLE mail_suppression ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY reported ON mail_suppression FOR INSERT TO groundplan_app WITH CHECK (true);
CREATE POLICY own_address ON mail_suppression FOR SELECT TO groundplan_app
    USING (address_digest = (SELECT mail_address_digest(email) FROM user_account WHERE id = {USER}));
CREATE POLICY own_address_again ON mail_suppression FOR DELETE TO groundplan_app
    USING (address_digest = (SELECT mail_address_digest(email) FROM user_account WHERE id = {USER}));
GRANT SELECT, INSERT, DELETE ON mail_suppression TO groundplan_app;
GRANT SELECT ON mail_suppression TO groundplan_chores;
CREATE POLICY chores_read ON mail_suppression FOR SELECT TO groundplan_chores USING (true);

ALTER TABLE mail_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY reported ON mail_event FOR INSERT TO groundplan_app WITH CHECK (true);
GRANT INSERT ON mail_event TO groundplan_app;
GRANT SELECT, DELETE ON mail_event TO groundplan_chores;
CREATE POLICY chores_expire ON mail_event TO groundplan_chores USING (true);

ALTER TABLE mail_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY everyone ON mail_key FOR SELECT TO groundplan_app, groundplan_chores USING (true);
GRANT SELECT ON mail_key TO groundplan_app, groundplan_chores;

GRANT SELECT (org_id, user_id, role) ON membership TO groundplan_chores;
CREATE POLICY chores_read ON membership FOR SELECT TO groundplan_chores USING (true);

CREATE FUNCTION notify_of_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO notification (org_id, user_id, kind, event_key, about)
        VALUES (NEW.org_id, NEW.created_by, CASE NEW.state WHEN 'succeeded' THEN 'job_finished' ELSE 'job_failed' END,
            'job:' || NEW.id || ':' || NEW.state, NEW.id)
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER notify AFTER UPDATE OF state ON job FOR EACH ROW
    WHEN (NEW.notify AND NEW.state IN ('succeeded', 'failed') AND OLD.state IN ('queued', 'running'))
    EXECUTE FUNCTION notify_of_job();
INSERT INTO notification (org_id, user_id, kind, event_key, about)
    SELECT org_id, created_by, CASE state WHEN 'succeeded' THEN 'job_finished' ELSE 'job_failed' END,
        'job:' || id || ':' || state, id
    FROM job WHERE notify AND notified_at IS NULL AND state IN ('succeeded', 'failed')
        AND finished_at > now() - interval '1 day';
"""  # noqa: S608 - made of the constants above

# A batch ends with the statement that ends its last item; one that was retried ends again, in its next round.
BATCHES = """
DO $do$ BEGIN
    IF to_regclass('batch') IS NOT NULL THEN
        CREATE FUNCTION notify_of_batch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO notification (org_id, user_id, kind, event_key, about, facts)
                VALUES (NEW.org_id, NEW.created_by, 'batch_finished', 'batch:' || NEW.id || ':' || NEW.round, NEW.id,
                    jsonb_build_object('name', NEW.name, 'total', NEW.total, 'succeeded', NEW.succeeded,
                        'failed', NEW.failed, 'cancelled', NEW.cancelled,
                        'seconds', extract(epoch FROM NEW.finished_at - NEW.created_at)))
                ON CONFLICT DO NOTHING;
            RETURN NULL;
        END $$;
        CREATE TRIGGER notify AFTER UPDATE OF finished_at ON batch FOR EACH ROW
            WHEN (NEW.notify AND OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL AND NEW.cancelled_at IS NULL)
            EXECUTE FUNCTION notify_of_batch();
    END IF;
END $do$;
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Whose job ended before this, and who still waits for the mail, gets a notification."""
    db.execute_sql(TABLES)
    db.execute_sql(RIGHTS)
    db.execute_sql(BATCHES)
