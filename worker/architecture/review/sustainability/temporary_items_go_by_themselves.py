"""Tables can let items go at a time that stands in the item."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class TemporaryItemsGoByThemselves(Check):
    """SUS04-BP03."""

    practice = "SUS04-BP03"
    severity = "low"
    sentence = "Tables can let items go at a time that stands in the item."
    risk = "Sessions and drafts of years ago are stored, copied and backed up."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("ttl_attribute"):
            holds = bool(part.options[option])
            yield Verdict(part.id, part.says(option), holds, Fix() if holds else set_option(part, option, "expires_at"))
