"""What is left in the accounts once everything should be gone."""

from worker.trial.inventory import arns
from worker.trial.site import Site, StepFailed

MAX_TOLD = 5


def look_for_orphans(site: Site) -> str:
    """Raises StepFailed where an account holds what it did not hold before."""
    for account in (site.terraform_account, site.template_account):
        site.orphans += sorted(arns(account, site.types) - site.existing.get(account.id, frozenset()))
    if site.orphans:
        more = f" and {len(site.orphans) - MAX_TOLD} more" if len(site.orphans) > MAX_TOLD else ""
        raise StepFailed(f"left behind: {', '.join(site.orphans[:MAX_TOLD])}{more}")
    return "nothing is left in either account"
