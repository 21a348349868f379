"""The content delivery network serves from all places of the world only where users are all over it."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask, one_of


class TheCdnServesOnlyWhereUsersAre(Check):
    """COST05-BP03."""

    practice = "COST05-BP03"
    severity = "low"
    sentence = "The content delivery network serves from all places of the world only where users are all over it."
    risk = "The last continents cost up to twice as much a gigabyte."
    whom = "product owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("price_class"):
            if part.options[option] != "PriceClass_100" and not system.wants("cdn"):
                question = f"Who uses {part.id} outside North America and Europe?"
                if system.requirements is None:
                    yield ask(part.says(option), question, part)
                else:
                    yield one_of(part, option, "PriceClass_100")
            else:
                yield Verdict(part.id, part.says(option), True)
