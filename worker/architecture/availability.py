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
TINY = 1e-9
STEERING = frozenset({"route53", "global_accelerator", "elastic_load_balancing"})
"""Services that send a caller elsewhere while a target is away: their targets of one kind stand in for each other."""
LINES = frozenset({"direct_connect", "vpn"})
"""Services that bring a site of the customer's own to the same network: routes move to the one that is left."""
MOST_OF_SEVERAL = 99.99
"""What AWS promises at most for servers over several zones: two that fail apart would be better only on paper."""
METHOD = (
    "Composite of the monthly uptime that AWS's published service level agreements promise: the product over "
    "everything that a request may reach before it is answered, by how it is set up here (one zone or several). Of "
    "parts of which one is enough, all must be away: 1 - (1 - a) (1 - b), and no more than the 99.99 % that AWS "
    "promises for several zones where they are servers. Each factor counts as needed by every request, so the true "
    "figure is better. Not in it: your own code, deployments and mistakes; what an event brings later, which is only "
    "delayed; what is read when the application starts and not when it answers (secrets, parameters, images); a "
    "firewall that lets requests pass while it is away; what only watches."
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
            terms.append(_term(known, ways))
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
    lines = _other_lines(path, ways)
    together = {line.id: "lines" for line in (path.entry, *lines)} if lines else {}
    for source in path.components:
        if ways.block(source).service in STEERING:
            for target in ways.targets(source):
                # A load balancer sends each path to targets of its own.
                part = _options(target, ways).get("path_pattern", "")
                together[target.id] = f"{source.id} {target.block} {part}"
    groups: dict[str, list[Component]] = {}
    for component in (*path.components, *lines):
        if ways.block(component).placement != "network":  # its agreement is for calls out, which no answer waits for
            groups.setdefault(together.get(component.id, component.id), []).append(component)
    return [part for group in groups.values() for part in _apart(group, ways)]


def _apart(group: list[Component], ways: Paths) -> list[list[Component]]:
    """The group as one, or one by one where a zone takes all of it away."""
    zones = {_options(component, ways).get("zone") for component in group}
    return [group] if zones == {None} or len(zones) > 1 else [[component] for component in group]


def with_stand_ins(architecture: Architecture, catalogue: Catalogue) -> frozenset[str]:
    """Ids of servers whose requests go to another one, in another zone, while theirs is away."""
    ways = Paths(architecture, catalogue)
    groups = [group for path in ways.paths for group in _groups(path, ways) if len(group) > 1]
    return frozenset(one.id for group in groups for one in group if "zone" in ways.block(one).options)


def _other_lines(path: Path, ways: Paths) -> list[Component]:
    """Lines beside the path's own that end where it does."""
    if ways.block(path.entry).service not in LINES:
        return []
    ends = _ends(path.entry, ways)
    others = (other.entry for other in ways.paths if other is not path)
    return [one for one in others if ways.block(one).service in LINES and ends & _ends(one, ways)]


def _ends(line: Component, ways: Paths) -> set[str]:
    return {target.id for target in ways.targets(line)}


def _term(known: list[tuple[Component, Sla]], ways: Paths) -> Term:
    away = math.prod(1 - sla.monthly_percent / 100 for _, sla in known)
    percent = round((1 - away) * 100, 6)
    if len(known) > 1 and ways.block(known[0][0]).category == "compute":
        percent = max(min(percent, MOST_OF_SEVERAL), *(sla.monthly_percent for _, sla in known))
    return Term(
        components=tuple(component.id for component, _ in known),
        name=" or ".join(component.name for component, _ in known),
        percent=percent,
        source=known[0][1].source,
        note=known[0][1].note,
    )


def _formula(terms: list[Term], share: float) -> str:
    product = f" {TIMES} ".join(f"{shown(term.percent)} % ({term.name})" for term in terms)
    return f"{product} = {shown(share * 100)} %" if len(terms) > 1 else product


def shown(percent: float) -> str:
    """`99.62`, `99.9975`: two digits of what is missing, rounded down, so that nothing is told as 100 that is less."""
    missing = 100 - percent
    if missing <= TINY:
        return "100"
    digits = max(2, math.ceil(-math.log10(missing)) + 1)
    return f"{math.floor(percent * 10**digits + TINY) / 10**digits:.{digits + 2}g}"


def _options(component: Component, ways: Paths) -> dict[str, OptionValue]:
    return effective_options(component, ways.block(component))
