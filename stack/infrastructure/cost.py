"""`python -m stack.infrastructure.cost`: write docs/cost.md from the plans of terraform/, priced by our own engine."""

import sys
from collections.abc import Mapping

from stack.errors import StackError
from stack.infrastructure import usage as assumed
from stack.infrastructure.architecture import architecture_of
from stack.infrastructure.plans import Plan, plans_of
from stack.layout import PROJECT
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.cost.model import CostEstimate

MAIN = PROJECT / "terraform" / "main"
DOCUMENT = PROJECT / "docs" / "cost.md"
SIZES = ("instance", "fargate", "lambda")
USERS = (100, 1000, 10_000)
FILES = ("tests/sizes.tftest.hcl", "tests/scales.tftest.hcl")

Estimates = Mapping[tuple[str, int], CostEstimate]


def cost_of(plan: Plan, users: int, catalogue: Catalogue) -> CostEstimate:
    """A month of what the plan makes, used by so many people. Raises StackError for what nobody said the price of."""
    return estimate(architecture_of(plan, users), catalogue)


def estimates(plans: Mapping[str, Plan]) -> Estimates:
    """By size and users, of the plans of FILES. Raises StackError."""
    catalogue = load_catalogue()
    names = {(size, users): size if users == USERS[0] else f"{size}_{users}" for size in SIZES for users in USERS}
    return {key: cost_of(plans[name], key[1], catalogue) for key, name in names.items()}


def document_of(found: Estimates) -> str:
    """The page."""
    table = "\n".join(
        f"| `{size}` | " + " | ".join(range_of(found[size, users]) for users in USERS) + " |" for size in SIZES
    )
    details = "\n".join(details_of(size, found[size, USERS[0]]) for size in SIZES)
    return TEMPLATE.format(
        table=table,
        details=details,
        jobs=assumed.JOBS_PER_USER,
        seconds=assumed.SECONDS_PER_JOB,
        requests=assumed.REQUESTS_PER_JOB,
        polled=assumed.POLLED_REQUESTS_PER_JOB,
        megabytes=assumed.MB_PER_JOB,
        artifacts=assumed.ARTIFACT_MB_PER_JOB,
        mails=assumed.MAILS_PER_USER,
        date=min(one.prices_from for one in found.values() if one.prices_from),
        missing="\n".join(f"- {what}" for what in _missing(found)),
    )


def range_of(found: CostEstimate) -> str:
    """A cell of the table."""
    return f"**${found.monthly_usd:,.2f}** ({found.low_usd:,.0f} to {found.high_usd:,.0f})"


def details_of(size: str, found: CostEstimate) -> str:
    """A size's lines for the fewest users."""
    lines = [line for line in found.lines if line.monthly_usd >= 0.01]
    names = {one.component: one.name for one in found.components}
    rows = "\n".join(
        f"| {names[line.component]} | {line.title} | {line.formula} | {line.monthly_usd:,.2f} |"
        for line in sorted(lines, key=lambda line: -line.monthly_usd)
    )
    return f"### `{size}`, {USERS[0]} users\n\n| part | what | how | USD a month |\n|---|---|---|---|\n{rows}\n"


def _missing(found: Estimates) -> list[str]:
    return sorted({one.what.rstrip(".") for estimate in found.values() for one in estimate.not_priced})


TEMPLATE = """# What Groundplan costs to run

`make cost` writes this page: it plans `terraform/main` in each size, hands what Terraform would make to Groundplan's
own cost engine and prints what that says. Tests do the same and compare. Prices are those of us-east-1, on demand,
before tax; the oldest of them was read on {date}. What AWS gives a new account for a while is not counted, what it
gives every account is.

| size | 100 users | 1,000 users | 10,000 users |
|---|---|---|---|
{table}

Expected, and in brackets all quantities at their low and at their high end. For 1,000 and 10,000 users larger machines
are counted ([scales.tftest.hcl](../terraform/main/tests/scales.tftest.hcl)), for 10,000 with a standby of the database
and of the cache. `instance` is one machine still at 10,000, with no second one when it fails.

## What is assumed

A user has {jobs} jobs a month (`stack/infrastructure/usage.py`). A job keeps the worker busy for {seconds} s, makes
{requests} requests of the API ({polled} in size `lambda`, which has no sockets), sends {megabytes} MB to browsers and
keeps {artifacts} MB for a year, after three months in the archive class. A user gets {mails} mails a month. Designs are
the offline architect's: a language model's tokens come on top.

{details}
## What is not in it

What the engine names as unpriced of these building blocks, whether we use it or not:

{missing}
- The load balancer of size `fargate` is internal: the two public addresses that the engine counts, $7.30, are not there
"""


def main() -> int:
    """The command."""
    try:
        DOCUMENT.write_text(
            document_of(estimates({**plans_of(MAIN, FILES[0]), **plans_of(MAIN, FILES[1])})), encoding="utf-8"
        )
    except StackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
