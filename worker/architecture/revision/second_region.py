"""What is told of a second region: which data is there too, what is deployed there when it is needed, and how."""

from collections.abc import Iterable, Iterator, Mapping

from worker.architecture.planner.draft import Draft, Part
from worker.architecture.recovery import ComponentRecovery

STORES = ("database", "storage")


def connect_backups(draft: Draft, region: str) -> None:
    """Whatever keeps data and can be backed up is, where backups are copied to the region."""
    for plan in (one for one in draft.parts.values() if one.options.get("copy_region") == region):
        for part in [*draft.parts.values()]:
            known = (plan.block.name, part.block.name) in draft.catalogue.connections
            if known and _keeps(part) and not is_replicated(part, region) and (plan.id, part.id) not in draft.edges:
                draft.connect(plan, part, f"Its backups are copied to {region}.")


def second_region_notes(draft: Draft, lost: Iterable[ComponentRecovery], *, home: str, second: str) -> Iterator[str]:
    """One a line; `lost` is what the loss of the home region takes away."""
    copying = {one: part for one, part in draft.parts.items() if part.options.get("copy_region") == second}
    copied = {target for source, target in draft.edges if source in copying}
    parts = [draft.parts[one.component] for one in lost if one.component in draft.parts]
    parts = [one for one in parts if one.block.placement not in ("global", "edge", "network")]
    parts = [one for one in parts if one.block.category not in ("operations", "security")]
    replicated = [one for one in parts if is_replicated(one, second)]
    backed = [one for one in parts if one.id in copied]
    rest = [one for one in parts if one not in replicated and one not in backed]
    yield from _data(replicated, backed, copying, second)
    joined = [one for one in rest if one.options.get("global_primary")]
    if joined:
        yield f"{_names(joined)}: a secondary cluster in {second} can join it by a second deployment; none has yet."
    alone = [one for one in rest if _keeps(one) and one not in joined]
    if alone:
        yield f"{_names(alone)}: nothing copies what is in it; if {home} is lost, that is lost or waits."
    runs = [one for one in rest if not _keeps(one)]
    if runs:
        yield f"{_names(runs)}: in {home} alone. One stack stands in one region, so {second} is a second deployment."
    entries = any(one.block.entry for one in draft.parts.values())
    yield from _steps(replicated, second, wants_dns=entries and not draft.of_block("route53_zone"))


def is_replicated(part: Part, region: str) -> bool:
    """Is what it keeps written in that region too?"""
    regions = part.options.get("replica_regions")
    return isinstance(regions, list) and region in regions


def _keeps(part: Part) -> bool:
    return part.block.category in STORES


def _data(replicated: list[Part], backed: list[Part], copying: Mapping[str, Part], second: str) -> Iterator[str]:
    if replicated:
        yield f"{_names(replicated)}: written in both regions within seconds ({second} has a replica)."
    if backed:
        yield f"{_names(backed)}: each backup is copied to {second}; restored there by hand, without what came since."
    for part in copying.values():
        vault = part.options.get("copy_vault", part.block.options["copy_vault"].default)
        yield f"The backup vault {vault} must be in {second} before the first copy: this stack cannot make it there."


def _steps(replicated: list[Part], second: str, *, wants_dns: bool) -> Iterator[str]:
    yield (
        f"To run in {second} too: deploy the same bundle there with a state of its own (terraform workspace new "
        f"{second}; terraform apply -var region={second}), and send the traffic there when it is needed."
    )
    if replicated:
        yield f"That second deployment makes {_names(replicated)} anew, empty: have it use the replica, or import it."
    if wants_dns:
        yield "DNS is not part of this design: “add Route 53” brings a zone, with health checks to fail over by."


def _names(parts: list[Part]) -> str:
    return ", ".join(one.name for one in parts)
