"""Take both deployments down again. Runs whatever came before, and also where the job was stopped."""

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from worker.trial.account import Account
from worker.trial.errors import ProgramTimedOut
from worker.trial.site import Site, StepFailed, StepSkipped
from worker.trial.steps.apply import variables
from worker.trial.steps.cloudformation import BUCKET, STACK
from worker.trial.terraform_command import PARALLELISM
from worker.trial.terraform_log import read_log

TIMEOUT_SECONDS = 300.0
STACK_SECONDS = 90.0
STATE_SECONDS = 60.0


def destroy(site: Site) -> str:
    """Raises StepFailed where something refuses to go."""
    made = bool(site.state), bool(site.stack)
    if not any(made) and not _has_stack(site):
        raise StepSkipped("nothing was made")
    _unprotect(site)
    faults = [*_emptied(site.terraform_account), *_emptied(site.template_account)]
    total, by_hand = len(site.state), _deleted_for_it(site)
    faults += _destroyed(site) + _deleted(site)
    if faults:
        raise StepFailed("; ".join(faults))
    told = f"{total} resources of Terraform and {len(site.stack)} of CloudFormation are gone"
    return f"{told}; not by Terraform: {'; '.join(by_hand)}" if by_hand else told


def _deleted_for_it(site: Site) -> list[str]:
    """Delete what the emulator keeps Terraform from deleting. Address and why of each."""
    told = []
    for address, one in list(site.state.items()):
        why = site.gaps.terraform.undeleted_because(one.type, one.values)
        if not why or site.terraform is None:
            continue
        try:
            DELETED_FOR_IT[one.type](site.terraform_account, one.values)
            site.terraform.run("state", "rm", address, timeout_seconds=STATE_SECONDS, uninterrupted=True)
        except (ClientError, BotoCoreError, ProgramTimedOut):
            continue  # then Terraform tries, and tells what it cannot
        del site.state[address]
        told.append(f"{address} ({why})")
    return told


def _delete_database(account: Account, values: Mapping[str, Any]) -> None:
    account.client("rds").delete_db_instance(DBInstanceIdentifier=values["identifier"], SkipFinalSnapshot=True)


DELETED_FOR_IT: Mapping[str, Callable[[Account, Mapping[str, Any]], None]] = {"aws_db_instance": _delete_database}
"""How each type that `emulator_gaps.yaml` says is not deleted is deleted all the same."""


def _unprotect(site: Site) -> None:
    """A table's protection is an option of the design, no variable as that of databases is."""
    for table in (one for one in site.state.values() if one.values.get("deletion_protection_enabled")):
        if table.type == "aws_dynamodb_table":
            client = site.terraform_account.client("dynamodb")
            client.update_table(TableName=table.values["name"], DeletionProtectionEnabled=False)
    names = [physical for kind, physical in site.stack.values() if kind.startswith("AWS::DynamoDB::")]
    for name in names:
        client = site.template_account.client("dynamodb")
        client.update_table(TableName=name, DeletionProtectionEnabled=False)


def _destroyed(site: Site) -> list[str]:
    if site.terraform is None or not site.state:
        return []
    options = ["-json", "-auto-approve", "-input=false", "-refresh=false", PARALLELISM, *variables(site)]
    try:
        finished = site.terraform.run("destroy", *options, timeout_seconds=TIMEOUT_SECONDS, uninterrupted=True)
    except ProgramTimedOut as error:
        return [str(error)]
    told = read_log(finished.output)
    if finished.code == 0:
        return []
    return [f"{one.address}: {one.message}" for one in told.faults] or [finished.output[-400:]]


def _has_stack(site: Site) -> bool:
    try:
        return bool(site.template_account.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"])
    except (ClientError, BotoCoreError):
        return False


def _deleted(site: Site) -> list[str]:
    stacks = site.template_account.client("cloudformation")
    try:
        if _has_stack(site):
            stacks.delete_stack(StackName=STACK)
            waiter = stacks.get_waiter("stack_delete_complete")
            waiter.wait(StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": int(STACK_SECONDS)})
    except Exception as error:  # noqa: BLE001 - botocore's waiters raise several kinds; each is told, none is dropped
        return [f"the stack is not gone: {error}"]
    return []


def _emptied(account: Account) -> list[str]:
    """AWS deletes no bucket that holds anything; the probes and the logs of buckets left objects."""
    s3, faults = account.client("s3"), []
    try:
        buckets = [one["Name"] for one in s3.list_buckets()["Buckets"]]
    except (ClientError, BotoCoreError) as error:
        return [f"the buckets cannot be listed: {error}"]
    for bucket in buckets:
        try:
            _empty(s3, bucket)
            if bucket.startswith(BUCKET):
                s3.delete_bucket(Bucket=bucket)
        except (ClientError, BotoCoreError) as error:
            faults.append(f"bucket {bucket} cannot be emptied: {error}")
    return faults


def _empty(s3: Any, bucket: str) -> None:
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for one in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
            s3.delete_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])
