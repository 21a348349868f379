"""Outside production, nothing is there twice in case a zone fails."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import at_most, one_of


class TestEnvironmentsAreNotRedundant(Check):
    """SUS02-BP02."""

    practice = "SUS02-BP02"
    severity = "low"
    sentence = "Outside production, nothing is there twice in case a zone fails."
    risk = "Standbys that nobody needs use the same power as those that somebody does."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts if not system.production else ():
            if "multi_az" in part.options:
                yield one_of(part, "multi_az", False)
            if part.options.get("nat_gateways", "none") != "none":
                yield one_of(part, "nat_gateways", "single")
            for option in ("instances", "nodes", "minimum_count"):
                if option in part.options and part.block.category in ("database", "compute"):
                    yield at_most(part, option, 1)
