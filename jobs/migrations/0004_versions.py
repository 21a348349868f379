"""Finding the versions of a plan, to give the next one its number."""

from typing import Any


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Only revisions name their plan."""
    db.execute_sql("CREATE INDEX job_plan ON job (org_id, (options ->> 'plan')) WHERE options ? 'plan'")
