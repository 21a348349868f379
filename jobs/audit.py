"""The record of every tool call that an agent makes, written before the call and after it."""

from typing import Any

from jobs.claims import Claim
from jobs.database import Database
from jobs.models import ToolCall


def record_tool_call(  # noqa: PLR0913, PLR0917 - the columns of the record
    database: Database,
    claim: Claim,
    name: str,
    server: str | None,
    phase: str,
    input: Any,
    status: str,
    error: str | None = None,
    seconds: float | None = None,
) -> None:
    """Write one record; `phase` is before or after, `server` None for a tool of our own.

    Raises DatabaseUnavailable: a call that cannot be recorded must not be made.
    """
    with database.tenant(claim.org_id):
        ToolCall.create(
            org_id=claim.org_id,
            job_id=claim.job_id,
            attempt=claim.attempt,
            name=name,
            server=server,
            phase=phase,
            input=input,
            status=status,
            error=error,
            seconds=seconds,
        )
