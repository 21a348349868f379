"""A plan's limits on a real database: no race, no clock and no way of ending a job gets past them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from jobs import claims
from jobs.chores.endings import fail_jobs, is_job
from jobs.chores.retention import remove_old_files
from jobs.chores.services import Services
from jobs.conversations import create
from jobs.database import Database
from jobs.errors import PlanLimitReached, QuotaExceeded
from jobs.models import Job, UsageMonth
from jobs.quotas import used_by
from jobs.states import Mode
from jobs.submission import NewJob, submit
from jobs.tiers import TierName, tiers

Sql = Callable[..., list[tuple[Any, ...]]]
FREE = tiers().free
IMPLEMENTS = FREE.jobs_a_month.implement or 0


@pytest.fixture
def free(tenant: Any, as_superuser: Sql) -> Any:
    """An organization of the tier free."""
    as_superuser("UPDATE organization SET tier = 'free' WHERE id = %s", tenant.org_id)
    return tenant


@pytest.fixture
def use(database: Database, free: Any) -> Callable[..., None]:
    """Let this many jobs of this month be used already."""

    def write(used: int, mode: Mode = Mode.IMPLEMENT) -> None:
        month = datetime.now(UTC).date().replace(day=1)
        with database.tenant(free.org_id):
            UsageMonth.create(org_id=free.org_id, month=month, mode=mode, used=used)

    return write


@pytest.fixture
def send(database: Database, free: Any) -> Callable[..., list[Job]]:
    def submit_them(count: int = 1, mode: Mode = Mode.IMPLEMENT) -> list[Job]:
        new = [NewJob("An API.", mode) for _ in range(count)]
        return submit(database, org_id=free.org_id, user_id=free.user_id, jobs=new)

    return submit_them


def test_fifty_submissions_at_the_edge_fill_the_month_exactly(
    database: Database, free: Any, use: Any, send: Any
) -> None:
    use(IMPLEMENTS - 7)

    def attempt(_: int) -> int:
        try:
            return len(send())
        except PlanLimitReached:
            return 0

    with ThreadPoolExecutor(15) as pool:
        assert sum(pool.map(attempt, range(50))) == 7
    assert used_by(database, free.org_id).jobs_this_month[Mode.IMPLEMENT] == IMPLEMENTS
    with database.tenant(free.org_id):
        assert Job.select().count() == 7


def test_fifty_submissions_at_the_edge_fill_the_unfinished_jobs_exactly(
    database: Database, free: Any, send: Any
) -> None:
    send(FREE.batch_size)

    def attempt(_: int) -> int:
        try:
            return len(send())
        except QuotaExceeded:
            return 0

    with ThreadPoolExecutor(15) as pool:
        assert sum(pool.map(attempt, range(50))) == FREE.unfinished_jobs - FREE.batch_size
    used = used_by(database, free.org_id)
    assert (used.unfinished_jobs, used.jobs_this_month[Mode.IMPLEMENT]) == (FREE.unfinished_jobs, FREE.unfinished_jobs)


def test_what_does_not_fit_says_which_limit_how_much_and_until_when(
    database: Database, free: Any, use: Any, send: Any
) -> None:
    use(IMPLEMENTS - 1)
    expected = f"Free includes {IMPLEMENTS} bundles a month, and {IMPLEMENTS - 1} are used: 2 more do not fit"
    with pytest.raises(PlanLimitReached, match=expected) as error:
        send(2)
    reached = error.value.reached
    assert reached is not None
    assert (reached.name, reached.used, reached.limit) == ("jobs_a_month.implement", IMPLEMENTS - 1, IMPLEMENTS)
    assert reached.resets_at == used_by(database, free.org_id).resets_at
    today = datetime.now(UTC)
    assert (reached.resets_at.day, reached.resets_at.hour, reached.resets_at.utcoffset()) == (1, 0, today.utcoffset())
    assert 0 < (reached.resets_at - today).days + 1 <= 31
    assert len(send(1)) == 1, "two did not fit, and took nothing"
    with pytest.raises(PlanLimitReached, match="no more fit"):
        send(1)


def test_a_first_submission_that_is_larger_than_the_month_is_refused(
    database: Database, free: Any, send: Any, as_superuser: Sql
) -> None:
    verifies = FREE.jobs_a_month.verify or 0
    send(verifies, Mode.VERIFY)
    with pytest.raises(PlanLimitReached, match="trial deployments"):
        send(1, Mode.VERIFY)
    assert used_by(database, free.org_id).jobs_this_month == {
        Mode.BRAINSTORM: 0,
        Mode.ANALYZE: 0,
        Mode.IMPLEMENT: 0,
        Mode.VERIFY: verifies,
    }


def test_a_batch_has_a_size(send: Any) -> None:
    with pytest.raises(PlanLimitReached, match=f"at most {FREE.batch_size} jobs") as error:
        send(FREE.batch_size + 1)
    assert error.value.reached is not None
    assert error.value.reached.resets_at is None


def test_a_month_begins_anew(use: Any, send: Any, as_superuser: Sql, free: Any) -> None:
    use(IMPLEMENTS)
    with pytest.raises(PlanLimitReached):
        send()
    as_superuser("UPDATE usage_month SET month = month - interval '1 month' WHERE org_id = %s", free.org_id)
    assert len(send()) == 1


def test_turns_of_conversations_are_counted_too(database: Database, free: Any, use: Any) -> None:
    use(FREE.jobs_a_month.brainstorm or 0, Mode.BRAINSTORM)
    with pytest.raises(PlanLimitReached, match="turns of conversations"):
        create(database, org_id=free.org_id, user_id=free.user_id, text="A shop.")


def test_an_organization_without_a_limit_is_counted_all_the_same(
    database: Database, free: Any, send: Any, as_superuser: Sql
) -> None:
    as_superuser("UPDATE organization SET tier = 'enterprise' WHERE id = %s", free.org_id)
    send(IMPLEMENTS + 1)
    send()
    used = used_by(database, free.org_id)
    assert (used.allowance.name, used.jobs_this_month[Mode.IMPLEMENT]) == (TierName.ENTERPRISE, IMPLEMENTS + 2)
    assert used.members == 1


def test_failed_jobs_are_given_back_and_so_are_those_that_were_cancelled_before_they_began(
    database: Database, free: Any, send: Any, services: Services
) -> None:
    def hold(job: Job) -> claims.Claim:
        held = claims.claim(database, free.org_id, job.id, worker="w", lease_seconds=60)
        assert held is not None
        return held

    by_worker, by_chore, waiting, begun, done, again = send(6)
    assert claims.fail(database, hold(by_worker), "failed", "It did not work.")
    assert not claims.fail(database, claims.Claim(**{**vars(hold(again)), "attempt": 9}), "failed", "A zombie.")
    assert claims.finish(database, hold(done), {})
    with services.database.chores():
        assert fail_jobs(is_job(free.org_id, by_chore.id), "undeliverable", "Lost.")
    assert claims.cancel(database, free.org_id, waiting.id)
    hold(begun)
    assert claims.cancel(database, free.org_id, begun.id)
    assert used_by(database, free.org_id).jobs_this_month[Mode.IMPLEMENT] == 3, "begun, done and again"


def test_artifacts_are_kept_as_long_as_the_tier_says(
    database: Database, free: Any, send: Any, services: Services, as_superuser: Sql
) -> None:
    (job,) = send()
    held = claims.claim(database, free.org_id, job.id, worker="w", lease_seconds=60)
    assert held is not None
    stored = services.artifacts.put(free.org_id, job.id, 1, "a.txt", b"a", "text/plain")
    assert claims.finish(database, held, {}, [stored])
    age = "UPDATE artifact SET created_at = now() - make_interval(days => %s) WHERE job_id = %s"
    as_superuser(age, FREE.retention_days + 1, job.id)
    as_superuser("UPDATE organization SET tier = 'pro' WHERE id = %s", free.org_id)
    assert remove_old_files(services) == 0
    as_superuser("UPDATE organization SET tier = 'free' WHERE id = %s", free.org_id)
    assert remove_old_files(services) == 1
