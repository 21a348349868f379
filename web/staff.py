"""`python -m web.staff grant|revoke WHO --reason WHY`, `python -m web.staff list`: who works for the operator.

Runs as the tables' owner, whom no process of Groundplan runs as: nothing that is asked over the network makes staff.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from jobs import logs
from jobs.database import Database
from jobs.errors import GroundplanError
from jobs.settings import Part, load_settings
from jobs.support import staff
from jobs.support.acts import LONGEST_REASON


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit status 1 and one line when it cannot be done."""
    wanted = _parser().parse_args(arguments)
    try:
        settings = load_settings(os.environ, Part.STAFF)
        owner = Database(settings.migrations_database_url, max_connections=1)
        try:
            sys.stdout.write(_done(owner, wanted))
        finally:
            owner.close()
    except GroundplanError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _done(owner: Database, wanted: argparse.Namespace) -> str:
    if wanted.command == "list":
        return "".join(
            f"{one.user_id}  {one.granted_at:%Y-%m-%d}  {one.email}  {one.name}\n" for one in staff.everybody(owner)
        )
    if wanted.command == "grant":
        return f"{staff.grant(owner, wanted.who, wanted.reason)} is staff now.\n"
    return f"{staff.revoke(owner, wanted.who, wanted.reason)} is staff no more.\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m web.staff", description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="who is staff")
    for name, told in (("grant", "make somebody staff"), ("revoke", "make somebody staff no more")):
        command = commands.add_parser(name, help=told)
        command.add_argument("who", help="a verified e-mail address, or a user's id")
        command.add_argument("--reason", required=True, type=_reason, help="kept in the log of acts")
    return parser


def _reason(text: str) -> str:
    reason = text.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise argparse.ArgumentTypeError(f"a reason has 1 to {LONGEST_REASON} characters")
    return reason


if __name__ == "__main__":
    logs.configure("staff")
    sys.exit(main())
