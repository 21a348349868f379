"""What a mishap does to the design as it stands: what goes on by itself, what is lost, who is told, what to do."""

from jobs.sheets import Sheet
from worker.agents.talk.design_answers import design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.facts import page_of
from worker.agents.talk.happenings import Happening
from worker.agents.talk.offers import Offer, offers
from worker.agents.talk.told import Citation, Told
from worker.agents.talk.wording import bullets, in_a_sentence, listed, span_of_minutes
from worker.architecture.model import Component
from worker.architecture.options import effective_options
from worker.architecture.recovery import ComponentRecovery

MOST_PARTS = 4
WATCHES = "cloudwatch_alarm"
VAULT = "backup_plan"


def what_happens(happening: Happening, sheet: Sheet, designs: Designs) -> Told:
    """By the recovery model, and by the backups, versions and locks that the design has."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    parts = _concerned(happening, design)
    lines = [happening.itself.strip()] if happening.itself else []
    failures = _failures(happening, parts, design)
    lines += [_failure(one) for one in failures[:MOST_PARTS]]
    if happening.scope and not failures:
        names = listed([in_a_sentence(one.name) for one in parts[:MOST_PARTS]]) or "what the design has"
        lines.append(
            f"Nothing stops: {names} {'stands' if len(parts) == 1 else 'stand'} in several zones, and no data is lost."
        )
    lines += _way_back(happening, parts, design)
    if happening.lost:
        lines.append(f"Lost: {happening.lost.strip()}")
    lines.append(_told_to(happening, design))
    if happening.do:
        lines.append(f"To do: {happening.do.strip()}")
    if happening.scope:
        lines.append("The steps for each component stand in the RUNBOOK.md of the bundle.")
    text = f"**{happening.title}.** As the design stands:\n\n{bullets(lines)}"
    better = _better(happening, failures, sheet, design, designs)
    if better:
        text += f"\n\nWhat would make it better:\n\n{bullets([one.line for one in better])}"
    pages = [Citation(one.name, one.source) for one in failures if one.source]
    pages += [page_of(design.catalogue.block(one.block)) for one in parts[:2]]
    return Told(text, tuple({one.url: one for one in pages}.values())[:4], tuple(one.choice for one in better))


def _better(
    happening: Happening, failures: list[ComponentRecovery], sheet: Sheet, design: Design, designs: Designs
) -> list[Offer]:
    """Changes of which the model says that they shorten the failure; for the others, that they differ is enough."""
    if happening.only_with and not any(design.of_block(one) for one in happening.only_with):
        return []
    found = offers(sheet, happening.tries, designs)
    if not happening.scope:
        return found
    ids = {one.component for one in failures}

    def shortens(one: Offer) -> bool:
        after = one.after.judgement.recovery
        parts = (after.region if happening.scope == "region" else after.zone).components
        left = {part.component: part.rto_minutes + part.rpo_minutes for part in parts if part.component in ids}
        return any(left.get(was.component, 0) < was.rto_minutes + was.rpo_minutes for was in failures)

    return [one for one in found if shortens(one) or one.after.of_block(VAULT)]


def _concerned(happening: Happening, design: Design) -> list[Component]:
    for wanted in (happening.matters, happening.otherwise):
        found = [
            one
            for one in design.architecture.components
            if "all" in wanted or one.block in wanted or design.catalogue.block(one.block).category in wanted
        ]
        if found:
            return [one for one in found if design.catalogue.block(one.block).category != "operations"]
    return []


def _failures(happening: Happening, parts: list[Component], design: Design) -> list[ComponentRecovery]:
    """Of the parts concerned, those that the failure stops or that lose data, the slowest first."""
    if not happening.scope:
        return []
    found = design.judgement.recovery.region if happening.scope == "region" else design.judgement.recovery.zone
    ids = {one.id for one in parts}
    return sorted((one for one in found.components if one.component in ids), key=lambda one: -one.rto_minutes)


def _failure(one: ComponentRecovery) -> str:
    lost = f"up to {span_of_minutes(one.rpo_minutes)} of data lost" if one.rpo_minutes else "no data lost"
    return f"**{one.name}**: back after {span_of_minutes(one.rto_minutes)}, {lost}. {one.how}"


def _way_back(happening: Happening, parts: list[Component], design: Design) -> list[str]:
    """Backups, versions and locks of the parts that keep data."""
    if happening.name == "full":
        queues = [one for one in parts if one.block in happening.only_with]
        empty = [] if queues else ["The design has no queue; what could fill up is this."]
        growth = [(one.name, design.catalogue.block(one.block).scaling) for one in parts[:MOST_PARTS]]
        return empty + [f"**{name}**: {scaling}" for name, scaling in growth if scaling]
    if happening.name not in ("ransomware", "deletion", "database"):
        return []
    lines = []
    vault = bool(design.of_block(VAULT))
    for one in parts[:MOST_PARTS]:
        has = _guards(one, design)
        has += ["copies in the vault of AWS Backup"] if vault and has else []
        if has:
            lines.append(f"**{one.name}** has {listed(has)}.")
        else:
            lines.append(f"**{one.name}** has {'only the vault of AWS Backup' if vault else '**no backup**'}.")
    return lines


def _guards(one: Component, design: Design) -> list[str]:
    options = effective_options(one, design.catalogue.block(one.block))
    has = []
    if options.get("point_in_time_recovery"):
        has.append("a way back to any second of the last 35 days")
    if days := options.get("backup_retention_days"):
        has.append(f"daily backups for {days} days")
    if options.get("versioning"):
        kept = options.get("old_version_days")
        has.append(f"old versions of each object{f', kept for {kept} days' if kept else ''}")
    if options.get("object_lock"):
        has.append("a lock under which nobody can delete")
    if options.get("deletion_protection"):
        has.append("a guard against being deleted as a whole")
    return has


def _told_to(happening: Happening, design: Design) -> str:
    watching = (WATCHES,) if happening.seen_by is None else happening.seen_by
    names = [one.name for block in watching for one in design.of_block(block)]
    if names:
        return f"Told: {listed(names)} sends a message to those who subscribed to it."
    return "Told: nobody by itself; no part of the design watches for that."
