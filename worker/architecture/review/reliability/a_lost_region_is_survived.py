"""Where a second region is asked for, every store has a copy there."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import ask


def _elsewhere(part: Part) -> str:
    names = (name for name, value in part.options.items() if "region" in name and value)
    return next(names, "")


class ALostRegionIsSurvived(Check):
    """REL13-BP02."""

    practice = "REL13-BP02"
    severity = "high"
    sentence = "Where a second region is asked for, every store has a copy there."
    risk = "When the region is away, so is the data, whatever else stands ready."
    whom = "business owner"

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("store"):
            helpers = [helper for helper in part.fed_by("backup") if _elsewhere(helper)]
            copies = [*([part] if _elsewhere(part) else []), *helpers]
            if copies:
                yield Verdict(part.id, copies[0].says(_elsewhere(copies[0])), True)
            elif system.wants("multi_region"):
                evidence = f"no copy of {part.id} outside {system.architecture.region}"
                yield Verdict(part.id, evidence, False, Fix(none="needs the choice of a second region"))
            else:
                question = f"Must {part.id} survive the loss of {system.architecture.region}?"
                yield ask(f"no copy of {part.id} in another region", question, part)
