"""A second plan right after the apply: a module that a senior engineer would keep has nothing to change then."""

from dataclasses import replace

from worker.trial.declarations import unindexed
from worker.trial.errors import ProgramTimedOut
from worker.trial.receipt import ResourceProof
from worker.trial.site import Site, StepFailed, StepSkipped
from worker.trial.steps.apply import initialized, targets, variables
from worker.trial.terraform_command import PARALLELISM
from worker.trial.terraform_log import read_log
from worker.trial.terraform_state import Change, changes_of
from worker.trial.wandering import wandered

TIMEOUT_SECONDS = 180.0
PLAN = "again.tfplan"
NO_CHANGE, CHANGES = 0, 2


def plan_again(site: Site) -> str:
    """Raises StepFailed where something would change that the emulator keeps."""
    terraform = initialized(site)
    if not site.state:
        raise StepSkipped("nothing was made")
    options = ["-json", "-detailed-exitcode", "-input=false", f"-out={PLAN}", PARALLELISM, *variables(site)]
    try:
        finished = terraform.run("plan", *options, *targets(site), timeout_seconds=TIMEOUT_SECONDS)
    except ProgramTimedOut as error:
        raise StepFailed(str(error)) from error
    if finished.code == NO_CHANGE:
        return "no change"
    if finished.code != CHANGES:
        faults = "; ".join(f"{one.address}: {one.message}" for one in read_log(finished.output).faults)
        raise StepFailed(f"the second plan fails: {faults or finished.output[-400:]}")
    shown = terraform.run("show", "-json", "-no-color", PLAN, timeout_seconds=TIMEOUT_SECONDS).output
    return _judge_plan(site, shown[shown.index("{") : shown.rindex("}") + 1])


def _judge_plan(site: Site, plan: str) -> str:
    moves = wandered(plan, site.gaps.terraform.wanders)
    changes = changes_of(plan, moves)
    told = _judge(site, {name: replace(one, attributes=one.paths or one.attributes) for name, one in changes.items()})
    moved = ", ".join(f"{one.address} ({one.attribute})" for one in moves)
    return f"{told}; answered otherwise by the emulator once all was made: {moved}" if moved else told


def _judge(site: Site, changes: dict[str, Change]) -> str:
    made = {address: _kept(site, address, change) for address, change in changes.items() if address in site.state}
    forgotten = {address for address in made if _is_forgotten(site, address, changes[address])}
    # Where the emulator makes one change, those that refer to it may be planned anew.
    resting = site.declarations.resting_on({unindexed(one) for one in forgotten})
    follow = {one for one, change in made.items() if change.follows and unindexed(one) in resting}
    faults = {one for one in made if one not in forgotten and one not in follow}
    for address in faults:
        change = made[address]
        _fail(site, address, f"a second plan would {change.action} it: {', '.join(sorted(change.attributes)) or 'all'}")
    if faults:
        raise StepFailed(f"would change: {_told(faults, made)}")
    return (
        f"no change but in what the emulator does not keep: {_told(forgotten, changes)}" if forgotten else "no change"
    )


def _kept(site: Site, address: str, change: Change) -> Change:
    """What it changes of that the emulator keeps; all of it, where that is nothing."""
    left = {one for one in change.attributes if not site.gaps.terraform.forgets_it(site.state[address].type, one)}
    return replace(change, attributes=frozenset(left) or change.attributes)


def _is_forgotten(site: Site, address: str, change: Change) -> bool:
    type_ = site.state[address].type
    return bool(change.attributes) and all(site.gaps.terraform.forgets_it(type_, one) for one in change.attributes)


def _told(addresses: set[str], changes: dict[str, Change]) -> str:
    return "; ".join(f"{one} ({', '.join(sorted(changes[one].attributes)) or 'all'})" for one in sorted(addresses))


def _fail(site: Site, address: str, evidence: str) -> None:
    site.prove(
        ResourceProof(
            dialect="terraform",
            address=address,
            type=site.state[address].type,
            component=site.owners.of_address(address),
            status="failed",
            evidence=evidence,
        )
    )
