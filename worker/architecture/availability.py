"""How available the whole is, from the service level agreements that AWS publishes, and the formula for it."""

import math
from collections.abc import Mapping

from pydantic import Field

from worker.architecture.block import Block, Sla
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, Frozen, OptionValue
from worker.architecture.options import effective_options
from worker.architecture.request_path import Path, Paths

TIMES = "\u00d7"
MINUTES_PER_MONTH = 730 * 60
STEERING = frozenset({"route53", "global_accelerator"})
"""Services that send a caller elsewhere while a target is away: their targets of one kind stand in for each other."""
METHOD = (
    "Composite of the monthly uptime that AWS's published service level agreements promise: the product over "
    "everything that a request may reach before it is answered. Each counts as needed by every request, so the true "
    "figure is better; your own code, deployments and mistakes are not in it. What an event brings later is only "
    "delayed and does not count."
)


class Term(Frozen):
    """One factor of the product: a component, or several of which one is enough."""

    components: tuple[str, ...]
    name: str
    percent: float
    source: str
    note: str = ""


class PathAvailability(Frozen):
    """One entry's product."""

    entry: str = Field(description="Id of the component that clients, or events, come in by.")
    percent: float = Field(description="Of a month; four decimals.")
    formula: str
    terms: tuple[Term, ...]
    no_sla: tuple[str, ...] = Field(default=(), description="Names of those without a published SLA, left out of it.")


class Availability(Frozen):
    """The lowest of the paths stands for the whole."""

    percent: float | None = Field(description="None where nothing on any path has a published SLA.")
    downtime_minutes_per_month: float | None
    formula: str
    limited_by: str = Field(description="Name of the component that promises least.")
    no_sla: tuple[str, ...] = ()
    paths: tuple[PathAvailability, ...] = ()
    method: str = METHOD


def availability(architecture: Architecture, catalogue: Catalogue) -> Availability:
    """Composite availability of every path. Raises UnknownBlock and MissingConnection."""
    ways = Paths(architecture, catalogue)
    paths = tuple(_of_path(path, ways) for path in ways.paths)
    counted = [path for path in paths if path.terms]
    no_sla = tuple(dict.fromkeys(name for path in paths for name in path.no_sla))
    if not counted:
        formula = f"No published SLA: {', '.join(no_sla) or 'nothing runs'}."
        return Availability(
            percent=None, downtime_minutes_per_month=None, formula=formula, limited_by="", no_sla=no_sla, paths=paths
        )
    worst = min(counted, key=lambda path: path.percent)
    return Availability(
        percent=worst.percent,
        downtime_minutes_per_month=round((100 - worst.percent) / 100 * MINUTES_PER_MONTH, 1),
        formula=worst.formula,
        limited_by=min(worst.terms, key=lambda term: term.percent).name,
        no_sla=no_sla,
        paths=paths,
    )


def sla_of(block: Block, options: Mapping[str, OptionValue]) -> Sla | None:
    """The first of the block's agreements whose condition holds."""
    fitting = (sla for sla in block.slas if all(options.get(name) in values for name, values in sla.when.items()))
    return next(fitting, None)


def _of_path(path: Path, ways: Paths) -> PathAvailability:
    groups = _groups(path, ways)
    terms, no_sla = [], []
    for group in groups:
        known = [(one, sla) for one in group if (sla := sla_of(ways.block(one), _options(one, ways)))]
        if known:
            terms.append(_term(known))
        no_sla += [one.name for one in group if one.id not in {component.id for component, _ in known}]
    share = math.prod(term.percent / 100 for term in terms)
    return PathAvailability(
        entry=path.entry.id,
        percent=round(share * 100, 4),
        formula=_formula(terms, share),
        terms=tuple(terms),
        no_sla=tuple(no_sla),
    )


def _groups(path: Path, ways: Paths) -> list[list[Component]]:
    """The components of the path; those that stand in for each other together."""
    together: dict[str, str] = {}
    for source in path.components:
        if ways.block(source).service in STEERING:
            for target in ways.targets(source):
                together[target.id] = f"{source.id} {target.block}"
    groups: dict[str, list[Component]] = {}
    for component in path.components:
        if ways.block(component).placement != "network":  # its agreement is for calls out, which no answer waits for
            groups.setdefault(together.get(component.id, component.id), []).append(component)
    return list(groups.values())


def _term(known: list[tuple[Component, Sla]]) -> Term:
    away = math.prod(1 - sla.monthly_percent / 100 for _, sla in known)
    return Term(
        components=tuple(component.id for component, _ in known),
        name=" or ".join(component.name for component, _ in known),
        percent=round((1 - away) * 100, 6),
        source=known[0][1].source,
        note=known[0][1].note,
    )


def _formula(terms: list[Term], share: float) -> str:
    product = f" {TIMES} ".join(f"{term.percent:g} % ({term.name})" for term in terms)
    return f"{product} = {share * 100:.4g} %" if len(terms) > 1 else product


def _options(component: Component, ways: Paths) -> dict[str, OptionValue]:
    return effective_options(component, ways.block(component))
