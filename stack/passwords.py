"""The secrets of the development profile, made once for each `.local/` and readable by its owner only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from stack.errors import StackError


@dataclass(frozen=True)
class Passwords:
    """`postgres`, `app` and `chores` are passwords of database roles."""

    postgres: str
    app: str
    chores: str
    secret_key: str
    oidc_client_secret: str


def load_passwords(file: Path) -> Passwords:
    """Read them, or make them. Raises StackError when the file is there but not whole."""
    if not file.exists():
        return _make(file)
    try:
        return Passwords(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise StackError(
            f"{file} is damaged; restore it, or remove {file.parent} to start anew without data"
        ) from error


def _make(file: Path) -> Passwords:
    made = Passwords(**{field.name: secrets.token_urlsafe(24) for field in fields(Passwords)})
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(made), stream, indent=2)
    draft.replace(file)
    return made
