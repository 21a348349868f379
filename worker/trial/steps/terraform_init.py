"""Put a copy of the bundle's Terraform in the trial's folder, and have terraform find the provider."""

import json
import re

from worker.trial.declarations import unindexed
from worker.trial.errors import ProgramTimedOut
from worker.trial.public_parameters import image_override
from worker.trial.receipt import ResourceProof
from worker.trial.site import Site, StepFailed, StepSkipped
from worker.trial.terraform_command import provider_override

OVERRIDE = "emulator_override.tf"
TIMEOUT_SECONDS = 180.0


def prepare_terraform(site: Site) -> str:
    """Raises StepSkipped where terraform or its provider is missing, StepFailed where the files are not accepted."""
    if site.terraform is None:
        raise StepSkipped("terraform is not on PATH; install Terraform 1.5 or later on the worker to try this part")
    lent = _write(site)
    _leave_out(site)
    try:
        finished = site.terraform.init(TIMEOUT_SECONDS)
        version = site.terraform.run("version", "-json", timeout_seconds=TIMEOUT_SECONDS)
    except ProgramTimedOut as error:
        raise StepSkipped(f"{error}; set TF_PLUGIN_DIR to a folder with the AWS provider") from error
    if finished.code != 0:
        _refuse(finished.output)
    _note_versions(site, version.output)
    left_out = f"; {len(site.left_out)} resources are left out" if site.left_out else ""
    images = f"; another image stands in for {', '.join(lent)}" if lent else ""
    programs = f"Terraform {site.versions.get('terraform')}, AWS provider {site.versions.get('aws provider')}"
    return f"{programs}{left_out}{images}"


def _write(site: Site) -> tuple[str, ...]:
    """The copy, and the override beside it. Returns the public parameters for which another stands in."""
    for name, body in site.bundle.terraform().items():
        path = (site.folder / name).resolve()
        if not path.is_relative_to(site.folder.resolve()):
            raise StepFailed(f"{name!r} would leave the folder of the trial")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    files = {name: body.decode() for name, body in site.bundle.terraform().items() if name.endswith(".tf")}
    images, lent = image_override("\n".join(files.values()), site.gaps.public_parameters)
    (site.folder / OVERRIDE).write_text(f"{provider_override(site.declarations.aliases)}\n{images}")
    return lent


def _leave_out(site: Site) -> None:
    """What the emulator is known to lack, and what rests on it."""
    declared = site.declarations.resources.values()
    lacks = {one.address: site.gaps.terraform.lack_of(one.type) for one in declared}
    gone = {address: why for address, why in lacks.items() if why}
    resting = site.declarations.resting_on(set(gone))
    site.left_out = gone | {address: f"rests on {reason}" for address, reason in resting.items()}
    for address, why in site.left_out.items():
        if address.startswith("data."):
            continue
        owner = site.owners.of_address(address)
        kind = unindexed(address).split(".")[0]
        site.prove(
            ResourceProof(
                dialect="terraform", address=address, type=kind, component=owner, status="not_emulated", evidence=why
            )
        )


def _refuse(output: str) -> None:
    told = " ".join(line.strip("│╷╵ ") for line in output.splitlines() if line.strip("│╷╵ "))
    if re.search(
        r"Failed to query available provider packages|Failed to install provider|could not (connect|query)", told
    ):
        raise StepSkipped(
            "the AWS provider is not there and cannot be fetched; TF_PLUGIN_DIR may name a folder with it"
        )
    raise StepFailed(f"terraform init: {told[-400:]}")


def _note_versions(site: Site, text: str) -> None:
    # A warning about the command line's own configuration may stand before the JSON.
    told = json.loads(text[text.index("{") : text.rindex("}") + 1])
    site.versions["terraform"] = told["terraform_version"]
    for source, version in told.get("provider_selections", {}).items():
        if source.endswith("/aws"):
            site.versions["aws provider"] = version
