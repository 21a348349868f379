"""Make a stack of the bundle's template, fitted to what the emulator has."""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from worker.trial.emulated_template import EmulatedTemplate, fit_to_emulator, unrecognized_types
from worker.trial.receipt import ResourceProof
from worker.trial.site import Site, StepFailed, StepSkipped

STACK = "trial"
BUCKET = "groundplan-trial-template"
TIMEOUT_SECONDS = 180.0
POLL_SECONDS = 0.3
MAX_FAULTS_TOLD = 3
UNMADE = "the stack ended before it was made"


def deploy_stack(site: Site) -> str:
    """Raises StepFailed where a resource of the fitted copy is refused."""
    template = site.bundle.template
    if template is None:
        raise StepSkipped("the bundle has no CloudFormation template")
    fitted = _fitted(site, template)
    for name in fitted.left_out:
        _prove(site, name, template["Resources"][name]["Type"], "not_emulated", fitted.left_out[name])
    if not fitted.template["Resources"]:
        raise StepSkipped("the emulator has none of the resources")
    try:
        status = _made(site, fitted.template)
        _note(site, fitted.template)
    except (ClientError, BotoCoreError) as error:
        raise StepFailed(str(error)) from error
    failed = sorted(filter(_failed, site.proofs.values()), key=lambda one: one.evidence == UNMADE)
    faults = [f"{one.address}: {one.evidence}" for one in failed]
    if faults or (status != "CREATE_COMPLETE" and not _by_the_emulator(site)):
        more = f"; and {len(faults) - MAX_FAULTS_TOLD} more" if len(faults) > MAX_FAULTS_TOLD else ""
        raise StepFailed(f"{status}: {'; '.join(faults[:MAX_FAULTS_TOLD]) or 'no reason given'}{more}")
    left_out = f"; {len(fitted.not_emulated)} left out" if fitted.not_emulated else ""
    return f"{len(site.stack)} resources made{left_out}"


def _by_the_emulator(site: Site) -> bool:
    proofs = [one for one in site.proofs.values() if one.dialect == "cloudformation"]
    return any(one.evidence.startswith("a fault of") for one in proofs)


def _failed(one: ResourceProof) -> bool:
    return one.dialect == "cloudformation" and one.status == "failed"


def _fitted(site: Site, template: Mapping[str, Any]) -> EmulatedTemplate:
    lacking = site.gaps.cloudformation.lacking(one["Type"] for one in template["Resources"].values())
    try:
        stacks = site.template_account.client("cloudformation")
        stacks.validate_template(TemplateURL=_upload(site, json.dumps(template)))
    except ClientError as error:
        found = unrecognized_types(str(error))
        if not found:
            raise StepFailed(str(error)) from error
        lacking |= found
    except BotoCoreError as error:
        raise StepFailed(str(error)) from error
    return fit_to_emulator(template, lacking, deletable=True)


def _upload(site: Site, text: str) -> str:
    s3, account = site.template_account.client("s3"), site.template_account
    where = {"CreateBucketConfiguration": {"LocationConstraint": account.region}}
    with suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        s3.create_bucket(Bucket=f"{BUCKET}-{account.id}", **(where if account.region != "us-east-1" else {}))
    s3.put_object(Bucket=f"{BUCKET}-{account.id}", Key="template.yaml", Body=text.encode())
    return f"{account.emulator.url}/{BUCKET}-{account.id}/template.yaml"


def _made(site: Site, template: Mapping[str, Any]) -> str:
    """The stack's status once it has ended."""
    stacks = site.template_account.client("cloudformation")
    protected = "DeletionProtection" in template.get("Parameters", {})
    stacks.create_stack(
        StackName=STACK,
        TemplateURL=_upload(site, json.dumps(template)),
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        DisableRollback=True,
        Parameters=[{"ParameterKey": "DeletionProtection", "ParameterValue": "false"}] if protected else [],
    )
    return wait_for_stack(site, TIMEOUT_SECONDS)


def wait_for_stack(site: Site, timeout_seconds: float) -> str:
    """The status in which it came to rest, `DELETE_COMPLETE` where there is none. Raises StepFailed, ClientError."""
    stacks = site.template_account.client("cloudformation")
    deadline = time.monotonic() + timeout_seconds
    while not site.stop.is_set():
        try:
            status: str = stacks.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]
        except ClientError as error:
            if "does not exist" in str(error):
                return "DELETE_COMPLETE"
            raise
        if not status.endswith("IN_PROGRESS"):
            return status
        if time.monotonic() > deadline:
            raise StepFailed(f"the stack is still {status} after {timeout_seconds:.0f} s{_waiting(stacks)}")
        time.sleep(POLL_SECONDS)
    return "stopped"


def _waiting(stacks: Any) -> str:
    told = stacks.describe_stack_resources(StackName=STACK)["StackResources"]
    names = [one["LogicalResourceId"] for one in told if one["ResourceStatus"].endswith("IN_PROGRESS")]
    return f", waiting for {', '.join(names)}" if names else ""


def _note(site: Site, template: Mapping[str, Any]) -> None:
    stacks = site.template_account.client("cloudformation")
    told = stacks.describe_stack_resources(StackName=STACK)["StackResources"]
    made = {one["LogicalResourceId"]: one for one in told}
    events = stacks.describe_stack_events(StackName=STACK)["StackEvents"]
    reasons = {
        one["LogicalResourceId"]: one.get("ResourceStatusReason", one["ResourceStatus"])
        for one in events
        if one["ResourceStatus"].endswith("FAILED")
    }
    conditional = {name for name, one in template["Resources"].items() if "Condition" in one}
    broken = {name: why for name, reason in reasons.items() if (why := site.gaps.cloudformation.fault_of(str(reason)))}
    # A stack stops at its first fault: what had not begun then was not tried.
    stopped = bool(broken) and {*reasons} <= {*broken}
    for name, one in template["Resources"].items():
        if name in broken:
            _prove(site, name, one["Type"], "not_emulated", f"a fault of the emulator: {broken[name]}")
        elif stopped and name not in made:
            _prove(site, name, one["Type"], "not_emulated", "not begun when the emulator failed")
        elif name in reasons:
            _prove(site, name, one["Type"], "failed", str(reasons[name]))
        elif name in made and made[name]["ResourceStatus"].endswith("COMPLETE"):
            site.stack[name] = one["Type"], str(made[name].get("PhysicalResourceId", ""))
            _prove(site, name, one["Type"], "proven", "made by the stack")
        elif name not in conditional:
            _prove(site, name, one["Type"], "failed", UNMADE)


def _prove(site: Site, name: str, kind: str, status: str, evidence: str) -> None:
    owner = site.owners.of_logical_id(name)
    told = {"address": name, "type": kind, "component": owner, "status": status, "evidence": evidence[:400]}
    site.prove(ResourceProof.model_validate({"dialect": "cloudformation", **told}))
