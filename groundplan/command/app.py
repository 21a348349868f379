"""The command itself: its parts, its help, and how its errors end."""

import sys
from collections.abc import Sequence

import click

from groundplan.client import client_version
from groundplan.command import account, batches, downloading, listing, submission
from groundplan.command.exit_codes import MEANINGS, ExitCode, code_of
from groundplan.command.terminal import Terminal
from groundplan.errors import GroundplanError

EXAMPLES = """
Examples:
  groundplan login
  groundplan submit "A photo sharing API for 10,000 users in Frankfurt" --out photos
  groundplan revise last "make it highly available" --follow
  groundplan list --state failed
  groundplan batch submit requests.jsonl --follow
  groundplan status last --json | jq .result.monthly_usd
"""
ENVIRONMENT = """
Environment:
  GROUNDPLAN_URL      where Groundplan is, in the place of the kept address
  GROUNDPLAN_API_KEY  the key, in the place of the kept one
  NO_COLOR            no colours
"""
CODES = "\n".join(["Exit codes:", *(f"  {int(code):>3}  {meaning}" for code, meaning in MEANINGS.items())])
EPILOG = "\n\n".join(f"\b\n{part.strip()}" for part in (EXAMPLES, CODES, ENVIRONMENT))


@click.group(
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(client_version(), prog_name="groundplan")
def cli() -> None:
    """A plain-English request becomes an AWS architecture that deploys."""


for command in (
    account.login,
    account.logout,
    account.whoami,
    submission.submit,
    submission.revise,
    submission.follow,
    listing.list_jobs,
    listing.status,
    listing.cancel,
    listing.open_job,
    downloading.download,
    batches.batch,
):
    cli.add_command(command)


def run() -> None:
    """What the installed command calls."""
    sys.exit(main())


def main(arguments: Sequence[str] | None = None, terminal: Terminal | None = None) -> int:
    """Run the command; returns its exit code."""
    terminal = terminal or Terminal()
    try:
        cli.main(
            None if arguments is None else list(arguments), prog_name="groundplan", obj=terminal, standalone_mode=False
        )
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except GroundplanError as error:
        terminal.complain(error)
        return code_of(error)
    return ExitCode.DONE
