from collections.abc import Callable
from typing import Any

from jobs import claims
from jobs.chores.roll_ups import roll_up
from jobs.chores.services import Services
from jobs.database import Database
from jobs.errors import QueueUnavailable
from jobs.models import Job, UsageDay
from jobs.usage import Usage

Sql = Callable[..., list[tuple[Any, ...]]]


def usage(database: Database, tenant: Any) -> list[tuple[int, int, int, float]]:
    with database.tenant(tenant.org_id):
        days = UsageDay.select().order_by(UsageDay.day)
        return [(day.succeeded, day.failed, day.cancelled, round(day.running_seconds)) for day in days]


def test_days_are_summed_up_for_each_organization(
    *,
    services: Services,
    database: Database,
    new_job: Callable[..., Job],
    tenant: Any,
    make_tenant: Any,
    as_superuser: Sql,
) -> None:
    def end(state: str, days_ago: int, seconds: int) -> None:
        as_superuser(
            "UPDATE job SET state = %s, finished_at = now() - %s * interval '1 day', "
            "started_at = now() - %s * interval '1 day' - %s * interval '1 s' WHERE id = %s",
            state,
            days_ago,
            days_ago,
            seconds,
            new_job().id,
        )

    end("succeeded", 2, 10)
    end("failed", 2, 5)
    end("succeeded", 0, 7)
    new_job()
    roll_up(services)
    assert usage(database, tenant) == [(1, 1, 0, 15), (1, 0, 0, 7)]
    end("succeeded", 0, 3)
    roll_up(services)
    roll_up(services)
    assert usage(database, tenant) == [(1, 1, 0, 15), (2, 0, 0, 10)]
    assert usage(database, make_tenant()) == []


def test_what_agents_used_is_summed_up_over_all_attempts(
    services: Services, database: Database, new_job: Callable[..., Job], tenant: Any
) -> None:
    job = new_job()
    held = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    assert held
    used = Usage(turns=1, input_tokens=5_000_000_000, output_tokens=7, estimated_usd=0.5)
    claims.retry(database, held, QueueUnavailable(), 0, used)
    again = claims.claim(database, job.org_id, job.id, worker="w", lease_seconds=60)
    assert again
    claims.fail(database, again, "no", "No.", used)
    roll_up(services)
    roll_up(services)
    with database.tenant(tenant.org_id):
        (day,) = UsageDay.select()
    assert (day.agent_input_tokens, day.agent_output_tokens, day.agent_usd) == (10_000_000_000, 14, 1.0)


def test_a_job_that_was_cancelled_before_it_ran_counts_without_time(
    services: Services, database: Database, new_job: Callable[..., Job], tenant: Any
) -> None:
    job = new_job()
    claims.cancel(database, job.org_id, job.id)
    roll_up(services)
    assert usage(database, tenant) == [(0, 0, 1, 0)]
