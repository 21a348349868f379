"""Brings a plan nearer to the budget of the request, one saving after another, and tells what each gives up."""

from worker.architecture.cost import estimate
from worker.architecture.model import Architecture, Assumption
from worker.architecture.planner.draft import Draft, Part
from worker.architecture.planner.facts import Facts
from worker.architecture.planner.networks import facts_of
from worker.architecture.planner.rules import rules
from worker.architecture.planning import Saving


def keep_to_budget(draft: Draft, facts: Facts, region: str) -> None:
    """Apply savings, in their order, until the estimate is within the budget or none is left."""
    budget = facts.load.value("budget_usd_per_month")
    if budget is None:
        return
    for block, saving in rules(draft.catalogue).savings:
        if _cost(draft, region) <= budget:
            return
        for part in draft.of_block(block):
            if not facts_of(part, facts).any_holds(saving.unless):
                _save(draft, part, saving, budget, region)
    total = _cost(draft, region)
    if total > budget:
        reason = (
            f"The request allows ${budget:,.2f}. What it asks for costs more, with every saving that it leaves open."
        )
        draft.notes.append(Assumption(subject="budget", value=f"${total:,.2f} a month", reason=reason))


def _save(draft: Draft, part: Part, saving: Saving, budget: float, region: str) -> None:
    if saving.remove:
        draft.remove(part)
        _tell(draft, part.id, "left out", saving, budget)
        return
    for options in saving.set:
        before, cost = dict(part.options), _cost(draft, region)
        if cost <= budget:
            return
        part.options |= {name: value for name, value in options.items() if name in part.block.options}
        if _cost(draft, region) >= cost:  # the plan was as cheap as this already
            part.options = before
            continue
        for name, value in options.items():
            draft.notes = [note for note in draft.notes if note.subject != f"{part.id}.{name}"]
            _tell(draft, f"{part.id}.{name}", str(value), saving, budget)


def _tell(draft: Draft, subject: str, value: str, saving: Saving, budget: float) -> None:
    reason = f"For the budget of ${budget:,.2f} a month; the price of it: {saving.loses}."
    draft.notes.append(Assumption(subject=subject, value=value, reason=reason))


def _cost(draft: Draft, region: str) -> float:
    sketch = Architecture(title="sketch", project="sketch", region=region, components=draft.components())
    return estimate(sketch, draft.catalogue).monthly_usd
