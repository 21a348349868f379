"""`python -m stack.suites [NAME...]`: run all suites or these, and end with `N passed, N failed, N skipped`."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.text import Text

from stack.layout import PROJECT
from stack.suites.junit import Tally
from stack.suites.runner import Outcome, run_all
from stack.suites.suite import choose
from stack.terminal import console


def main(names: Sequence[str]) -> int:
    """0 when nothing failed."""
    try:
        suites = choose(names)
    except ValueError as error:
        console.print(Text(str(error), style="red"))
        return 2
    console.print(f"[dim]Running {len(suites)} suites; their output is also in build/tests/[/]")
    outcomes = run_all(suites, _environment(), _tell)
    total = Tally()
    for outcome in outcomes:
        total.add(outcome.tally)
    _conclude(total)
    return 1 if total.failed else 0


def _environment() -> Mapping[str, str]:
    """Ours, with this environment's tools first on PATH, and Terraform's providers where this machine has them."""
    plugins = subprocess.run(
        ["sh", str(PROJECT / "stack" / "setup" / "terraform-plugins.sh")],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    ).stdout.strip()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    return {**os.environ, "PATH": path, **({"TF_PLUGIN_DIR": plugins} if plugins else {})}


def _tell(outcome: Outcome) -> None:
    """One line for a suite; all that it printed when it failed."""
    tally = outcome.tally
    if tally.failed:
        console.rule(Text(outcome.suite.name, style="bold red"), style="red")
        console.print(Text(outcome.output), soft_wrap=True)
    mark = "[red]✗[/]" if tally.failed else "[green]✓[/]"
    took = f"{outcome.seconds:.0f} s, {outcome.processor_seconds:.0f} s of processors"
    console.print(f"  {mark} {outcome.suite.name:<18} {tally!s:<42} [dim]{took}[/]")


def _conclude(total: Tally) -> None:
    if total.reasons:
        console.print("\nSkipped, and why:")
        for reason, count in total.reasons.most_common():
            console.print(Text(f"  {count} x {reason}"), soft_wrap=True)
    if total.failures:
        console.print("\nFailed:")
        for name in total.failures:
            console.print(Text(f"  {name}", style="red"), soft_wrap=True)
    console.print()
    console.print(Text(str(total)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
