"""`python -m worker.design "REQUEST"`: Implement or Analyze in this process, with no queue, database or account."""

import argparse
import json
import logging
import os
import re
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jobs.errors import GroundplanError
from jobs.states import Mode
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.mcp_servers_file import ROOT, load_servers
from worker.architecture.errors import EngineError, InvalidArchitecture
from worker.architecture.planner.profile import OPTIONS
from worker.bootstrap import make_pipelines
from worker.comparison_text import comparison_text
from worker.pipelines.run import Basis, File, Run
from worker.stop import Stop

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
MAX_SHOWN = 100
INTERRUPTED = 130
UNPROVEN = 4
DEPLOYED = ("terraform/", "cloudformation/template.yaml")
"""What is deployed of a bundle: the next version is compared with it."""
CONFIGURATION = ("model_not_configured", "tool_servers_misconfigured")


class Terminal:
    """Shows progress on standard error, so that standard output holds the summary alone."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def report(self, kind: str, data: Mapping[str, Any]) -> None:
        """One line for a stage that ended or a finding."""
        if self._quiet:
            return
        if kind == "stage" and data["status"] == "finished":
            self._say(f"[{data['index']}/{data['of']}] {data['title']} ({data['seconds']:.2f} s)")
        elif kind == "finding":
            place = f"{data['component']}: " if data.get("component") else ""
            self._say(f"      {data['severity']}: {place}{data['message']}")

    def _say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code. Wrong arguments end it with 2."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.verify and options.mode == Mode.ANALYZE:
        parser.error("--verify tries the bundle of --mode implement; --mode analyze makes several")
    if options.option and options.mode == Mode.ANALYZE:
        parser.error("--option chooses what --mode implement makes; --mode analyze makes all options")
    request = (sys.stdin.read() if options.request == "-" else options.request).strip()
    assumed = dict(options.assume)
    fault = _fault_of(request, needed=not (options.architecture or (options.revise and assumed)))
    if fault:
        parser.error(fault)
    if (options.revise or options.architecture) and (options.option or options.pin or options.mode == Mode.ANALYZE):
        parser.error("--option, --pin and --mode analyze are for a new design, not for a revision")
    logging.basicConfig(level=logging.INFO if options.verbose else logging.CRITICAL, stream=sys.stderr)
    try:
        basis = _basis(options.revise, options.architecture, request, assumed)
        summary = design(
            "" if options.revise else request,
            options.out or options.revise or Path("out/design"),
            chosen={} if options.revise else assumed,
            basis=basis,
            region=options.region,
            environment=options.environment,
            mode=Mode(options.mode),
            option=options.option or "",
            pins=tuple(options.pin),
            terminal=Terminal(quiet=options.json or options.quiet),
            verify=options.verify,
        )
    except (GroundplanError, EngineError) as error:
        return _complain(error.code, str(error), permanent=error.permanent, as_json=options.json)
    except OSError as error:
        return _complain("not_written", f"cannot write the bundle: {error}", permanent=True, as_json=options.json)
    except KeyboardInterrupt:
        return INTERRUPTED
    shown = comparison_text if options.mode == Mode.ANALYZE else _pretty
    print(json.dumps(summary, indent=2) if options.json else shown(summary))
    return UNPROVEN if summary.get("receipt", {}).get("verdict") == "failed" else 0


def design(  # noqa: PLR0913 - what the command line takes
    request: str,
    out: Path,
    *,
    region: str | None,
    environment: str | None,
    terminal: Terminal,
    mode: Mode = Mode.IMPLEMENT,
    option: str = "",
    pins: tuple[str, ...] = (),
    chosen: Mapping[str, str] | None = None,
    basis: Basis | None = None,
    verify: bool = False,
) -> dict[str, Any]:
    """Run the pipeline and write its files under `out`. The summary says what came of it.

    `verify` tries an implement job's bundle on an emulator, and puts the receipt with it.

    Raises GroundplanError and EngineError, as the pipeline does; OSError where the folder cannot be written.
    """
    servers = ToolServers(
        load_servers(ROOT / (os.environ.get("MCP_SERVERS_FILE") or "mcp_servers.yaml")),
        timeout_seconds=float(os.environ.get("MCP_TIMEOUT_SECONDS") or 15),
    )
    provider = os.environ.get("MODEL_PROVIDER") or "offline"
    pipelines = make_pipelines(os.environ, provider, os.environ.get("AWS_REGION", ""), servers)
    written: set[str] = set()
    made: dict[str, bytes] = {}

    def deliver(files: Sequence[File]) -> None:
        if not written:
            _remove_former(out)
        written.update(_write(out, file) for file in files)
        made.update({file.name: file.content for file in files})

    run = Run(
        request=request,
        region=region,
        environment=environment,
        report=terminal.report,
        note_stage=lambda _: None,
        deliver=deliver,
        audit=MemoryAudit(),
        stop=Stop(),
        pins=pins,
        option=option,
        chosen=chosen or {},
        basis=basis,
    )
    servers.start()
    try:
        result = pipelines[mode].run(run)
        if verify:
            former = basis.files if basis else {}
            proven = pipelines[Mode.VERIFY].run(replace(run, proves=made, former=former))
            result |= {name: proven[name] for name in ("receipt", "files", "revision") if name in proven}
    finally:
        servers.close()
    return {**result, "folder": str(out), "paths": sorted(written)}


def _remove_former(out: Path) -> None:
    """The files of an earlier bundle, so that none of them stands among the new ones; Terraform's state stays."""
    for name in _listed(out):
        (out / name).unlink(missing_ok=True)


