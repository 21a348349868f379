"""The secrets of the development profile, made once for each `.local/` and readable by its owner only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from stack.errors import StackError

ADDED_LATER = "staff"
"""Not in the files of stacks that are older than the role."""


@dataclass(frozen=True)
class Passwords:
    """`postgres`, `app`, `chores` and `staff` are passwords of database roles."""

    postgres: str
    app: str
    chores: str
    secret_key: str
    oidc_client_secret: str
    staff: str


def load_passwords(file: Path) -> Passwords:
    """Read them, or make them. Raises StackError when the file is there but not whole."""
    if not file.exists():
        return _make(file)
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        passwords = Passwords(**({ADDED_LATER: _new()} | kept))
    except (ValueError, TypeError) as error:
        raise StackError(
            f"{file} is damaged; restore it, or remove {file.parent} to start anew without data"
        ) from error
    return passwords if ADDED_LATER in kept else _written(file, passwords)


def _make(file: Path) -> Passwords:
    return _written(file, Passwords(**{field.name: _new() for field in fields(Passwords)}))


def _new() -> str:
    return secrets.token_urlsafe(24)


def _written(file: Path, made: Passwords) -> Passwords:
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(made), stream, indent=2)
    draft.replace(file)
    return made
