"""Inspector looks for known vulnerabilities in what runs."""

from collections.abc import Iterator

from worker.architecture.review.account_services import watched_by
from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System


class ComputeIsScannedForVulnerabilities(Check):
    """SEC06-BP01."""

    practice = "SEC06-BP01"
    severity = "medium"
    sentence = "Inspector looks for known vulnerabilities in what runs."
    risk = "A library that was safe when it was built is not safe for long."
    whom = "security team"

    def judge(self, system: System) -> Iterator[Verdict]:
        if system.in_kind("code"):
            question = "Is Amazon Inspector on for this account, for functions and images?"
            yield from watched_by(system, "Amazon Inspector", "inspector", question=question)
