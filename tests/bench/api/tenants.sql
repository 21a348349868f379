-- Values: jobs, organizations, largest (jobs of the first organization), samples (of a mode). The table `sample` holds
-- requests and results: `samples` of implement, as many of analyze, a turn of a conversation, a trial.
CREATE FUNCTION id_of(kind text, number bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
    $$ SELECT md5(kind || number)::uuid $$;

INSERT INTO organization (id, name, tier)
    SELECT id_of('organization', n), 'Organization ' || n, 'enterprise' FROM generate_series(1, %(organizations)s) n;
INSERT INTO user_account (id, subject, email, name)
    SELECT id_of('user', n), 'person ' || n, n || '@example.com', 'Person ' || n
    FROM generate_series(1, %(organizations)s) n;
INSERT INTO membership (org_id, user_id, role)
    SELECT id_of('organization', n), id_of('user', n), 'owner' FROM generate_series(1, %(organizations)s) n;

-- Which organization each job is of: by the law of Zipf and Mandelbrot, in an order of chance that is always the same.
SELECT setseed(0.5);
CREATE TEMPORARY TABLE share AS
    SELECT n, CASE WHEN n = 1 THEN %(largest)s ELSE round((%(jobs)s - %(largest)s) * weight / sum(weight)
        FILTER (WHERE n > 1) OVER ()) END::int AS jobs
    FROM (SELECT n, 1.0 / (n + 20) AS weight FROM generate_series(1, %(organizations)s) n) weights;
CREATE TEMPORARY TABLE pick AS
    SELECT row_number() OVER (ORDER BY random()) AS k, n, floor(random() * 100)::int AS fate,
        floor(random() * 100)::int AS kind
    FROM (SELECT n, generate_series(1, jobs) FROM share) each_job;

-- One job each thirty seconds, the last of them now; the newest are under way. Ids are of version 7.
INSERT INTO job (id, org_id, created_by, mode, request, options, state, stage, attempt, lease_until, worker,
    dispatched_at, created_at, started_at, finished_at, error, result)
SELECT
    overlay(overlay(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || substr(md5('job' || k), 13)
        PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid,
    id_of('organization', p.n), id_of('user', p.n), mode, request, '{"region": "eu-central-1"}', state,
    CASE WHEN state <> 'queued' THEN 'bundle' END, CASE WHEN state = 'queued' THEN 0 ELSE 1 END,
    CASE WHEN state = 'running' THEN at + interval '1 minute' END, CASE WHEN state <> 'queued' THEN 'worker' END,
    at, at, CASE WHEN state <> 'queued' THEN at END,
    CASE WHEN state NOT IN ('queued', 'running') THEN at + interval '3 seconds' END,
    CASE WHEN state = 'failed' THEN '{"code": "unclear_request", "message": "It says nothing to build."}'::jsonb END,
    CASE WHEN state = 'succeeded' THEN result END
FROM (
    SELECT k, n, now() - (%(jobs)s - k) * interval '30 seconds' AS at,
        CASE WHEN k > %(jobs)s - 200 THEN (ARRAY['queued', 'running'])[1 + k %% 2]
            WHEN fate < 10 THEN 'failed' WHEN fate < 15 THEN 'cancelled' ELSE 'succeeded' END AS state,
        CASE WHEN kind < 60 THEN k %% %(samples)s WHEN kind < 80 THEN %(samples)s + k %% %(samples)s
            WHEN kind < 95 THEN 2 * %(samples)s ELSE 2 * %(samples)s + 1 END AS which
    FROM pick
) p JOIN sample ON sample.number = which
ORDER BY k;
