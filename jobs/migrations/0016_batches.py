"""Batches: many jobs in one submission, with counts that a trigger keeps, and the zip of what they made.

An item is a job; one that its batch holds back is queued and available at `infinity`, so that neither relay nor claim
takes it, those of the release before included. Counts are kept by statement, because a batch that is cancelled changes
thousands of jobs at once; `finished_at` is stamped by the same statement that ends the last item, whoever ends it.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

TABLES = """
CREATE TABLE batch (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    created_by uuid NOT NULL REFERENCES user_account,
    name text NOT NULL DEFAULT '' CHECK (length(name) <= 200),
    acceptance text NOT NULL CHECK (acceptance IN ('all_or_nothing', 'partial')),
    notify boolean NOT NULL DEFAULT false,
    total integer NOT NULL CHECK (total >= 1),
    refused integer NOT NULL DEFAULT 0 CHECK (refused >= 0),
    faults jsonb NOT NULL DEFAULT '[]',
    more_faults integer NOT NULL DEFAULT 0,
    waiting integer NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    queued integer NOT NULL DEFAULT 0 CHECK (queued >= 0),
    running integer NOT NULL DEFAULT 0 CHECK (running >= 0),
    succeeded integer NOT NULL DEFAULT 0 CHECK (succeeded >= 0),
    failed integer NOT NULL DEFAULT 0 CHECK (failed >= 0),
    cancelled integer NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
    round integer NOT NULL DEFAULT 1 CHECK (round >= 1),
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    paused_at timestamptz,
    cancelled_at timestamptz,
    UNIQUE (org_id, id),
    CHECK (waiting + queued + running + succeeded + failed + cancelled = total),
    CHECK ((finished_at IS NOT NULL) = (succeeded + failed + cancelled = total))
) WITH (fillfactor = 50);
CREATE INDEX batch_unfinished ON batch (org_id) WHERE finished_at IS NULL;
CREATE TABLE batch_zip (
    org_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    round integer NOT NULL,
    key text NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz,
    checkpoint jsonb,
    size bigint,
    files integer,
    made_at timestamptz,
    PRIMARY KEY (batch_id, round),
    FOREIGN KEY (org_id, batch_id) REFERENCES batch (org_id, id) ON DELETE CASCADE,
    CHECK ((made_at IS NULL) = (size IS NULL))
);
CREATE INDEX batch_zip_org ON batch_zip (org_id);
CREATE INDEX batch_zip_to_make ON batch_zip (requested_at) WHERE made_at IS NULL;
ALTER TABLE job
    ADD COLUMN batch_id uuid,
    ADD COLUMN batch_line integer,
    ADD COLUMN reference text CHECK (length(reference) BETWEEN 1 AND 200),
    ADD COLUMN counted_at timestamptz,
    ADD CHECK ((batch_id IS NULL) = (batch_line IS NULL)),
    ADD FOREIGN KEY (org_id, batch_id) REFERENCES batch (org_id, id) ON DELETE CASCADE;
CREATE UNIQUE INDEX job_batch_line ON job (batch_id, batch_line) WHERE batch_id IS NOT NULL;
CREATE UNIQUE INDEX job_batch_reference ON job (batch_id, reference) WHERE reference IS NOT NULL;
CREATE INDEX job_batch_waiting ON job (batch_id, batch_line) WHERE state = 'queued' AND available_at = 'infinity';
CREATE INDEX job_batch_released ON job (org_id)
    WHERE batch_id IS NOT NULL AND state = 'queued' AND available_at < 'infinity';
