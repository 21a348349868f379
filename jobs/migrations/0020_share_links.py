"""Links by which anybody may read one job's result, what was done to them, and whether an organization allows any.

Who opens a link belongs to no organization: nothing is set for row-level security, and the application's role sees no
row. It asks functions that run as the tables' owner and take the SHA-256 of the link's secret, which is all that is
kept of it: they give the job that the link was made for, its files and the receipt of its last trial, while the link
lives, and nothing else. So that the owner finds these rows, policies let it read them.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"

TABLES = """
ALTER TABLE organization ADD COLUMN share_links text NOT NULL DEFAULT 'ending'
    CHECK (share_links IN ('off', 'ending', 'endless'));
CREATE TABLE share_link (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL,
    job_id uuid NOT NULL,
    created_by uuid NOT NULL REFERENCES user_account,
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    secret_sha256 text NOT NULL UNIQUE CHECK (secret_sha256 ~ '^[0-9a-f]{64}$'),
    allows_download boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    views bigint NOT NULL DEFAULT 0 CHECK (views >= 0),
    first_viewed_at timestamptz,
    last_viewed_at timestamptz,
    FOREIGN KEY (org_id, job_id) REFERENCES job (org_id, id) ON DELETE CASCADE
);
CREATE INDEX share_link_org ON share_link (org_id, id);
CREATE INDEX share_link_job ON share_link (job_id, id);
CREATE TABLE share_act (
    id uuid PRIMARY KEY,
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    act text NOT NULL CHECK (act IN ('made', 'changed', 'revoked', 'restored', 'first_viewed', 'allowed')),
    share_link_id uuid,
    job_id uuid,
    user_id uuid,
    facts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(facts) = 'object'),
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX share_act_org ON share_act (org_id, at);
CREATE TRIGGER append_only BEFORE UPDATE ON share_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER not_emptied BEFORE TRUNCATE ON share_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
"""

RIGHTS = f"""
ALTER TABLE share_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON share_link TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT, UPDATE (title, allows_download, expires_at, revoked_at) ON share_link TO groundplan_app;
ALTER TABLE share_act ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON share_act TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT ON share_act TO groundplan_app;

CREATE POLICY visitors_find ON share_link FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY visitors_count ON share_link FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY visitors_are_told ON share_act FOR INSERT TO CURRENT_USER WITH CHECK (act = 'first_viewed');
CREATE POLICY visitors_ask ON organization FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY visitors_read ON job FOR SELECT TO CURRENT_USER USING (state = 'succeeded');
CREATE POLICY visitors_read ON artifact FOR SELECT TO CURRENT_USER USING (true);
"""

# One that is over is found too: who holds it is told so. What gives files asks for one that lives.
DOOR = """
CREATE FUNCTION share_link_of(secret text) RETURNS SETOF public.share_link
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT link.* FROM public.share_link AS link JOIN public.organization ON organization.id = link.org_id
    WHERE link.secret_sha256 = secret AND link.revoked_at IS NULL
        AND (organization.share_links = 'endless'
            OR organization.share_links = 'ending' AND link.expires_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM public.organization_suspension WHERE org_id = link.org_id)
$$;
CREATE FUNCTION living_share_link_of(secret text) RETURNS SETOF public.share_link
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT * FROM public.share_link_of(secret) WHERE expires_at IS NULL OR expires_at > now()
$$;

CREATE FUNCTION shared_files(secret text) RETURNS SETOF public.artifact
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT artifact.* FROM public.living_share_link_of(secret) AS link
        JOIN public.artifact ON artifact.job_id = link.job_id AND artifact.org_id = link.org_id
    WHERE link.allows_download OR artifact.name <> 'bundle.zip'
    ORDER BY artifact.name
$$;
CREATE FUNCTION shared_file(secret text, wanted text) RETURNS SETOF public.artifact
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    (SELECT * FROM public.shared_files(secret) WHERE name = wanted)
    UNION ALL
    (SELECT artifact.* FROM public.living_share_link_of(secret) AS link
        JOIN public.job AS trial ON trial.org_id = link.org_id AND trial.mode = 'verify' AND trial.state = 'succeeded'
            AND trial.options ->> 'based_on' = link.job_id::text
        JOIN public.artifact ON artifact.job_id = trial.id AND artifact.name = 'receipt.json'
    WHERE wanted = 'receipt.json' ORDER BY trial.id DESC LIMIT 1)
    LIMIT 1
$$;
CREATE FUNCTION open_share_link(secret text)
    RETURNS TABLE (
        title text, allows_download boolean, shared_at timestamptz, expires_at timestamptz, is_over boolean,
        mode text, option text, version integer, finished_at timestamptz, files_removed_at timestamptz, result jsonb,
        has_receipt boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT link.title, link.allows_download, link.created_at, link.expires_at,
        coalesce(link.expires_at <= now(), false),
        job.mode, job.options ->> 'option', coalesce((job.options ->> 'version')::integer, 1),
        job.finished_at, job.files_removed_at, job.result,
        EXISTS (SELECT FROM public.shared_file(secret, 'receipt.json'))
    FROM public.share_link_of(secret) AS link JOIN public.job ON job.id = link.job_id AND job.org_id = link.org_id
    WHERE job.state = 'succeeded'
$$;
CREATE FUNCTION count_share_view(secret text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE seen public.share_link;
BEGIN
    UPDATE public.share_link SET views = views + 1, last_viewed_at = clock_timestamp(),
        first_viewed_at = coalesce(first_viewed_at, clock_timestamp())
        WHERE id = (SELECT id FROM public.living_share_link_of(secret)) RETURNING * INTO seen;
    IF seen.views = 1 THEN
        INSERT INTO public.share_act (id, org_id, act, share_link_id, job_id)
            VALUES (gen_random_uuid(), seen.org_id, 'first_viewed', seen.id, seen.job_id);
    END IF;
END $$;
CREATE INDEX job_trial ON job (org_id, (options ->> 'based_on'), id) WHERE mode = 'verify';

REVOKE EXECUTE ON FUNCTION share_link_of, living_share_link_of, open_share_link, shared_files, shared_file,
    count_share_view FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_share_link, shared_files, shared_file, count_share_view TO groundplan_app;
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Every organization may make links that end; owners and admins say otherwise."""
    db.execute_sql(TABLES)
    db.execute_sql(RIGHTS)
    db.execute_sql(DOOR)
