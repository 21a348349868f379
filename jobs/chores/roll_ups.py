"""What each organization's jobs came to, a row a day."""

from jobs.chores.services import Services
from jobs.database import active_database

# From the day before the last one that was summed up, again and as a whole: running it twice changes nothing.
_SUM_UP = """
INSERT INTO usage_day (
    org_id, day, succeeded, failed, cancelled, running_seconds, agent_input_tokens, agent_output_tokens, agent_usd
)
SELECT
    org_id,
    (finished_at AT TIME ZONE 'UTC')::date AS ended_on,
    count(*) FILTER (WHERE state = 'succeeded'),
    count(*) FILTER (WHERE state = 'failed'),
    count(*) FILTER (WHERE state = 'cancelled'),
    coalesce(sum(extract(epoch FROM finished_at - started_at)), 0),
    coalesce(sum(used.input_tokens), 0),
    coalesce(sum(used.output_tokens), 0),
    coalesce(sum(used.usd), 0)
FROM job
CROSS JOIN LATERAL (
    SELECT
        sum((value ->> 'input_tokens')::bigint) AS input_tokens,
        sum((value ->> 'output_tokens')::bigint) AS output_tokens,
        sum((value ->> 'estimated_usd')::double precision) AS usd
    FROM jsonb_each(job.usage)
) AS used
WHERE finished_at >= coalesce(
    (SELECT max(day) - 1 FROM usage_day)::timestamp AT TIME ZONE 'UTC', '-infinity'::timestamptz
)
GROUP BY org_id, ended_on
ON CONFLICT (org_id, day) DO UPDATE SET
    succeeded = excluded.succeeded,
    failed = excluded.failed,
    cancelled = excluded.cancelled,
    running_seconds = excluded.running_seconds,
    agent_input_tokens = excluded.agent_input_tokens,
    agent_output_tokens = excluded.agent_output_tokens,
    agent_usd = excluded.agent_usd
"""


def roll_up(services: Services) -> int:
    """Return how many rows are up to date now. Raises DatabaseUnavailable."""
    with services.database.chores():
        rows: int = active_database.execute_sql(_SUM_UP).rowcount
        return rows
