"""Did Terraform and CloudFormation make the same? By component and kind of resource."""

from collections import Counter
from collections.abc import Iterable

from worker.trial.families import family, why_different
from worker.trial.receipt import Difference
from worker.trial.site import Site, StepFailed, StepSkipped

CUSTOM = ("Custom::", "AWS::CloudFormation::CustomResource")
Counts = Counter[tuple[str, str]]  # (component, family)


def compare_inventories(site: Site) -> str:
    """Raises StepFailed where one dialect makes what the other does not, and the emulator's gaps do not explain it."""
    if not site.state or not site.stack:
        raise StepSkipped("only one of the two was deployed")
    here = Counter(_key(site, site.owners.of_address(one.address), one.type) for one in site.state.values())
    there = Counter(_key(site, site.owners.of_logical_id(name), kind) for name, (kind, _) in site.stack.items())
    known = {name for _, name in here} & {name for _, name in there} | _families_of_both(site)
    site.differences += list(_differences(site, here, there, known - {""}))
    faults = [one for one in site.differences if not one.explained]
    if faults:
        told = "; ".join(f"{one.component}: {one.family} {one.terraform} and {one.cloudformation}" for one in faults)
        raise StepFailed(f"Terraform and CloudFormation differ: {told}")
    same = sum(1 for key, number in here.items() if key[1] in known and there[key] == number)
    return f"{same} kinds of resources by component are the same"


def _families_of_both(site: Site) -> set[str]:
    """Also of what was left out on one side: it is a difference that has its explanation."""
    families: dict[str, set[str]] = {"terraform": set(), "cloudformation": set()}
    for one in site.proofs.values():
        families[one.dialect].add(family(one.type))
    return families["terraform"] & families["cloudformation"]


def _differences(site: Site, here: Counts, there: Counts, known: set[str]) -> Iterable[Difference]:
    lacking = {_key(site, one.component, one.type) for one in site.proofs.values() if one.status != "proven"}
    for key in sorted({*here, *there}):
        if key[1] in known and here[key] != there[key]:
            why = "not all of them are emulated" if key in lacking else _explained(site, *key)
            yield Difference(
                component=key[0],
                family=key[1],
                terraform=here[key],
                cloudformation=there[key],
                explained=why,
            )


def _explained(site: Site, component: str, kind: str) -> str:
    by_function = (one for one in site.proofs.values() if one.type.startswith(CUSTOM))
    if component in {site.owners.component(one.component) for one in by_function}:
        return "CloudFormation has a function do what Terraform has a resource for."
    parts = {one.id: one.block for one in site.bundle.architecture.components}
    return why_different(kind, parts[component]) if component in parts else ""


def _key(site: Site, owner: str, kind: str) -> tuple[str, str]:
    return site.owners.component(owner), family(kind)
