"""A MiniStack of the trial's own, on a free port, with IAM enforced; gone with all that was made in it.

It speaks TLS, since policies that deny everything else are enforced too.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from worker.trial.account import Emulator, reach
from worker.trial.errors import EmulatorMissing

INSTALLED = Path(__file__).parents[2] / ".venv-ministack" / "bin" / "ministack"
START_SECONDS = 60.0
STOP_SECONDS = 5.0
LEASH = Path(__file__).with_name("leash.py")
HOST = "127.0.0.1"
CERTIFICATE = "ministack-tls/server.crt"
"""Where MiniStack puts the one that it makes, under TMPDIR."""


def find_emulator(environ: Mapping[str, str]) -> Path | None:
    """TRIAL_EMULATOR, else where `make setup` puts MiniStack; None where there is neither."""
    program = Path(environ.get("TRIAL_EMULATOR") or INSTALLED)
    return program if program.is_file() else None


@contextmanager
def own_emulator(program: Path, region: str) -> Iterator[Emulator]:
    """Start `program` for as long as the block lasts. Raises EmulatorMissing where it does not come up in a minute."""
    with tempfile.TemporaryDirectory(prefix="groundplan-emulator-") as name, (Path(name) / "log").open("wb") as log:
        port = _free_port()
        process = subprocess.Popen(  # noqa: S603 - the program that the operator installed
            [sys.executable, str(LEASH), str(program)],
            env=_environment(os.environ, Path(name), port, region),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield _wait(process, f"https://{HOST}:{port}", Path(name))
        finally:
            _end(process)


def _environment(inherited: Mapping[str, str], folder: Path, port: int, region: str) -> dict[str, str]:
    """Nothing of ours but what a program needs to run: the emulator runs the functions of bundles."""
    kept = {name: inherited[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in inherited}
    return kept | {
        "AUTH": "true",
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": HOST,
        "MINISTACK_REGION": region,
        "PERSIST_STATE": "0",
        "USE_SSL": "1",
        "STATE_DIR": str(folder),
        "TMPDIR": str(folder),
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
    }


def _wait(process: "subprocess.Popen[bytes]", url: str, folder: Path) -> Emulator:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return reach(url, timeout_seconds=2, authority=folder / CERTIFICATE)
        except EmulatorMissing:
            time.sleep(0.1)
    told = (folder / "log").read_text(errors="replace").strip().splitlines()
    raise EmulatorMissing(f"the emulator did not come up in {START_SECONDS:.0f} s: {told[-1] if told else 'no log'}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


def _end(process: "subprocess.Popen[bytes]") -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait(STOP_SECONDS)
    if process.stdin is not None:
        process.stdin.close()
