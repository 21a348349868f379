"""What is left in the accounts once everything should be gone."""

import re
import time
from contextlib import suppress

from botocore.exceptions import BotoCoreError, ClientError

from worker.trial.account import Account
from worker.trial.inventory import arns
from worker.trial.site import Site, StepFailed

MAX_TOLD = 5
ROUNDS = 5
PAUSE_SECONDS = 1.0
_LOG_GROUP = re.compile(r"logs arn:[^:]*:logs:[^:]*:\d*:log-group:(?P<name>[^:]+)")


def look_for_orphans(site: Site) -> str:
    """Raises StepFailed where an account holds what it did not hold before.

    A run of a function that was still going when its log group was deleted writes it again, on AWS too: such a one is
    deleted once more, and told.
    """
    late: set[str] = set()
    own = _log_groups_of(site)
    for account in (site.terraform_account, site.template_account):
        left = _left(site, account)
        for _ in range(ROUNDS):
            if not (again := {one for one in left if _log_group(one) in own}):
                break
            late |= again
            _delete_log_groups(account, again)
            time.sleep(PAUSE_SECONDS)
            left = _left(site, account)
        site.orphans += sorted(left)
    if site.orphans:
        more = f" and {len(site.orphans) - MAX_TOLD} more" if len(site.orphans) > MAX_TOLD else ""
        raise StepFailed(f"left behind: {', '.join(site.orphans[:MAX_TOLD])}{more}")
    told = f"; log groups that runs wrote again after they were deleted, now gone: {len(late)}" if late else ""
    return f"nothing is left in either account{told}"


def _left(site: Site, account: Account) -> frozenset[str]:
    return arns(account, site.types) - site.existing.get(account.id, frozenset())


def _log_group(orphan: str) -> str | None:
    found = _LOG_GROUP.match(orphan)
    return found["name"] if found else None


def _log_groups_of(site: Site) -> set[str]:
    """Those that the deployments made themselves, by name."""
    made = {physical for kind, physical in site.stack.values() if kind == "AWS::Logs::LogGroup"}
    kept = (one for one in site.state.values() if one.type == "aws_cloudwatch_log_group")
    return made | {str(one.values.get("name")) for one in kept}


def _delete_log_groups(account: Account, orphans: set[str]) -> None:
    for orphan in orphans:
        with suppress(ClientError, BotoCoreError):  # what is still there is told as left behind
            account.client("logs").delete_log_group(logGroupName=_log_group(orphan))
