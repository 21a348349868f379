"""Login sessions; the scope and the end of an API key; an organization's tier.

A session's row is its user's. The organization that it works in may end it, so that one who is removed is signed out
by the same statement; and whoever knows a session's id may read its row, as the sockets do, which ask for many at once.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"
USER = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)"
KNOWN = "(SELECT string_to_array(nullif(current_setting('app.session_ids', true), ''), ','))::uuid[]"

TABLES = """
CREATE TABLE login_session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES user_account ON DELETE CASCADE,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_because text CHECK (ended_because IN ('signed_out', 'replaced', 'reused', 'removed')),
    address text NOT NULL DEFAULT '',
    agent text NOT NULL DEFAULT '',
    refresh_hash text NOT NULL,
    previous_hash text,
    refreshed_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE INDEX login_session_user ON login_session (user_id);
CREATE INDEX login_session_org ON login_session (org_id);
CREATE INDEX login_session_end ON login_session (ends_at);
ALTER TABLE api_key ADD COLUMN scope text NOT NULL DEFAULT 'submit' CHECK (scope IN ('read', 'submit', 'admin')),
    ADD COLUMN expires_at timestamptz;
ALTER TABLE organization ADD COLUMN tier text NOT NULL DEFAULT 'free' CHECK (tier IN ('free', 'pro', 'enterprise'));
"""

RIGHTS = f"""
ALTER TABLE login_session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_sessions ON login_session TO groundplan_app USING (user_id = {USER}) WITH CHECK (user_id = {USER});
CREATE POLICY tenant ON login_session TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
CREATE POLICY known_sessions ON login_session FOR SELECT TO groundplan_app USING (id = ANY ({KNOWN}));
GRANT SELECT, INSERT, UPDATE ON login_session TO groundplan_app;
GRANT SELECT (id, ends_at), DELETE ON login_session TO groundplan_chores;
CREATE POLICY chores_expire ON login_session TO groundplan_chores USING (true);

CREATE FUNCTION end_sessions_of_removed_member() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE login_session SET ended_at = now(), ended_because = 'removed'
        WHERE org_id = OLD.org_id AND user_id = OLD.user_id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER end_sessions AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION end_sessions_of_removed_member();
"""  # noqa: S608 - made of the constants above


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """The new columns have defaults, so that the release before works on."""
    db.execute_sql(TABLES)
    db.execute_sql(RIGHTS)
