"""Conversations, what was said in them, and search in both.

Words are kept beside their text as a generated tsvector. It has no GIN index: under row-level security Postgres may
ask only operators that leak nothing before the policy, and full-text search is not one of them, so that such an index
is never used. The organization's index finds the rows, and the stored words spare reading their text again.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

TABLES = """
CREATE TABLE conversation (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    created_by uuid NOT NULL REFERENCES user_account,
    title text NOT NULL DEFAULT '' CHECK (length(title) <= 200),
    summary text NOT NULL DEFAULT '',
    summarised_to integer NOT NULL DEFAULT 0 CHECK (summarised_to >= 0),
    sheet jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED,
    UNIQUE (org_id, id)
);
CREATE INDEX conversation_recent ON conversation (org_id, updated_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX conversation_deleted ON conversation (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE utterance (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    seq integer NOT NULL CHECK (seq >= 1),
    role text NOT NULL CHECK (role IN ('user', 'assistant')),
    text text NOT NULL,
    citations jsonb NOT NULL DEFAULT '[]',
    choices jsonb NOT NULL DEFAULT '[]',
    state text NOT NULL DEFAULT 'complete' CHECK (state IN ('complete', 'stopped', 'failed')),
    job_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    words tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED,
    UNIQUE (conversation_id, seq),
    CHECK ((role = 'user') = (mod(seq, 2) = 1)),
    FOREIGN KEY (org_id, conversation_id) REFERENCES conversation (org_id, id) ON DELETE CASCADE
);
CREATE INDEX utterance_org ON utterance (org_id, conversation_id);
CREATE INDEX utterance_job ON utterance (job_id);
ALTER TABLE idempotency_key ADD COLUMN conversation_id uuid;
"""

RIGHTS = """
GRANT SELECT, INSERT, UPDATE ON conversation TO groundplan_app;
GRANT SELECT, INSERT ON utterance TO groundplan_app;

GRANT SELECT, DELETE ON conversation TO groundplan_chores;
CREATE POLICY chores_expire ON conversation TO groundplan_chores USING (true);
GRANT SELECT (job_id, conversation_id) ON utterance TO groundplan_chores;
CREATE POLICY chores_read ON utterance FOR SELECT TO groundplan_chores USING (true);
GRANT UPDATE (request, result) ON job TO groundplan_chores;
CREATE FUNCTION chores_change_no_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'permission denied: chores may only empty a turn, not change a job';
END $$;
CREATE TRIGGER chores_change_no_words BEFORE UPDATE OF request, result ON job FOR EACH ROW
    WHEN (current_user = 'groundplan_chores'
        AND NOT (OLD.mode = 'brainstorm' AND NEW.request = '' AND NEW.result IS NULL))
    EXECUTE FUNCTION chores_change_no_words();
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Chores remove a deleted conversation, and what its turns' jobs hold of its words."""
    db.execute_sql(TABLES)
    for table in ("conversation", "utterance"):
        db.execute_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        db.execute_sql(
            f"CREATE POLICY tenant ON {table} TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG})"
        )
    db.execute_sql(RIGHTS)
