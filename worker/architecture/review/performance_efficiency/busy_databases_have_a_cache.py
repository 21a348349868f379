"""From 200 requests a second on, a cache stands beside the relational database."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach


class BusyDatabasesHaveACache(Check):
    """PERF03-BP05."""

    practice = "PERF03-BP05"
    severity = "medium"
    sentence = "From 200 requests a second on, a cache stands beside the relational database."
    risk = "The database answers the same question thousands of times, until it answers none."

    def judge(self, system: System) -> Iterator[Verdict]:
        rate = system.asked("requests_per_second") or (system.asked("requests_per_month") or 0) / (730 * 3600)
        databases = system.in_kind("relational")
        for part in databases if rate >= 200 else ():
            callers = [caller for caller in part.fed_by() if "code" in caller.kinds]
            caches = [other for caller in callers for other in caller.feeds() if "cache" in other.kinds]
            if caches:
                yield Verdict(part.id, f"{caches[0].id} stands beside {part.id}", True)
            elif callers:
                fix = attach(system, callers[0], "elasticache_redis", id="cache", name="Cache", into=False)
                yield Verdict(part.id, f"no cache beside {part.id} at {rate:,.0f} requests a second", False, fix)
