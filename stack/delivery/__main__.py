"""`python -m stack.delivery deliver|back|check`: a release to an installation, back from it, and does it work?

Which installation, say the outputs of terraform/main: of the state, or in GROUNDPLAN_OUTPUTS.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from stack.delivery.delivery import deliver, go_back
from stack.delivery.function import Watch
from stack.delivery.health import Health
from stack.delivery.installation import Built, Installation, outputs_from
from stack.delivery.pages import Pages
from stack.delivery.step import Step
from stack.errors import StackError


def main(arguments: Sequence[str]) -> int:
    """The command."""
    options = _parser().parse_args(arguments)
    try:
        installation = Installation(outputs_from(os.environ), Watch(seconds=getattr(options, "watch", 0)))
        options.run(installation, options)
    except (StackError, ClientError, BotoCoreError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m stack.delivery", description=__doc__)
    commands = parser.add_subparsers(required=True)
    delivering = commands.add_parser("deliver", help="bring a release to the installation")
    delivering.add_argument("--release", required=True)
    delivering.add_argument("--worker", type=Path, required=True, help="build/worker.zip")
    delivering.add_argument("--web", type=Path, help="build/web.zip, in size lambda")
    delivering.add_argument("--archive", type=Path, help="build/release.tar.gz, in size instance")
    delivering.add_argument("--pages", type=Path, required=True, help="frontend/dist")
    delivering.add_argument(
        "--watch", type=float, default=300, help="seconds that a new worker has a tenth of the jobs"
    )
    delivering.set_defaults(run=_deliver)
    going_back = commands.add_parser("back", help="what ran before the last delivery")
    going_back.add_argument("--of", metavar="RELEASE", help="only where the last delivery was of this release")
    going_back.set_defaults(run=_go_back)
    commands.add_parser("check", help="does the installation work?").set_defaults(run=_check)
    return parser


def _deliver(installation: Installation, options: argparse.Namespace) -> None:
    built = Built(options.release, options.worker, options.web, options.archive, options.pages)
    health = Health(installation.url)

    def check(step: Step) -> None:
        health.check()
        if isinstance(step, Pages):
            health.check_pages(options.pages)

    deliver(options.release, installation.steps(built), installation.record, check, _tell)


def _go_back(installation: Installation, options: argparse.Namespace) -> None:
    check = Health(installation.url).check
    release = go_back(installation.steps(Built()), installation.record, check, _tell, of=options.of)
    _tell(f"what ran before {release} runs again" if release else f"{options.of} was not delivered: nothing to do")


def _check(installation: Installation, _options: argparse.Namespace) -> None:
    Health(installation.url).check()
    _tell(f"{installation.url} is ready")


def _tell(what: str) -> None:
    print(what, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
