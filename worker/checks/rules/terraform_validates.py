"""Terraform itself, with the provider's schema."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from worker.checks.check import Check, Finding, Skipped
from worker.checks.context import Context, TerraformCommand


class TerraformValidates(Check):
    """`terraform init` and `terraform validate` in a folder of its own. Reads no account and needs no credentials."""

    id = "terraform_validates"
    severity = "high"
    sentence = "`terraform validate` accepts the Terraform files."
    source = "https://developer.hashicorp.com/terraform/cli/commands/validate"

    def __init__(self) -> None:
        self._version = "terraform"

    def run(self, context: Context) -> Iterator[Finding]:
        command = context.terraform_command
        if command is None:
            raise Skipped("not asked for: it takes several seconds")
        if not shutil.which(command.executable):
            raise Skipped(f"there is no command {command.executable.name}")
        with tempfile.TemporaryDirectory(prefix="groundplan-validate-") as folder:
            _write(context, Path(folder))
            init = _terraform(command, Path(folder), "init", "-backend=false", "-input=false", "-no-color")
            if init.returncode:
                raise Skipped(f"terraform init found no provider: {_last_line(init)}")
            report = json.loads(_terraform(command, Path(folder), "validate", "-json").stdout)
        self._version = f"terraform, format {report.get('format_version', '')}"
        for diagnostic in report.get("diagnostics", []):
            if diagnostic.get("severity") == "error":
                where = diagnostic.get("range") or {}
                line = (where.get("start") or {}).get("line", "?")
                message = f"{diagnostic.get('summary')} at line {line}: {diagnostic.get('detail', '')}"
                yield Finding(file=f"terraform/{where.get('filename', '')}", message=message)

    def version(self) -> str:
        return self._version


def _write(context: Context, folder: Path) -> None:
    for name, content in context.files.items():
        if name.startswith("terraform/"):
            path = folder / name.removeprefix("terraform/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _terraform(command: TerraformCommand, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    plugins = [f"-plugin-dir={command.plugin_folder}"] if arguments[0] == "init" and command.plugin_folder else []
    try:
        return subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
            [str(command.executable), arguments[0], *plugins, *arguments[1:]],
            cwd=folder,
            env={
                "PATH": os.environ.get("PATH", ""),
                "HOME": str(folder),
                "TF_IN_AUTOMATION": "1",
                "CHECKPOINT_DISABLE": "1",
            },
            capture_output=True,
            text=True,
            timeout=command.timeout_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Skipped(f"terraform {arguments[0]} took more than {command.timeout_seconds:g} seconds") from error


def _last_line(process: "subprocess.CompletedProcess[str]") -> str:
    lines = [line.strip(" │╵╷") for line in (process.stderr or process.stdout).splitlines() if line.strip(" │╵╷")]
    return lines[0] if lines else "no message"
