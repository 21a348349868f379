"""Browsers may call from named origins only."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class ScriptsOfAnySiteAreRefused(Check):
    """SEC03-BP07."""

    practice = "SEC03-BP07"
    severity = "medium"
    sentence = "Browsers may call from named origins only."
    risk = "The page of a stranger can use the interface with what the visitor's browser holds."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("allow_origins"):
            origins = part.options[option]
            if not isinstance(origins, list) or not origins:
                continue
            named = [origin for origin in origins if origin != "*"]
            fix = Fix() if named == origins else set_option(part, option, named)
            yield Verdict(part.id, part.says(option), named == origins, fix)
