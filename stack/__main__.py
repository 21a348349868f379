"""`python -m stack up|down|status|logs|demo`: the whole of Groundplan on this machine, without root or Docker."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from rich.text import Text

from stack.blueprint import draw
from stack.demo.run import run_demo
from stack.errors import StackError
from stack.launcher import down, known_parts, up
from stack.layout import DEFAULT_LOCAL, PROJECT, Layout
from stack.mailbox import read_mails, show
from stack.passwords import load_passwords
from stack.ports_book import DEFAULT_PORTS, read_ports
from stack.readiness import ask, readiness_table
from stack.terminal import console, errors, say_error, say_part, say_stopped, status_table


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0, or 1 after an error that was told, or 130 after Ctrl-C."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return int(options.act(options, Layout(options.local.resolve())))
    except StackError as error:
        say_error(error)
        return 1
    except KeyboardInterrupt:
        errors.print(Text("interrupted", style="yellow"))
        return 130


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m stack", description=__doc__)
    parser.add_argument("--local", type=Path, default=DEFAULT_LOCAL, help="folder for data, logs and secrets")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("up", help="start everything and leave it running").set_defaults(act=_up)
    commands.add_parser("down", help="stop what `up` started").set_defaults(act=_down)
    commands.add_parser("status", help="what runs, and where").set_defaults(act=_status)
    demo = commands.add_parser("demo", help="one request from start to end; leaves the bundle under out/")
    demo.add_argument("request", nargs="+", help="what to build, in plain English")
    demo.add_argument("--out", type=Path, default=PROJECT / "out", help="folder for bundles")
    demo.set_defaults(act=_demo)
    mail = commands.add_parser("mail", help="show the mails that the local AWS keeps instead of sending them")
    mail.add_argument("-n", dest="most", type=int, default=5, help="how many, the newest")
    mail.set_defaults(act=_mail)
    logs = commands.add_parser("logs", help="show the logs")
    logs.add_argument("names", nargs="*", metavar="NAME", help="only these parts")
    logs.add_argument("-f", "--follow", action="store_true", help="keep showing what comes")
    logs.set_defaults(act=_logs)
    return parser


def _up(_options: argparse.Namespace, layout: Layout) -> int:
    launch = up(layout, os.environ, say_part)
    web = launch.blueprint.addresses.web_url
    console.print(f"\n  Groundplan is at [bold link={web}]{web}[/]\n")
    console.print(f"  [dim]for coding assistants, over MCP with an API key:[/] {web}/mcp\n")
    if launch.blueprint.addresses.aws_endpoint is not None and not os.environ.get("MAIL_URL"):
        console.print("  [dim]no mail leaves this machine; read what was sent with[/] make mail\n")
    console.print("  [dim]stop it with[/] make down   [dim]logs are in[/]", Text(str(layout.local / "logs")))
    return 0


def _down(_options: argparse.Namespace, layout: Layout) -> int:
    down(layout, say_stopped)
    return 0


def _demo(options: argparse.Namespace, layout: Layout) -> int:
    run_demo(layout, os.environ, " ".join(options.request), options.out.resolve())
    return 0


def _status(_options: argparse.Namespace, layout: Layout) -> int:
    if not layout.secrets_file.exists():
        console.print("  nothing was started here yet")
        return 3
    parts = known_parts(layout)
    console.print(status_table(parts))
    ports = {**DEFAULT_PORTS, **read_ports(layout.ports_file)}
    web_url = draw(layout, ports, load_passwords(layout.secrets_file), os.environ).addresses.web_url
    if any(part.pid for part in parts) and (told := ask(web_url)):
        console.print(readiness_table(told))
    return 0 if all(part.pid for part in parts) else 3


def _mail(options: argparse.Namespace, layout: Layout) -> int:
    if not layout.secrets_file.exists():
        raise StackError("nothing was started here yet; `make up` does")
    ports = {**DEFAULT_PORTS, **read_ports(layout.ports_file)}
    endpoint = draw(layout, ports, load_passwords(layout.secrets_file), os.environ).addresses.aws_endpoint
    if endpoint is None:
        raise StackError("AWS is the real one here: mails went to their readers")
    mails = read_mails(endpoint)
    if not mails:
        console.print("  no mail was sent yet: submit a job with [bold]notify[/], or invite somebody")
        return 0
    console.print(show(mails, options.most, PROJECT / "build" / "mail"))
    console.print(f"  {len(mails)} in all; [dim]their HTML is in[/]", Text(str(PROJECT / "build" / "mail")))
    return 0


def _logs(options: argparse.Namespace, layout: Layout) -> int:
    logs = {part.name: part.log for part in known_parts(layout)} if layout.secrets_file.exists() else {}
    unknown = [name for name in options.names if name not in logs]
    if unknown:
        raise StackError(f"no such part: {', '.join(unknown)}; there are {', '.join(logs) or 'none yet'}")
    files = [str(log) for name, log in logs.items() if log.exists() and (name in options.names or not options.names)]
    if not files:
        return 0
    tail = ["tail", "-n", "40", *(["-f"] if options.follow else []), *files]
    return subprocess.run(tail, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
