"""What the command takes."""

import argparse
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from jobs.states import Mode
from worker.architecture.planner.profile import OPTIONS

EPILOG = """\
exit codes:
  0  the bundle is in the folder
  1  the request could not be made into a bundle; the message says why
  2  wrong arguments or configuration
  3  something was down that may be back in a moment, such as a model provider
  4  the bundle is in the folder, and failed its trial deployment; receipt.md says where

environment:
  MODEL_PROVIDER       offline (default: rules, no language model), bedrock, anthropic, openai or ollama
  MODEL_ID             which model, for every provider but offline
  MCP_SERVERS_FILE     the MCP servers to ask (default: mcp_servers.yaml of Groundplan)
  MCP_TIMEOUT_SECONDS  how long one call of a tool may take (default: 15)
  TRIAL_ENDPOINT_URL   with --verify: an emulator that runs already (default: one is started, of `make ministack`)
  TF_PLUGIN_DIR        with --verify: a folder with the AWS provider, for machines without a network

examples:
  python -m worker.design "A photo sharing API for 10,000 users in Frankfurt" --out out/photos
  python -m worker.design "A web shop on containers with PostgreSQL" --mode analyze --pin "must use Aurora"
  python -m worker.design "A web shop on containers with PostgreSQL" --option resilient
  python -m worker.design --revise out/photos "drop Redis, and make it highly available"
  python -m worker.design --revise out/photos "replace MySQL by Postgres" --verify   (CHANGES.md: what a plan destroys)
  python -m worker.design --revise out/photos --assume users=50000 --assume api.memory_mb=1024
  python -m worker.design --architecture edited.json --out out/edited
"""
MAX_REQUEST_CHARACTERS = 20_000


def check(command: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """End the command with 2 where the arguments contradict each other; the message says which."""
    analyzes, new = options.mode == Mode.ANALYZE, not (options.revise or options.architecture)
    if options.verify and analyzes:
        command.error("--verify tries the bundle of --mode implement; --mode analyze makes several")
    if options.option and analyzes:
        command.error("--option chooses what --mode implement makes; --mode analyze makes all options")
    needed = not (options.architecture or (options.revise and options.assume))
    if fault := _fault_of(options.request, needed=needed):
        command.error(fault)
    if not new and (options.option or options.pin or analyzes):
        command.error("--option, --pin and --mode analyze are for a new design, not for a revision")


def parser() -> argparse.ArgumentParser:
    """Its `--help` tells everything."""
    command = argparse.ArgumentParser(
        prog="python -m worker.design",
        description="Design an AWS architecture for a request in plain English, and write its bundle to a folder: "
        "Terraform, CloudFormation, diagram, cost and documents, each checked.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "request",
        nargs="?",
        default="",
        help='what to build, or with --revise what to change, in plain English; "-" reads it from standard input',
    )
    command.add_argument(
        "--out",
        type=Path,
        help="folder for the bundle (default: out/design, with --revise the folder itself, which keeps its versions)",
    )
    command.add_argument(
        "--revise", type=Path, metavar="FOLDER", help="make the next version of the bundle in this folder"
    )
    command.add_argument(
        "--assume",
        type=_pair,
        action="append",
        default=[],
        metavar="SUBJECT=VALUE",
        help="a value in the place of an assumption, such as users=50000 or api.memory_mb=1024; may be repeated",
    )
    command.add_argument(
        "--architecture", type=Path, metavar="FILE", help="make the bundle of an architecture edited by hand (JSON)"
    )
    command.add_argument("--json", action="store_true", help="print the summary, or the error, as JSON")
    command.add_argument(
        "--region",
        type=_pattern(r"[a-z]{2}(-[a-z]+)+-\d", "eu-central-1"),
        help="AWS region, such as eu-central-1 (default: what the request says)",
    )
    command.add_argument(
        "--environment",
        type=_pattern(r"[a-z][a-z0-9]{0,11}", "staging"),
        help="name of the environment, at most 12 lower-case letters and digits (default: production)",
    )
    command.add_argument(
        "--mode",
        choices=[Mode.ANALYZE.value, Mode.IMPLEMENT.value],
        default=Mode.IMPLEMENT.value,
        help="analyze compares three options, implement makes the bundle of one (default: %(default)s)",
    )
    command.add_argument(
        "--option", choices=OPTIONS, help="which of the compared options to make (default: the ordinary plan)"
    )
    command.add_argument(
        "--pin",
        action="append",
        default=[],
        metavar="WORDS",
        help='a choice that goes before the request, such as "must use Aurora" or "no Lambda"; may be repeated',
    )
    command.add_argument(
        "--verify", action="store_true", help="deploy the bundle on a disposable account of an emulator, and try it"
    )
    command.add_argument("--quiet", action="store_true", help="no progress on standard error")
    command.add_argument("--verbose", action="store_true", help="logs on standard error")
    return command


def _pair(text: str) -> tuple[str, str]:
    subject, sign, value = text.partition("=")
    if not sign or not subject.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form SUBJECT=VALUE, such as users=50000")
    return subject.strip(), value.strip()


def _fault_of(request: str, *, needed: bool = True) -> str:
    if not request and needed:
        return "the request is empty"
    if len(request) > MAX_REQUEST_CHARACTERS:
        return f"the request has {len(request)} characters; it may have {MAX_REQUEST_CHARACTERS}"
    if any(unicodedata.category(character) == "Cc" and character not in "\n\r\t" for character in request):
        return "the request holds a control character"
    return ""


def _pattern(expression: str, example: str) -> Callable[[str], str]:
    """An argparse type; argparse names the option where it raises."""

    def checked(value: str) -> str:
        if not re.fullmatch(expression, value):
            raise argparse.ArgumentTypeError(f"{value!r} is not one, such as {example}")
        return value

    return checked
