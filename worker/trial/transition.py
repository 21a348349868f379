"""From the version before to this one: the old bundle is applied to an account of its own, this one planned over it.

What Terraform would replace or destroy depends on the state, so there is no honest way to know it without one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from worker.architecture.difference import Effect
from worker.trial.account import Account
from worker.trial.declarations import unindexed
from worker.trial.errors import ProgramTimedOut
from worker.trial.families import family
from worker.trial.site import Former, Site, StepFailed, StepSkipped
from worker.trial.steps.apply import apply, initialized, variables
from worker.trial.steps.destroy import destroy
from worker.trial.steps.terraform_init import prepare_terraform
from worker.trial.terraform_command import PARALLELISM, Terraform
from worker.trial.terraform_log import read_log
from worker.trial.transition_plan import GRAVEST_FIRST, Planned, Transition, effects_of, planned_changes, without_noise

TIMEOUT_SECONDS = 180.0
FOLDER = "version-before"
STATE, PLAN = "terraform.tfstate", "transition.tfplan"
NO_CHANGE, CHANGES = 0, 2
MAX_TRIES = 3


@dataclass(frozen=True)
class _Told:
    """What a plan said, and what it had to go without."""

    changes: dict[str, Planned]
    lacking: frozenset[str]


def plan_transition(site: Site) -> str:
    """Raises StepSkipped where the old version could not be deployed here, StepFailed where this one is refused."""
    former, account = site.former, site.former_account
    if former is None or account is None:
        raise StepSkipped("there is no version before")
    terraform = initialized(site)
    old = _old_site(site, former, account, terraform)
    try:
        _deploy(old, former)
        transition = _planned_over(site, old, terraform, former)
    finally:
        _take_down(old)
    site.transition = transition
    told = ", ".join(f"{count} {action}" for action, count in transition.counts.items() if count)
    return f"version {former.number} was applied, and version {former.next} planned over it: {told or 'no change'}"


def _old_site(site: Site, former: Former, account: Account, terraform: Terraform) -> Site:
    folder = site.folder / FOLDER
    folder.mkdir()
    return Site(
        bundle=former.bundle,
        catalogue=site.catalogue,
        terraform_account=account,
        template_account=account,
        folder=folder,
        gaps=site.gaps,
        terraform=Terraform(terraform.program, folder, account, site.stop),
        stop=site.stop,
    )


def _deploy(old: Site, former: Former) -> None:
    """It was deployed once; what is at fault with it now is no fault of the version that is tried."""
    try:
        prepare_terraform(old)
        apply(old)
    except (StepFailed, StepSkipped) as reason:
        message = f"version {former.number} could not be deployed here, so nothing is planned over it: {reason}"
        raise StepSkipped(message) from reason
    if not old.state:
        raise StepSkipped(f"the emulator has nothing of version {former.number}")


def _planned_over(site: Site, old: Site, terraform: Terraform, former: Former) -> Transition:
    assert old.terraform is not None  # noqa: S101 - it was just deployed with
    noise = _plan(old, old.terraform, _kept(old, {*old.left_out}), ())
    # The same account and state, with the files of this version.
    here = Terraform(terraform.program, site.folder, old.terraform_account, site.stop)
    lacking = {*site.left_out, *old.left_out}
    told = _plan(site, here, _kept(site, lacking) + _gone(site, old, lacking), (f"-state={old.folder / STATE}",))
    changes = without_noise(told.changes, noise.changes)
    missing = _unplanned(site, old, lacking | told.lacking)
    effects = [*effects_of(changes, old.owners, site.owners), *_judged(former, missing)]
    return Transition(
        before=former.number,
        after=former.next,
        source=_source(site, former, missing),
        effects=tuple(effects),
        counts={action: sum(one.action == action for one in effects) for action in GRAVEST_FIRST},
        unplanned=tuple(sorted(missing)),
    )


def _plan(site: Site, terraform: Terraform, wanted: list[str], options: tuple[str, ...]) -> _Told:
    """Without a refresh: the state is what the provider wrote a moment ago. Raises StepFailed."""
    lacking: set[str] = set()
    for _ in range(MAX_TRIES):
        targets = (
            [f"-target={one}" for one in wanted if one not in lacking] if lacking or _is_partial(site, wanted) else []
        )
        fixed = ["-json", "-detailed-exitcode", "-input=false", "-refresh=false", f"-out={PLAN}", PARALLELISM]
        try:
            finished = terraform.run(
                "plan", *fixed, *options, *variables(site), *targets, timeout_seconds=TIMEOUT_SECONDS
            )
        except ProgramTimedOut as error:
            raise StepFailed(str(error)) from error
        if finished.code == NO_CHANGE:
            return _Told({}, frozenset(lacking))
        if finished.code == CHANGES:
            shown = terraform.run("show", "-json", "-no-color", PLAN, timeout_seconds=TIMEOUT_SECONDS).output
            return _Told(planned_changes(shown[shown.index("{") : shown.rindex("}") + 1]), frozenset(lacking))
        faults = read_log(finished.output).faults
        missing = {unindexed(one.address) for one in faults if one.is_not_emulated}
        if not missing or missing <= lacking:
            break
        lacking |= missing | {*site.declarations.resting_on(missing)}
    told = "; ".join(f"{one.address or 'the module'}: {one.message}" for one in faults)
    raise StepFailed(f"the plan over the version before fails: {told or finished.output[-400:]}")


def _is_partial(site: Site, wanted: Iterable[str]) -> bool:
    declared = {one.address for one in site.declarations.resources.values() if not one.is_data}
    return not declared <= {*wanted}


def _kept(site: Site, lacking: set[str]) -> list[str]:
    declared = site.declarations.resources.values()
    return [one.address for one in declared if not one.is_data and one.address not in lacking]


def _gone(site: Site, old: Site, lacking: set[str]) -> list[str]:
    """What this version no longer declares: a plan of targets must name it to tell that it goes."""
    declared = {*site.declarations.resources}
    return sorted({unindexed(one) for one in old.state} - declared - lacking)


def _unplanned(site: Site, old: Site, lacking: set[str]) -> set[str]:
    declared = {*site.declarations.resources, *old.declarations.resources}
    return {one for one in lacking & declared if not one.startswith("data.")}


def _judged(former: Former, missing: set[str]) -> list[Effect]:
    """Of what the plan says nothing: what was judged without one, told apart by its method."""
    kinds = {family(one.split(".", maxsplit=1)[0]) for one in missing} - {""}
    return [one for one in former.judged if family(one.type) in kinds]


def _source(site: Site, former: Former, missing: set[str]) -> str:
    versions = site.versions
    told = (
        f"terraform plan (Terraform {versions.get('terraform')}, AWS provider {versions.get('aws provider')})"
        f" of version {former.next} over the state of version {former.number}, which was applied to a disposable"
        f" account of MiniStack {versions.get('ministack')}{former.origin}. What the emulator itself would plan anew"
        " is left out."
    )
    if missing:
        told += (
            f" The emulator lacks {len(missing)} resources, so no plan tells of them; they are judged by the schemas"
            " of CloudFormation (create-only properties) where the templates differ."
        )
    return f"{told} A plan against what you have deployed has the last word."


def _take_down(old: Site) -> None:
    """An emulator of the trial's own (it made its certificate) ends in a moment, with all that is in it."""
    if old.state and old.terraform_account.emulator.authority is None:
        destroy(old)
