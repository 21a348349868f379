"""The address and the key: from the environment, or from what `groundplan login` keeps."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from groundplan.errors import GroundplanError

LOCAL = "http://127.0.0.1:8080"
"""Where `make up` serves, and what is asked with no other address."""


class NoCredentials(GroundplanError):
    """There is no API key."""


class Unreadable(GroundplanError):
    """The kept credentials cannot be read, or the address cannot be one."""


@dataclass(frozen=True)
class Credentials:
    """Where Groundplan is, and the key to it."""

    url: str
    api_key: str


def place(environ: Mapping[str, str] = os.environ) -> Path:
    """The file that `groundplan login` writes, for its owner's eyes only."""
    base = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".config")
    return Path(base) / "groundplan" / "credentials.json"


def find(environ: Mapping[str, str] = os.environ) -> Credentials:
    """GROUNDPLAN_URL and GROUNDPLAN_API_KEY go before the kept ones. Raises NoCredentials, Unreadable."""
    kept = load(place(environ))
    url = environ.get("GROUNDPLAN_URL") or (kept.url if kept else LOCAL)
    api_key = environ.get("GROUNDPLAN_API_KEY") or (kept.api_key if kept and kept.url == check_url(url) else "")
    if not api_key:
        raise NoCredentials(f"There is no API key for {url}: run `groundplan login`, or set GROUNDPLAN_API_KEY.")
    return Credentials(check_url(url), api_key)


def check_url(url: str) -> str:
    """The address without a slash at its end. Raises Unreadable: a key goes over https, or stays on this machine."""
    parts = urlsplit(url)
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise Unreadable(f"{url} cannot be asked: it must begin with https:// (http:// is for this machine alone).")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise Unreadable(f"{url} is not an address such as https://groundplan.example.com.")
    return url.rstrip("/")


def load(path: Path) -> Credentials | None:
    """What is kept; None where nothing is. Raises Unreadable."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Credentials(check_url(str(kept["url"])), str(kept["api_key"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(f"{path} cannot be read ({error}): run `groundplan login` again.") from error


def keep(path: Path, credentials: Credentials) -> None:
    """Write them, readable for nobody else from the first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"url": credentials.url, "api_key": credentials.api_key}, file)
    new.replace(path)


def forget(path: Path) -> bool:
    """Remove what is kept; False where nothing was."""
    if not path.exists():
        return False
    path.unlink()
    return True
