"""A web application firewall inspects what comes in from the internet."""

from collections.abc import Iterator

from worker.architecture.change import AddComponent, AddConnection
from worker.architecture.model import Component
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import Part, System
from worker.architecture.review.verdicts import attach, together

FIREWALL = "waf_web_acl"
CDN = "cloudfront_distribution"


def _guard(system: System, part: Part) -> Fix:
    if system.can_connect(FIREWALL, part.block.name):
        return attach(system, part, FIREWALL, id=f"{part.id[:31]}_firewall", name="Web firewall", shared=False)
    cdn = attach(system, part, CDN, id="edge", name="Edge", shared=False)
    made = next((change.component.id for change in cdn.changes if isinstance(change, AddComponent)), "")
    if not made or FIREWALL not in system.catalogue.blocks:
        return cdn if cdn.none else Fix(none="the catalogue has no firewall for it")
    wall = Component(
        id=system.free_id(f"{made}_firewall"),
        block=FIREWALL,
        name="Web firewall",
        because="The Well-Architected review asked for it.",
    )
    return together(cdn, Fix((AddComponent(component=wall), AddConnection(source=wall.id, target=made))))


class WebEntrancesStandBehindAFirewall(Check):
    """SEC05-BP03."""

    practice = "SEC05-BP03"
    severity = "high"
    sentence = "A web application firewall inspects what comes in from the internet."
    risk = "Known attacks reach the application, and every fault of it is an open door."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.in_kind("entry"):
            walls = part.helped_by(FIREWALL) or [w for cdn in part.helped_by(CDN) for w in cdn.helped_by(FIREWALL)]
            if walls:
                yield Verdict(part.id, f"{walls[0].id} inspects what reaches {part.id}", True)
            elif system.serves_files_only(part):
                yield Verdict(part.id, f"{part.id} serves files only", True)
            elif not any(caller.block.entry for caller in part.fed_by()):
                yield Verdict(part.id, f"no firewall in front of {part.id}", False, _guard(system, part))
