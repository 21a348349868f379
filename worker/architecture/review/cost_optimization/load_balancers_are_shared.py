"""Services in one network share a load balancer."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


class LoadBalancersAreShared(Check):
    """COST06-BP04."""

    practice = "COST06-BP04"
    severity = "low"
    sentence = "Services in one network share a load balancer."
    risk = "Each one costs its hours and addresses, whatever passes through."

    def judge(self, system: System) -> Iterator[Verdict]:
        for network in system.parts:
            if network.block.placement != "network":
                continue
            balancers = [p for p in system.of("elastic_load_balancing") if system.network_of(p) is network]
            alike = [p for p in balancers if p.block.name == "application_load_balancer"]
            if alike:
                names = ", ".join(p.id for p in alike)
                holds = len(alike) == 1
                none = "" if holds else f"let {alike[0].id} lead to all of them, each by its path"
                yield Verdict(network.id, f"{network.id} has {names}", holds, Fix(none=none))
