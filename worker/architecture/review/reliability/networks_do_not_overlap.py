"""Networks of one architecture have address ranges that do not overlap."""

from collections.abc import Iterator
from ipaddress import ip_network

from worker.architecture.review.check import Check, Fix, Verdict
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
        networks = [part for part in system.parts if "cidr" in part.options and part.block.placement == "network"]
        ranges = {part.id: ip_network(str(part.options["cidr"])) for part in networks}
        free = [c for c in FREE if not any(ip_network(c).overlaps(taken) for taken in ranges.values())]
        for number, part in enumerate(networks) if len(networks) > 1 else ():
            before = networks[:number]
            clash = next((other.id for other in before if ranges[other.id].overlaps(ranges[part.id])), "")
            words = f", which overlaps {clash}" if clash else ""
            fix = set_option(part, "cidr", *free[number:]) if clash else Fix()
            yield Verdict(part.id, f"{part.says('cidr')}{words}", not clash, fix)
