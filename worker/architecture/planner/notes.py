"""Tells what the plan did with each thing the request named: what was left out, replaced or is not known yet."""

from worker.architecture.model import Assumption
from worker.architecture.planner.draft import Draft
from worker.architecture.planner.facts import Facts

_UNKNOWN = "it is not yet in the catalogue, nor anything like it"


def note_services(draft: Draft, facts: Facts) -> None:
    """One assumption for each service that is not in the plan under its own name. Nothing is dropped in silence."""
    told: set[str] = set()
    for service in facts.requirements.services:
        if service.title in told:
            continue
        told.add(service.title)
        if service.excluded:
            note = _excluded(service.title, "" if service.substitute else service.block, draft)
        elif service.note and service.substitute:
            taken = draft.catalogue.block(service.block).title
            note = Assumption(subject=service.title, value=taken, reason=service.note, important=True)
        elif service.note:
            note = Assumption(subject=service.title, value="part of it", reason=service.note, important=True)
        elif not service.block:
            note = Assumption(
                subject=service.title,
                value="left out",
                reason=f"“{service.quote.text}” is left to be added by hand: {service.why or _UNKNOWN}.",
                important=True,
            )
        elif service.substitute:
            title = draft.catalogue.block(service.block).title
            note = Assumption(
                subject=service.title,
                value=title,
                reason=f"“{service.quote.text}” is not yet in the catalogue; {title} does the same work here.",
                important=True,
            )
        else:
            continue
        draft.notes.append(note)


def _excluded(title: str, block: str, draft: Draft) -> Assumption:
    if block and draft.of_block(block):
        return Assumption(
            subject=title,
            value="left in",
            reason="The request rules it out and asks for it in another place.",
            important=True,
        )
    return Assumption(subject=title, value="not used", reason="The request rules it out; other services do its work.")


_DASHBOARDS = {"quicksight_data_source", "quicksight"}


def open_ends(facts: Facts) -> tuple[Assumption, ...]:
    """What the request asks for and no block of the catalogue can do."""
    missing = {
        "multi_region": "one region is planned; the design can be deployed to a second one as it is",
        "schema_conversion": "tables and code are turned over with DMS Schema Conversion, by hand and with a "
        "review, before the copy starts; that copies rows alone",
        "business_intelligence": "no dashboards are made; QuickSight and others read what is kept here over SQL",
    }
    return tuple(
        Assumption(
            subject=capability.name,
            value="not covered",
            reason=f"“{capability.quote.text}”: {missing[capability.name]}.",
            important=True,
        )
        for capability in facts.requirements.capabilities
        if capability.name in missing and not (capability.name == "business_intelligence" and facts.has & _DASHBOARDS)
    )
