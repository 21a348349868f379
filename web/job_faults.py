"""What a new job's fields say together: what is missing, what contradicts, and what the catalogue does not know."""

from collections.abc import Iterator

from web.architecture_faults import refuse_faulty
from web.assumption_faults import refuse_faulty_assumptions
from web.problems import Fault, InvalidFields
from web.schemas.jobs import NewJob

OF_A_PLAN = ("region", "environment", "option", "pins", "assumptions", "fixes", "option_fixes")
"""Fields that tell the planner something; an architecture is made without it."""


def refuse_contradictory(body: NewJob) -> None:
    """Raises InvalidFields."""
    if faults := [*_faults(body)]:
        raise InvalidFields(faults=faults)
    refuse_faulty_assumptions(body.assumptions)
    if body.architecture:
        refuse_faulty(body.architecture)


def _faults(body: NewJob) -> Iterator[Fault]:
    if body.architecture is None and not body.request:
        yield Fault("request", "is missing", "required")
    for name in ("region", "environment"):
        said, chosen = getattr(body, name), body.assumptions.get(name)
        if said and chosen and said != chosen:
            yield Fault(
                f"assumptions.{name}", f"says {chosen}, and the field {name} {said}", "one of both, or the same"
            )
    if body.mode == "analyze" and body.fixes:
        yield Fault("fixes", "does not say of which option", "option_fixes")
    if body.mode == "implement" and body.option_fixes:
        yield Fault("option_fixes", "is of an analyze job, which makes all options", "fixes")
    if body.architecture is None:
        return
    if body.mode == "analyze":
        yield Fault("architecture", "cannot be compared: an analyze job plans three options itself", "mode implement")
    for name in OF_A_PLAN:
        if getattr(body, name):
            yield Fault(name, "does not go with an architecture, which is made as it is", f"no {name}")
