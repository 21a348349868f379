"""Permissions name their actions and resources; where AWS allows only `*`, they say so."""

from collections.abc import Iterator

from worker.architecture.block import Statement
from worker.architecture.review.check import Check, Fix, Verdict
from worker.architecture.review.system import System


def _too_wide(statement: Statement) -> str:
    wide = next((action for action in statement.actions if action.partition(":")[2] in ("", "*")), "")
    return wide or ("*" if "*" in statement.resources and not statement.because else "")


class GrantsNameTheirResources(Check):
    """SEC03-BP02."""

    practice = "SEC03-BP02"
    severity = "high"
    sentence = "Permissions name their actions and resources; where AWS allows only `*`, they say so."
    risk = "Whoever gets into one component can reach everything in the account."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.parts:
            own = ((statement, f"{part.id}'s own role") for role in part.block.roles.values() for statement in role.own)
            edges = ((grant, f"{part.id} to {edge.target.id}") for edge in part.targets for grant in edge.kind.iam)
            grants = [*own, *edges]
            wide = next(((_too_wide(grant), where) for grant, where in grants if _too_wide(grant)), None)
            if wide:
                none = "the catalogue's files have to name it"
                yield Verdict(part.id, f"{wide[1]} allows {wide[0]}", False, Fix(none=none))
            elif grants:
                yield Verdict(
                    part.id, f"{part.id}: {len(grants)} statements, each of named actions and resources", True
                )
