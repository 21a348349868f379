"""Steps that set options, and what goes with one."""

from worker.architecture.errors import InvalidOption
from worker.architecture.model import OptionValue
from worker.architecture.options import fault_of
from worker.architecture.planner.draft import Part
from worker.architecture.revision.desk import Desk
from worker.architecture.revision.errors import NothingToChange
from worker.architecture.revision.steps import Expire, SetOptions

USUAL_PORTS = {"postgres": 5432, "mysql": 3306, "mariadb": 3306, "sqlserver": 1433, "oracle": 1521}
"""Of engines, by a part of their name: a database that becomes another listens where that one does."""

BUILT = "site"  # a bucket of pages that are built: they do not age


def set_options(desk: Desk, step: SetOptions) -> None:
    """Set options, with what goes with them. Raises InvalidOption, and NothingToChange where all are so already."""
    changed = False
    for part_id, values in step.values.items():
        part = desk.draft.parts[part_id]
        for name, value in values.items():
            option = part.block.options[name]
            if fault := fault_of(value, option):
                raise InvalidOption(f"{value!r} {fault}", place=f"instruction “{step.words}”: {part_id}.{name}")
            changed |= part.options.get(name, option.default) != value
            desk.choose(part, name, value, "An instruction set it.")
            _follow(desk, part, name, value)
    if not changed:
        where = ", ".join(f"{part}.{name}" for part, values in step.values.items() for name in values)
        raise NothingToChange(f"“{step.words}”: {where} is so already")


def _follow(desk: Desk, part: Part, name: str, value: OptionValue) -> None:
    """What goes with an option, and what its choice means for others."""
    if name == "engine" and part.options.get("port", USUAL_PORTS["postgres"]) in USUAL_PORTS.values():
        port = next((port for engine, port in USUAL_PORTS.items() if engine in str(value)), None)
        if port and "port" in part.block.options:
            desk.choose(part, "port", port, f"Where {value} listens.")
            desk.tell(f"{part.name} becomes another database: its data moves by an export or AWS DMS alone.")
    if name == "nat_gateways" and value == "none":
        inside = [one.name for one in desk.draft.parts.values() if one.network == part.id and _calls_out(one)]
        if inside:
            desk.tell(
                f"Without a NAT gateway {', '.join(inside)} reach no address outside the network, only AWS services"
                " that have an endpoint in it: images must be in ECR then."
            )


def _calls_out(part: Part) -> bool:
    return part.block.placement == "private_subnets" or part.block.category == "compute"


def expire(desk: Desk, step: Expire) -> None:
    """Buckets get a rule of their lifecycle; of what has none, it is told how it is done. Raises NothingToChange."""
    meant = [part for part in desk.draft.parts.values() if not step.components or part.id in step.components]
    changed = told = False
    for part in meant:
        if "expire_days" in part.block.options and (step.components or part.id != BUILT):
            changed |= _remove_after(desk, part, step.days)
        elif part.block.options.get("ttl_attribute"):
            name = part.options.get("ttl_attribute") or part.block.options["ttl_attribute"].default
            desk.choose(part, "ttl_attribute", name, "An instruction lets items go.")
            desk.tell(
                f"{part.name}: an item goes when the second in its attribute {name} has passed; whatever writes an "
                f"item sets it {step.days} days ahead."
            )
            told = True
        elif part.block.category == "database" and part.block.planning.meets.get("relational_database"):
            desk.tell(f"{part.name}: rows go by a job of your own that deletes what is older than {step.days} days.")
            told = True
    if not changed:
        names = ", ".join(one.name for one in meant if "expire_days" in one.block.options)
        reason = f"{names} is so already" if names else "nothing else here removes data by its age"
        raise NothingToChange(f"“{step.words}”: {reason}" + ("" if names or not told else "; see the notes"))


def _remove_after(desk: Desk, part: Part, days: int) -> bool:
    """No class of storage for what is gone before it would get there."""
    now = part.options.get("expire_days", 0)
    desk.choose(part, "expire_days", days, "An instruction lets objects go.")
    for name in ("infrequent_access_days", "archive_days"):
        moved = part.options.get(name, 0)
        if isinstance(moved, int) and moved >= days:
            desk.choose(part, name, 0, f"Objects go after {days} days.")
    return now != days
