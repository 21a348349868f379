"""`terraform apply`, without what the emulator lacks."""

from worker.trial.declarations import unindexed
from worker.trial.errors import ProgramTimedOut
from worker.trial.program import Finished
from worker.trial.receipt import ResourceProof
from worker.trial.site import Site, StepFailed, StepSkipped
from worker.trial.terraform_command import PARALLELISM, Terraform
from worker.trial.terraform_log import Told, read_log
from worker.trial.terraform_state import read_state

TIMEOUT_SECONDS = 420.0
MAX_FAULTS_TOLD = 3
MAX_TRIES = 3
STATE = "terraform.tfstate"


def apply(site: Site) -> str:
    """Raises StepFailed where a resource is refused for another reason than that the emulator lacks it."""
    terraform = initialized(site)
    if not targets(site) and site.left_out:
        raise StepSkipped("the emulator has none of the resources")
    try:
        told = _told(site, terraform)
    finally:
        read_made(site)
    _note(site, told)
    faults = [fault for fault in told.faults if not fault.is_not_emulated]
    if told.crashed:
        raise StepFailed(f"the emulator's answer crashed the provider: {told.crashed}")
    if faults:
        more = f"; and {len(faults) - MAX_FAULTS_TOLD} more" if len(faults) > MAX_FAULTS_TOLD else ""
        shown = "; ".join(f"{one.address or 'the module'}: {one.message}" for one in faults[:MAX_FAULTS_TOLD])
        raise StepFailed(f"{shown}{more}")
    return f"{len(site.state)} resources made"


def initialized(site: Site) -> Terraform:
    """Raises StepSkipped where terraform was not made ready."""
    if site.terraform is None or "aws provider" not in site.versions:
        raise StepSkipped("terraform was not made ready")
    return site.terraform


def targets(site: Site) -> list[str]:
    """None where everything is tried, so that nothing can be forgotten then."""
    if not site.left_out:
        return []
    kept = [one for one in site.declarations.resources.values() if not one.is_data and one.address not in site.left_out]
    return [f"-target={one.address}" for one in kept]


def variables(site: Site) -> list[str]:
    """What is protected could not be destroyed again."""
    return ["-var=deletion_protection=false"] if "deletion_protection" in site.declarations.variables else []


def read_made(site: Site) -> None:
    """The state as it is, also after a failure; none where Terraform wrote none."""
    try:
        site.state = read_state((site.folder / STATE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        site.state = {}
    except ValueError as error:
        raise StepFailed(f"the state cannot be read: {error}") from error


def _told(site: Site, terraform: Terraform) -> Told:
    """What came of it. Where a plan must read what the emulator lacks, nothing is made; it then goes without that."""
    for _ in range(MAX_TRIES):
        told = read_log(_applied(site, terraform).output)
        lacking = {unindexed(fault.address) for fault in told.faults if fault.is_not_emulated} - {*site.left_out}
        if told.started or not lacking or any(not fault.is_not_emulated for fault in told.faults):
            break
        _leave_out(site, lacking)
    return told


def _leave_out(site: Site, lacking: set[str]) -> None:
    resting = site.declarations.resting_on(lacking)
    site.left_out |= dict.fromkeys(lacking, "the emulator lacks it")
    site.left_out |= {address: f"rests on {reason}" for address, reason in resting.items()}


def _applied(site: Site, terraform: Terraform) -> Finished:
    options = ["-json", "-auto-approve", "-input=false", PARALLELISM, *variables(site), *targets(site)]
    try:
        return terraform.run("apply", *options, timeout_seconds=TIMEOUT_SECONDS)
    except ProgramTimedOut as error:
        raise StepFailed(str(error)) from error


def _note(site: Site, told: Told) -> None:
    """A proof for everything declared: made, refused, or waiting for what was not made."""
    for address, made in site.state.items():
        seconds = told.made.get(address)
        evidence = "applied" if seconds is None else f"applied in {seconds:.0f} s"
        site.prove(_proof(site, address, made.type, "proven", evidence))
    lacking: set[str] = set()
    for fault in told.faults:
        if not fault.address:
            continue
        if fault.is_not_emulated:
            lacking.add(unindexed(fault.address))
        status = "not_emulated" if fault.is_not_emulated else "failed"
        site.proofs.pop(("terraform", fault.address), None)  # a tainted resource is in the state
        site.prove(_proof(site, fault.address, fault.address.split(".")[0], status, fault.message[:400]))
    _leave_out(site, lacking)
    _note_unmade(site)


def _note_unmade(site: Site) -> None:
    made = {unindexed(address) for _, address in site.proofs}
    for one in site.declarations.resources.values():
        if one.is_data or one.address in made:
            continue
        if one.address in site.left_out:
            why = site.left_out[one.address]
            site.prove(_proof(site, one.address, one.type, "not_emulated", why))


def _proof(site: Site, address: str, kind: str, status: str, evidence: str) -> ResourceProof:
    return ResourceProof.model_validate(
        {
            "dialect": "terraform",
            "address": address,
            "type": kind,
            "component": site.owners.of_address(address),
            "status": status,
            "evidence": evidence,
        }
    )
