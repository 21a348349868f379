"""No role has an AWS managed policy that gives full access."""

import re
from collections.abc import Iterator

from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System

FULL = re.compile(r"FullAccess|AdministratorAccess|PowerUserAccess")


class RolesHaveNoFullAccessPolicies(Check):
    """SEC03-BP02."""

    practice = "SEC03-BP02"
    severity = "high"
    sentence = "No role has an AWS managed policy that gives full access."
    risk = "Managed full-access policies allow far more than the component does, today and after AWS adds to them."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            policies = [policy.path for role in part.block.roles.values() for policy in role.managed]
            full = [path for path in policies if FULL.search(path)]
            if full:
                yield Verdict(
                    part.id, f"{part.id} has {full[0]}", False, Fix(none="the catalogue's block has to drop it")
                )
            elif part.block.roles:
                yield Verdict(part.id, f"{part.id} has {', '.join(policies) or 'no managed policy'}", True)
