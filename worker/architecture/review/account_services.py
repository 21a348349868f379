"""Services that watch a whole account: an architecture may bring one, or the organization has it already."""

from collections.abc import Iterator

from worker.architecture.change import AddComponent
from worker.architecture.model import Component
from worker.architecture.review.check import Fix, Verdict
from worker.architecture.review.system import System
from worker.architecture.review.verdicts import ask


def watched_by(system: System, title: str, *services: str, question: str) -> Iterator[Verdict]:
    """Holds where a part is of one of the services. Without one it is a finding if the request names a framework that
    wants it, and otherwise a question: it may be on for the whole organization."""
    present = system.of(*services)
    if present:
        yield Verdict(present[0].id, f"{present[0].id} is {present[0].block.title}", True)
    elif system.compliance:
        asked = ", ".join(sorted(system.compliance))
        yield Verdict("", f"no {title}, and the request asks for {asked}", False, add(system, title, *services))
    else:
        yield ask(f"no {title} in the architecture", question)


def add(system: System, title: str, *services: str) -> Fix:
    """A component of the first block of these services that stands alone."""
    for block in system.catalogue.blocks.values():
        if block.service in services and not block.needed_slots and not system.needs_network(block.name):
            because = "The Well-Architected review asked for it."
            made = Component(id=system.free_id(block.name), block=block.name, name=block.title[:60], because=because)
            return Fix((AddComponent(component=made),))
    return Fix(none=f"the catalogue has no {title}")
