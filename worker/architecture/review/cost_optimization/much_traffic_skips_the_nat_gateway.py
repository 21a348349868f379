"""Where more than 500 GB a month pass the NAT gateways, images and logs go through endpoints."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option

HEAVY = ("ecr.api", "ecr.dkr", "logs")


class MuchTrafficSkipsTheNatGateway(Check):
    """COST08-BP03."""

    practice = "COST08-BP03"
    severity = "medium"
    sentence = "Where more than 500 GB a month pass the NAT gateways, images and logs go through endpoints."
    risk = "A gigabyte through the NAT gateway costs four times as much as through an endpoint."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("interface_endpoints"):
            gigabytes = part.number("nat_gb_per_month")
            if gigabytes > 500 and part.options.get("nat_gateways") != "none":
                given = part.options[option]
                present = [*given] if isinstance(given, list) else []
                missing = [name for name in HEAVY if name not in present]
                evidence = f"{part.says('nat_gb_per_month')}, {part.says(option)}"
                fix = set_option(part, option, [*present, *missing]) if missing else Fix()
                yield Verdict(part.id, evidence, not missing, fix)
