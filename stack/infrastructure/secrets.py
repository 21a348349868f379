"""`python -m stack.infrastructure.secrets`: fill the secrets that `terraform apply` made empty.

What is filled already stays, so that it may be run again at any time: after a new part, or a new secret, came with a
release.
"""

import getpass
import json
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import boto3

from jobs.migrate import APP_ROLE, CHORES_ROLE, STAFF_ROLE
from jobs.parameter_store import UNSET, database_url
from stack.errors import NotInstalled, StackError
from stack.layout import PROJECT

MAIN = PROJECT / "terraform" / "main"
Ask = Callable[[str], str]
ROLES = {"DATABASE_URL": APP_ROLE, "CHORES_DATABASE_URL": CHORES_ROLE, "STAFF_DATABASE_URL": STAFF_ROLE}


def fill(parameters: Any, outputs: Mapping[str, Any], ask: Ask) -> list[str]:
    """Write a value into each secret that has none, and return their names. `parameters` is boto3's client `ssm`.

    The same setting has the same value in every part. Raises StackError where an answer is empty.
    """
    kept = {name: _value(parameters, name) for name in outputs["secret_names"]}
    known = {name.rpartition("/")[2]: value for name, value in kept.items() if value != UNSET}
    filled = []
    for name, value in kept.items():
        if value != UNSET:
            continue
        setting = name.rpartition("/")[2]
        if setting not in known:
            known[setting] = _new_value(setting, outputs, ask)
        parameters.put_parameter(Name=name, Value=known[setting], Type="SecureString", Overwrite=True)
        filled.append(name)
    return filled


def _value(parameters: Any, name: str) -> str:
    return str(parameters.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])


def _new_value(setting: str, outputs: Mapping[str, Any], ask: Ask) -> str:
    if setting in ROLES:
        return database_url(ROLES[setting], secrets.token_urlsafe(32), outputs["database_address"])
    if setting == "REDIS_URL":
        return _redis_url(outputs["redis"])
    if setting in {"SECRET_KEY", "TOKEN_KEYS"}:
        return secrets.token_urlsafe(48)
    value = ask(setting).strip()
    if not value or value == UNSET:
        raise StackError(f"{setting} was not given; what was filled before it is kept, run this again.")
    return value


def _redis_url(address: str) -> str:
    """ElastiCache is reached over TLS by our security groups alone; a Redis of our own wants a password."""
    parts = urlsplit(address)
    if parts.scheme == "rediss":
        return address
    return parts._replace(netloc=f":{secrets.token_urlsafe(32)}@{parts.netloc}").geturl()


def outputs_of_terraform() -> dict[str, Any]:
    """What the last apply told. Raises StackError."""
    program = shutil.which("terraform")
    if program is None:
        raise NotInstalled("terraform is not on PATH")
    command = [program, f"-chdir={MAIN}", "output", "-json"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        raise StackError(f"terraform output: {finished.stderr.strip()}")
    outputs = {name: output["value"] for name, output in json.loads(finished.stdout).items()}
    if "secret_names" not in outputs:
        raise StackError("terraform/main has no outputs: apply it first, with the same backend.")
    return outputs


def main() -> int:
    """The command, with the credentials and the region that Terraform was run with."""
    try:
        outputs = outputs_of_terraform()
        region = outputs["settings"]["web"]["AWS_REGION"]
        filled = fill(boto3.client("ssm", region_name=region), outputs, lambda name: getpass.getpass(f"{name}: "))
    except StackError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print("\n".join(filled) or "every secret is filled already")
    return 0


if __name__ == "__main__":
    sys.exit(main())
