"""Which model an organization works with, how far its agents may go, and what the agents of its jobs used.

A job's usage is kept by attempt, so that each attempt can write its own again and again, and the last word of one that
lost its lease takes nothing from the next one.
"""

from typing import Any

COLUMNS = """
ALTER TABLE organization ADD COLUMN model text CHECK (length(model) BETWEEN 1 AND 40);
ALTER TABLE organization ADD COLUMN agent_limits jsonb NOT NULL DEFAULT '{}'
    CHECK (jsonb_typeof(agent_limits) = 'object');
ALTER TABLE job ADD COLUMN usage jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(usage) = 'object');
ALTER TABLE usage_day ADD COLUMN agent_input_tokens bigint NOT NULL DEFAULT 0;
ALTER TABLE usage_day ADD COLUMN agent_output_tokens bigint NOT NULL DEFAULT 0;
ALTER TABLE usage_day ADD COLUMN agent_usd double precision NOT NULL DEFAULT 0;
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """No organization has chosen yet, and what was used before stays in the jobs' results."""
    db.execute_sql(COLUMNS)
