"""A network has NAT gateways only where something in it needs a way out."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import set_option


class NatGatewaysAreNeeded(Check):
    """COST08-BP02."""

    practice = "COST08-BP02"
    severity = "medium"
    sentence = "A network has NAT gateways only where something in it needs a way out."
    risk = "A NAT gateway costs over thirty dollars a month for doing nothing."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part, option in system.with_option("nat_gateways"):
            if part.options[option] == "none":
                continue
            inside = [
                p
                for p in system.parts
                if system.network_of(p) is part and (p.block.placement == "private_subnets" or p.block.egress_https)
            ]
            evidence = f"{part.says(option)}, and {inside[0].id if inside else 'nothing'} needs a way out"
            yield Verdict(part.id, evidence, bool(inside), Fix() if inside else set_option(part, option, "none"))
