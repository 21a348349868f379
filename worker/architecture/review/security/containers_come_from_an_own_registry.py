"""Containers run images from a registry of one's own."""

from collections.abc import Iterator

from worker.architecture.review.check import Check, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import attach


class ContainersComeFromAnOwnRegistry(Check):
    """SEC11-BP05."""

    practice = "SEC11-BP05"
    severity = "medium"
    sentence = "Containers run images from a registry of one's own."
    risk = "What runs depends on a public registry: it can change, disappear or refuse."

    def judge(self, system: System) -> Iterator[Verdict]:
        for part in system.of("ecs", "eks"):
            registries = [*part.fed_by("ecr"), *part.feeds("ecr")]
            if registries:
                yield Verdict(part.id, f"{part.id} takes its images from {registries[0].id}", True)
            else:
                fix = attach(
                    system, part, "ecr_repository", id=f"{part.id[:33]}_images", name="Images", into=False, shared=False
                )
                yield Verdict(part.id, f"no connection from {part.id} to a registry", False, fix)