CREATE INDEX job_batch_ended ON job (batch_id, finished_at) WHERE batch_id IS NOT NULL AND finished_at IS NOT NULL;
CREATE INDEX job_single_unfinished ON job (org_id) WHERE batch_id IS NULL AND state IN ('queued', 'running');
CREATE INDEX job_single ON job (org_id, id, mode, state) WHERE batch_id IS NULL;
ALTER TABLE idempotency_key ADD COLUMN batch_id uuid;
"""

COUNTING = """
CREATE FUNCTION count_batch_items() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE batch SET
        waiting = batch.waiting + moved.waiting,
        queued = batch.queued + moved.queued,
        running = batch.running + moved.running,
        succeeded = batch.succeeded + moved.succeeded,
        failed = batch.failed + moved.failed,
        cancelled = batch.cancelled + moved.cancelled,
        started_at = coalesce(batch.started_at, CASE WHEN moved.running > 0 THEN now() END),
        finished_at = CASE
            WHEN batch.waiting + moved.waiting + batch.queued + moved.queued + batch.running + moved.running = 0
            THEN coalesce(batch.finished_at, clock_timestamp())
        END,
        round = batch.round + CASE
            WHEN batch.finished_at IS NOT NULL
                AND batch.waiting + moved.waiting + batch.queued + moved.queued + batch.running + moved.running > 0
            THEN 1 ELSE 0
        END
    FROM (
        SELECT batch_id,
            coalesce(sum(n) FILTER (WHERE state = 'queued' AND available_at = 'infinity'), 0) AS waiting,
            coalesce(sum(n) FILTER (WHERE state = 'queued' AND available_at < 'infinity'), 0) AS queued,
            coalesce(sum(n) FILTER (WHERE state = 'running'), 0) AS running,
            coalesce(sum(n) FILTER (WHERE state = 'succeeded'), 0) AS succeeded,
            coalesce(sum(n) FILTER (WHERE state = 'failed'), 0) AS failed,
            coalesce(sum(n) FILTER (WHERE state = 'cancelled'), 0) AS cancelled
        FROM (
            SELECT batch_id, state, available_at, -1 AS n FROM before WHERE batch_id IS NOT NULL
            UNION ALL
            SELECT batch_id, state, available_at, 1 FROM after WHERE batch_id IS NOT NULL
        ) AS change
        GROUP BY batch_id
    ) AS moved
    WHERE batch.id = moved.batch_id
        AND (moved.waiting, moved.queued, moved.running, moved.succeeded, moved.failed, moved.cancelled)
            <> (0, 0, 0, 0, 0, 0);
    RETURN NULL;
END $$;
CREATE TRIGGER count_batch_items AFTER UPDATE ON job REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION count_batch_items();

CREATE OR REPLACE FUNCTION give_back_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE usage_month SET used = used - 1
        WHERE org_id = NEW.org_id AND mode = NEW.mode AND used > 0
        AND month = date_trunc('month', coalesce(NEW.counted_at, NEW.created_at) AT TIME ZONE 'UTC')::date;
    RETURN NULL;
END $$;
"""

# Staff who send a failed job again count it by a trigger; who retries a batch has counted already, and says so.
STAFF = """
DO $do$ BEGIN
    IF to_regproc('take_again_job') IS NOT NULL THEN
        CREATE OR REPLACE FUNCTION take_again_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            UPDATE usage_month SET used = used + 1
                WHERE org_id = NEW.org_id AND mode = NEW.mode
                AND month = date_trunc('month', coalesce(NEW.counted_at, NEW.created_at) AT TIME ZONE 'UTC')::date;
            RETURN NULL;
        END $$;
        DROP TRIGGER take_again ON job;
        CREATE TRIGGER take_again AFTER UPDATE OF state ON job FOR EACH ROW
            WHEN (OLD.state = 'failed' AND NEW.state = 'queued' AND NEW.counted_at IS NOT DISTINCT FROM OLD.counted_at)
            EXECUTE FUNCTION take_again_job();
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'groundplan_staff') THEN
        GRANT SELECT (id, waiting, queued, running, succeeded, failed, cancelled, started_at, finished_at, round),
            UPDATE (waiting, queued, running, succeeded, failed, cancelled, started_at, finished_at, round)
            ON batch TO groundplan_staff;
        CREATE POLICY staff_count ON batch TO groundplan_staff USING (true) WITH CHECK (true);
    END IF;
END $do$;
"""

RIGHTS = f"""
ALTER TABLE batch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON batch TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
ALTER TABLE batch_zip ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON batch_zip TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT, UPDATE ON batch TO groundplan_app;
GRANT SELECT, INSERT ON batch_zip TO groundplan_app;

GRANT SELECT, UPDATE (waiting, queued, running, succeeded, failed, cancelled, started_at, finished_at, round)
    ON batch TO groundplan_chores;
CREATE POLICY chores_count ON batch TO groundplan_chores USING (true) WITH CHECK (true);
GRANT SELECT, DELETE, UPDATE (lease_until, checkpoint, size, files, made_at) ON batch_zip TO groundplan_chores;
CREATE POLICY chores_make ON batch_zip TO groundplan_chores USING (true) WITH CHECK (true);
GRANT UPDATE (available_at) ON job TO groundplan_chores;
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Jobs that are there belong to no batch; what is counted again when it is retried says when that was."""
    db.execute_sql(TABLES)
    db.execute_sql(COUNTING)
    db.execute_sql(RIGHTS)
    db.execute_sql(STAFF)
