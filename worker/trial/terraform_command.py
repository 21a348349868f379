"""The terraform command in a folder of the trial: the emulator is all that it can reach."""

import os
import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from worker.trial.account import Account
from worker.trial.program import Finished, run_program

PARALLELISM = "-parallelism=30"  # nearly all of the time is the provider's own waiting
_INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR")


@dataclass(frozen=True)
class TerraformProgram:
    """Where terraform is, and where its providers are kept (None: as the user's own configuration says)."""

    executable: Path
    plugin_folder: Path | None


@dataclass(frozen=True)
class Terraform:
    """Runs it. Its environment names the emulator and a disposable account, and nothing of ours."""

    program: TerraformProgram
    folder: Path
    account: Account
    stop: threading.Event

    def init(self, timeout_seconds: float) -> Finished:
        """Raises ProgramTimedOut, as all of these."""
        plugins = [f"-plugin-dir={self.program.plugin_folder}"] if self.program.plugin_folder else []
        return self.run(
            "init", "-input=false", "-backend=false", "-no-color", *plugins, timeout_seconds=timeout_seconds
        )

    def run(self, *arguments: str, timeout_seconds: float, uninterrupted: bool = False) -> Finished:
        """`uninterrupted`: a job that is stopped still cleans up after itself."""
        return run_program(
            [str(self.program.executable), f"-chdir={self.folder}", *arguments],
            environment=self._environment(),
            timeout_seconds=timeout_seconds,
            stop=threading.Event() if uninterrupted else self.stop,
        )

    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in _INHERITED if os.environ.get(name)}
        trusted = {"AWS_CA_BUNDLE": str(self.account.emulator.authority)} if self.account.emulator.authority else {}
        return (
            inherited
            | trusted
            | {
                "AWS_ENDPOINT_URL": self.account.emulator.url,
                "AWS_ACCESS_KEY_ID": self.account.id,
                "AWS_SECRET_ACCESS_KEY": "local",
                "AWS_EC2_METADATA_DISABLED": "true",
                "AWS_CONFIG_FILE": os.devnull,
                "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
                "TF_IN_AUTOMATION": "1",
                "CHECKPOINT_DISABLE": "1",
                "NO_PROXY": "127.0.0.1,localhost",
                "GOGC": "400",  # the provider's start is a fifth faster when it collects less garbage
            }
        )


def find_terraform(environ: Mapping[str, str]) -> TerraformProgram | None:
    """The one on PATH; TF_PLUGIN_DIR names a folder with the AWS provider, for machines without a network."""
    executable = shutil.which("terraform", path=environ.get("PATH"))
    plugins = environ.get("TF_PLUGIN_DIR")
    return TerraformProgram(Path(executable), Path(plugins) if plugins else None) if executable else None


def provider_override(aliases: tuple[str, ...]) -> str:
    """A Terraform override file: what else the provider must know to talk to an emulator on one address."""
    return "\n".join([_provider(""), *(_provider(f'  alias = "{alias}"\n') for alias in aliases)])


def _provider(alias: str) -> str:
    settings = "  s3_use_path_style = true\n  skip_metadata_api_check = true\n  skip_credentials_validation = true\n"
    return f'provider "aws" {{\n{alias}{settings}}}\n'
