"""`python -m jobs.parameter_store COMMAND...`: run a process with the settings that AWS keeps for it.

SETTINGS_PATH names a path of Systems Manager, such as /groundplan/production/web, with a parameter for each setting. So
no secret stands in a unit file, a task definition, a function's configuration or Terraform's state.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn
from urllib.parse import quote

from botocore.exceptions import BotoCoreError, ClientError

from jobs import aws
from jobs.errors import GroundplanError, MissingSettings
from jobs.settings import Settings

UNSET = "unset"
"""What Terraform makes a secret with: a process never starts with it."""


def kept_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """The settings under SETTINGS_PATH, but for those that `environ` has itself; none without a path.

    With DATABASE_OWNER_SECRET_ARN also MIGRATIONS_DATABASE_URL, made of the password that RDS keeps and changes.
    Raises MissingSettings when they cannot be read, there are none, or one was never filled.
    """
    path = environ.get("SETTINGS_PATH", "").rstrip("/")
    if not path:
        return {}
    settings = _of_aws(environ)
    try:
        found = _read_path(settings, path)
        unfilled = sorted(name for name, value in found.items() if value == UNSET)
        if unfilled:
            raise MissingSettings(f"Under {path} were never filled: {', '.join(unfilled)}. `make secrets` fills them.")
        if not found:
            raise MissingSettings(f"There are no settings under {path}.")
        if "DATABASE_OWNER_SECRET_ARN" in found:
            found["MIGRATIONS_DATABASE_URL"] = _owner_url(settings, found)
    except (BotoCoreError, ClientError) as error:
        raise MissingSettings(f"The settings under {path} cannot be read: {error}") from error
    return {name: value for name, value in found.items() if name not in environ}


def database_url(user: str, password: str, address: str) -> str:
    """A URL for `host:port/database` that takes no connection without TLS."""
    return f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@{address}?sslmode=require"


def _of_aws(environ: Mapping[str, str]) -> Settings:
    names = ("aws_region", "aws_endpoint_url", "aws_access_key_id", "aws_secret_access_key")
    return Settings.model_validate({name: environ[name.upper()] for name in names if environ.get(name.upper())})


def _read_path(settings: Settings, path: str) -> dict[str, str]:
    pages = aws.ssm(settings).get_paginator("get_parameters_by_path").paginate(Path=path, WithDecryption=True)
    return {one["Name"].rpartition("/")[2]: one["Value"] for page in pages for one in page["Parameters"]}


def _owner_url(settings: Settings, found: Mapping[str, str]) -> str:
    answer = aws.secrets(settings).get_secret_value(SecretId=found["DATABASE_OWNER_SECRET_ARN"])
    login = json.loads(answer["SecretString"])
    return database_url(login["username"], login["password"], found["DATABASE_ADDRESS"])


def main(command: Sequence[str]) -> NoReturn:
    """Become the command. Exit status 1 and one line when its settings cannot be had."""
    if not command:
        sys.exit("python -m jobs.parameter_store COMMAND...")
    try:
        environment = {**os.environ, **kept_settings(os.environ)}
    except GroundplanError as error:
        sys.exit(str(error))
    os.execvpe(command[0], list(command), environment)  # noqa: S606 - the command is the operator's


if __name__ == "__main__":
    main(sys.argv[1:])
