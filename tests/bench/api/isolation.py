"""What row-level security costs: the same questions as the application's role and as one that it does not concern."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from jobs.database import Database
from tests.bench.api.tenants import Tenant
from tests.bench.figure import Figure
from web.job_questions import Question, question_of_job, question_of_page
from web.schemas.jobs import JobFilter

ROUNDS = 40
TARGET = 1.3

QUESTIONS: dict[str, Callable[[Tenant], Question]] = {
    "first page": lambda one: question_of_page(one.org_id, JobFilter()),
    "page by mode": lambda one: question_of_page(one.org_id, JobFilter(mode="analyze")),
    "page by state": lambda one: question_of_page(one.org_id, JobFilter(state="failed")),
    "job": lambda one: question_of_job(one.org_id, one.job_id),
}


def measure_isolation(app_url: str, owner_url: str, tenants: Sequence[Tenant]) -> Iterator[Figure]:
    """The ratio of medians of each question, and of both in turns, so that a busy machine troubles both alike.

    The owner here is a superuser, whom no policy concerns. Both name the organization in the statement itself.
    """
    guarded, unguarded = Database(app_url), Database(owner_url)
    for name, question in QUESTIONS.items():
        times: dict[Database, list[float]] = {guarded: [], unguarded: []}
        for tenant in tenants:
            for round_number in range(ROUNDS):
                for database in (guarded, unguarded):
                    began = time.perf_counter()
                    rows = database.ask_as_tenant(tenant.org_id, *question(tenant))
                    if round_number:
                        times[database].append(time.perf_counter() - began)
                    assert rows
        ratio = statistics.median(times[guarded]) / statistics.median(times[unguarded])
        yield Figure(f"row-level security over none, {name}, p50", ratio, TARGET, "times")
    guarded.close()
    unguarded.close()