def _listed(folder: Path) -> list[str]:
    """The files that the folder's manifest names, those within it; none where the manifest is not ours."""
    try:
        names = list(json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name in map(str, names) if (folder / name).resolve().is_relative_to(folder.resolve())]


def _write(out: Path, file: File) -> str:
    path = out / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.content)
    return file.name


def _basis(folder: Path | None, edited: Path | None, instruction: str, assumed: Mapping[str, str]) -> Basis | None:
    """What is revised. Raises InvalidArchitecture for a folder without a bundle, OSError for a file that is none."""
    if folder is None and edited is None:
        return None
    files: dict[str, bytes] = {}
    if folder:
        if not (folder / "architecture.json").is_file():
            raise InvalidArchitecture("is missing: the folder holds no bundle", place=f"{folder}/architecture.json")
        known = [folder / "architecture.json", folder / "requirements.json", *folder.glob("versions/**/*.json")]
        known += [folder / name for name in _listed(folder) if name.startswith(DEPLOYED)]
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in known if path.is_file()}
    return Basis(
        files=files,
        instruction=instruction if folder else "",
        assumptions=assumed if folder else {},
        architecture=edited.read_bytes() if edited else b"",
    )


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


def _complain(code: str, message: str, *, permanent: bool, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": {"code": code, "message": message}}, indent=2))
    else:
        print(f"error: {message}", file=sys.stderr)
    if not permanent:
        return 3
    return 2 if code in CONFIGURATION else 1


def _pretty(summary: Mapping[str, Any]) -> str:
    checks = summary["checks"]
    lines = [
        summary["title"],
        *textwrap.wrap(summary["summary"], MAX_SHOWN),
        "",
        f"Region      {summary['region']}",
        f"Designed by {summary['architect']}",
        f"Cost        about {summary['monthly_usd']:,.2f} USD a month",
        f"Checks      {checks['passed']} passed, {checks['failed']} failed, {checks['skipped']} skipped",
        f"Files       {summary['files']} in {summary['folder']}",
        f"Time        {summary['seconds']:.1f} s",
        "",
        f"Components ({len(summary['components'])}, {len(summary['connections'])} connections)",
        *(f"  {one['name']:<32} {one['block']}" for one in summary["components"]),
    ]
    if "receipt" in summary:
        lines += ["", *_trial(summary["receipt"])]
    if summary["notes"]:
        lines += ["", "Notes", *(f"  - {note}" for note in summary["notes"])]
    if summary["references"]:
        lines += ["", "Read more", *(f"  {one['title']}: {one['url']}" for one in summary["references"])]
    return "\n".join(lines)


def _trial(receipt: Mapping[str, Any]) -> list[str]:
    counts = receipt["counts"]
    told = f"{counts['proven']} resources proven, {counts['failed']} failed, {counts['not_emulated']} not emulated"
    steps = [f"  {one['status']:<8}{one['seconds']:6.1f} s  {one['title']}" for one in receipt["steps"]]
    return [f"Trial deployment: {receipt['verdict']} ({told})", *steps, *(f"  - {one}" for one in receipt["reasons"])]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m worker.design",
        description="Design an AWS architecture for a request in plain English, and write its bundle to a folder: "
        "Terraform, CloudFormation, diagram, cost and documents, each checked.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "request",
        nargs="?",
        default="",
        help='what to build, or with --revise what to change, in plain English; "-" reads it from standard input',
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="folder for the bundle (default: out/design, with --revise the folder itself, which keeps its versions)",
    )
    parser.add_argument(
        "--revise", type=Path, metavar="FOLDER", help="make the next version of the bundle in this folder"
    )
    parser.add_argument(
        "--assume",
        type=_pair,
        action="append",
        default=[],
        metavar="SUBJECT=VALUE",
        help="a value in the place of an assumption, such as users=50000 or api.memory_mb=1024; may be repeated",
    )
    parser.add_argument(
        "--architecture", type=Path, metavar="FILE", help="make the bundle of an architecture edited by hand (JSON)"
    )
    parser.add_argument("--json", action="store_true", help="print the summary, or the error, as JSON")
    parser.add_argument(
        "--region",
        type=_pattern(r"[a-z]{2}(-[a-z]+)+-\d", "eu-central-1"),
        help="AWS region, such as eu-central-1 (default: what the request says)",
    )
    parser.add_argument(
        "--environment",
        type=_pattern(r"[a-z][a-z0-9]{0,11}", "staging"),
        help="name of the environment, at most 12 lower-case letters and digits (default: production)",
    )
    parser.add_argument(
        "--mode",
        choices=[Mode.ANALYZE.value, Mode.IMPLEMENT.value],
        default=Mode.IMPLEMENT.value,
        help="analyze compares three options, implement makes the bundle of one (default: %(default)s)",
    )
    parser.add_argument(
        "--option", choices=OPTIONS, help="which of the compared options to make (default: the ordinary plan)"
    )
    parser.add_argument(
        "--pin",
        action="append",
        default=[],
        metavar="WORDS",
        help='a choice that goes before the request, such as "must use Aurora" or "no Lambda"; may be repeated',
    )
    parser.add_argument(
        "--verify", action="store_true", help="deploy the bundle on a disposable account of an emulator, and try it"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on standard error")
    parser.add_argument("--verbose", action="store_true", help="logs on standard error")
    return parser


if __name__ == "__main__":
    sys.exit(main())
