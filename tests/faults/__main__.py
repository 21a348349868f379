"""`python -m tests.faults`, which is `make storm`: many jobs under a random mix of faults.

Ends with 1 where a job did not end exactly once, with its artifacts or a reason.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.table import Table

from stack.servers.oidc import OidcProvider
from stack.terminal import console
from stack.testing.servers import running, temporary_directory
from tests.faults.endings import Account
from tests.faults.platform import Groundplan, started
from tests.faults.storm import Storm

SETTLE_SECONDS = 1800
SETTINGS = {"QUEUED_TOO_LONG_SECONDS": "15"}
"""After ten times that a waiting job is sent again for safety: a backlog of minutes is to be expected here."""


def main() -> int:
    """0 where every accepted job ended exactly once, with its artifacts or a reason."""
    command = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    command.add_argument("--jobs", type=int, default=1000, help="submitted evenly over the time (default: 1000)")
    command.add_argument("--seconds", type=float, default=600, help="how long things break (default: 600)")
    command.add_argument("--seed", type=int, default=random.randrange(10_000), help="breaks the same things again")  # noqa: S311
    options = command.parse_args()
    console.print(f"{options.jobs} jobs under faults for {options.seconds:.0f} s, seed {options.seed}")
    with _platform() as groundplan:
        began = time.monotonic()
        storm = Storm(groundplan, options.seed, lambda text: _tell(time.monotonic() - began, text))
        storm.rage(options.jobs, options.seconds)
        account = storm.settle(SETTLE_SECONDS)
        _report(storm, account, time.monotonic() - began)
    return 1 if account.broken or not storm.accepted else 0


@contextmanager
def _platform() -> Iterator[Groundplan]:
    with (
        temporary_directory() as directory,
        running(OidcProvider, directory / "oidc") as oidc,
        started(oidc.url, SETTINGS) as plan,
    ):
        yield plan


def _tell(seconds: float, text: str) -> None:
    console.print(f"  [dim]{seconds:6.1f} s[/] {text}", markup=True, soft_wrap=True)


def _report(storm: Storm, account: Account, seconds: float) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, count in sorted(storm.broken.items()):
        table.add_row(name, str(count))
    console.print(table)
    ended = (
        f"{account.succeeded} succeeded, {account.failed} failed with a reason, {len(account.broken)} broke the rule"
    )
    faults = sum(storm.broken.values())
    console.print(
        f"{len(storm.accepted)} jobs accepted ({storm.refused} not): {ended}; {faults} faults; {seconds:.0f} s"
    )
    for sentence in account.broken:
        console.print(f"  [red]{sentence}[/]")


if __name__ == "__main__":
    sys.exit(main())
