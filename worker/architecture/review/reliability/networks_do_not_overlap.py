"""Networks of one architecture have address ranges that do not overlap."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option

FREE = tuple(f"10.{number}.0.0/16" for number in range(256))


class NetworksDoNotOverlap(Check):
    """REL02-BP05."""

    practice = "REL02-BP05"
    severity = "medium"
    sentence = "Networks of one architecture have address ranges that do not overlap."
    risk = "Networks that share addresses can never be connected."

    def judge(self, system: System) -> Iterator[Verdict]:
        seen: dict[str, str] = {}
        networks = [part for part in system.parts if "cidr" in part.options and part.block.placement == "network"]
        for part in networks if len(networks) > 1 else ():
            cidr = str(part.options["cidr"])
            if cidr in seen:
                taken = {str(network.options["cidr"]) for network in networks}
                free = [cidr for cidr in FREE if cidr not in taken][len(seen) - 1 :]
                yield Verdict(
                    part.id, f"{part.says('cidr')}, as {seen[cidr]} has", False, set_option(part, "cidr", *free)
                )
            else:
                yield Verdict(part.id, part.says("cidr"), True)
            seen.setdefault(cidr, part.id)
