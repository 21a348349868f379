"""Is the emulator the one whose gaps are known, and what do the accounts hold before the trial?"""

from worker.trial.inventory import arns
from worker.trial.site import Site


def take_stock(site: Site) -> str:
    """Notes the emulator's version and what is in the accounts already."""
    emulator = site.terraform_account.emulator
    site.versions["ministack"] = emulator.version
    for account in (site.terraform_account, site.template_account):
        site.existing[account.id] = arns(account, site.types)
    enforced = "enforces IAM" if emulator.enforces_iam else "does not enforce IAM"
    known = site.gaps.version
    told = "" if emulator.version == known else f"; its gaps were measured on {known}, and may differ here"
    return f"MiniStack {emulator.version} {enforced}{told}"
