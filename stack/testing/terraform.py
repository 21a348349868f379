"""The terraform command, for tests; a visible skip where this machine lacks it or the AWS provider."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Terraform = Callable[..., str]

EMULATED_PROVIDER = """
provider "aws" {{
  region                      = "us-east-1"
  access_key                  = "000000000000"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  s3_use_path_style           = true

  endpoints {{
{endpoints}
  }}
}}
"""


@pytest.fixture(scope="session")
def terraform() -> Terraform:
    """Run `terraform ARGUMENTS` in a folder and return what it printed; a failure fails the test with its output."""
    program = shutil.which("terraform")
    if program is None:
        pytest.skip("terraform is not on PATH")

    def run(folder: Path, *arguments: str) -> str:
        # The provider's start is a fifth faster when it collects less garbage.
        environment = {**os.environ, "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1", "GOGC": "400"}
        finished = subprocess.run(
            [program, f"-chdir={folder}", *arguments], env=environment, capture_output=True, text=True, check=False
        )
        if finished.returncode != 0:
            # What went wrong first: a log that is cut after so many lines still tells it.
            pytest.fail(f"terraform {' '.join(arguments)}:\n{finished.stderr}\n{finished.stdout}", pytrace=False)
        return finished.stdout

    return run


@pytest.fixture(scope="session")
def terraform_init(terraform: Terraform) -> Callable[[Path], None]:
    """`terraform init` with the AWS provider of TF_PLUGIN_DIR."""
    plugins = os.environ.get("TF_PLUGIN_DIR")
    if not plugins:
        pytest.skip("TF_PLUGIN_DIR does not name a folder with the AWS provider")

    def init(folder: Path) -> None:
        terraform(folder, "init", "-input=false", "-backend=false", "-no-color", f"-plugin-dir={plugins}")

    return init


def emulated_provider(endpoint: str, services: list[str]) -> str:
    """An override file's content: the AWS provider talks to the emulator, for these services."""
    lines = "\n".join(f'    {service} = "{endpoint}"' for service in services)
    return EMULATED_PROVIDER.format(endpoints=lines)
