"""`make infrastructure`, `python -m stack.infrastructure.proof`: what can be proven of terraform/ without an account.

Format, validity, checkov, a plan of every size in every environment, and every size applied and destroyed on MiniStack.
`make test` does the most important part of it.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.errors import NotInstalled, StackError
from stack.infrastructure.cost import DOCUMENT, FILES, SIZES, document_of, estimates
from stack.infrastructure.emulated import LEFT_OUT, emulated_copy
from stack.infrastructure.plans import plans_of
from stack.layout import PROJECT
from stack.servers.ministack import MiniStack
from stack.servers.ports import free_port

ENVIRONMENTS = ("dev", "staging", "production")
ONCE = ("bootstrap", "delivery")
"""Configurations that are applied once for each account."""
CHECKOV = PROJECT / "build" / "checkov" / "bin" / "checkov"


def prove() -> None:
    """Raises StackError with what failed."""
    plugins = os.environ.get("TF_PLUGIN_DIR")
    _terraform(PROJECT / "terraform", "fmt", "-check", "-recursive", "-diff")
    _say("formatted")
    with tempfile.TemporaryDirectory(prefix="groundplan-infrastructure-") as name:
        folder = Path(name)
        shutil.copytree(PROJECT / "terraform", folder / "terraform", ignore=shutil.ignore_patterns(".terraform*"))
        main = folder / "terraform" / "main"
        for root in (main, *(folder / "terraform" / name for name in ONCE)):
            _init(root, plugins)
            _terraform(root, "validate")
        _say("valid")
        planned = {**plans_of(main, FILES[0]), **plans_of(main, FILES[1])}
        if DOCUMENT.read_text(encoding="utf-8") != document_of(estimates(planned)):
            raise StackError(f"{DOCUMENT} is not what the plans cost: make cost")
        _say("priced")
        for environment in ENVIRONMENTS:
            plans = plans_of(main, FILES[0], environment)
            counts = ", ".join(f"{size} {len(plan.resources)}" for size, plan in plans.items())
            _say(f"planned for {environment}: resources of {counts}")
    _check()
    for size in SIZES:
        _apply(size, plugins)


def _check() -> None:
    """checkov on everything: a finding is mended, or its reason stands beside it."""
    if not CHECKOV.exists():
        raise NotInstalled(f"{CHECKOV} is not installed: make infrastructure")
    command = [str(CHECKOV), "--compact", "--quiet", "--skip-download"]
    _run([*command, "--framework", "terraform", "-d", str(PROJECT / "terraform")])
    _run([*command, "--framework", "dockerfile", "-f", str(PROJECT / "Dockerfile")])
    _say("checkov finds nothing that has no reason beside it")


def _apply(size: str, plugins: str | None) -> None:
    with tempfile.TemporaryDirectory(prefix="groundplan-infrastructure-") as name, _emulator(Path(name)) as endpoint:
        main = emulated_copy(Path(name), endpoint)
        package = main / "package.zip"
        with zipfile.ZipFile(package, "w") as zipped:
            zipped.writestr("start.py", "def handler(event, context):\n    return {'batchItemFailures': []}\n")
        variables = {
            "region": "us-east-1",
            "domain": "groundplan.example.com",
            "alarm_email": "operators@example.com",
            "oidc_issuer": "https://accounts.example.com",
            "oidc_client_id": "groundplan",
            "worker_package": str(package),
            "web_package": str(package),
            "instance_image": "ami-0abcdef1234567890",
            "web_size": size,
        }
        (main / "values.auto.tfvars.json").write_text(json.dumps(variables), encoding="utf-8")
        _init(main, plugins)
        for verb in ("apply", "destroy"):
            values = "-var-file=environments/dev.tfvars"
            _terraform(main, verb, "-auto-approve", "-input=false", "-no-color", values)
            _say(f"{size}: {verb} on MiniStack")


@contextmanager
def _emulator(folder: Path) -> Iterator[str]:
    server = MiniStack(folder / "ministack", free_port())
    try:
        server.start()
        yield server.url
    finally:
        server.kill()


def _init(folder: Path, plugins: str | None) -> None:
    where = [f"-plugin-dir={plugins}"] if plugins else []
    _terraform(folder, "init", "-input=false", "-backend=false", "-no-color", *where)


def _terraform(folder: Path, *arguments: str) -> None:
    program = shutil.which("terraform")
    if program is None:
        raise NotInstalled("terraform is not on PATH")
    _run([program, f"-chdir={folder}", *arguments])


def _run(command: list[str]) -> None:
    environment = {**os.environ, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", "GOGC": "400"}
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        raise StackError(f"{' '.join(command)}:\n{finished.stdout}\n{finished.stderr}")


def _say(what: str) -> None:
    print(what, flush=True)


def main() -> int:
    """The command."""
    try:
        prove()
    except StackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    _say("Not emulated, and so not proven: " + "; ".join(why for why, _ in LEFT_OUT.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
