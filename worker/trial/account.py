"""A disposable account on an emulator. The one place of the trial where AWS clients are made."""

import json
import secrets
import ssl
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPSHandler, OpenerDirector, ProxyHandler, build_opener

import boto3
from botocore.config import Config

from worker.trial.errors import EmulatorMissing, NotAnEmulator

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SECRET = "local"  # noqa: S105 - any text is a secret key to the emulator


@dataclass(frozen=True)
class Emulator:
    """A MiniStack that answered. Made by `reach` alone, so that nothing is ever deployed to a real account."""

    url: str
    version: str
    services: frozenset[str]
    enforces_iam: bool
    authority: Path | None = None
    """The certificate to trust, where it made its own."""


@dataclass(frozen=True)
class Credentials:
    """Of a role's session; the account's own are its number and any secret."""

    access_key: str
    secret_key: str = _SECRET
    token: str | None = None


@dataclass(frozen=True)
class Account:
    """Twelve digits that nobody else uses. Never the emulator's default account, in which others may keep things."""

    emulator: Emulator
    id: str
    region: str
    session: boto3.Session = field(repr=False, compare=False)
    """Shared by the accounts of a trial: it reads the form of each service once. Not for several threads."""
    credentials: Credentials | None = None
    _clients: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def client(self, service: str) -> Any:
        """A client of this account, made once."""
        if service not in self._clients:
            keys, authority = self.credentials or Credentials(self.id), self.emulator.authority
            self._clients[service] = self.session.client(  # type: ignore[call-overload]  # the caller names the service
                service,
                endpoint_url=self.emulator.url,
                region_name=self.region,
                aws_access_key_id=keys.access_key,
                aws_secret_access_key=keys.secret_key,
                aws_session_token=keys.token,
                verify=str(authority) if authority else None,
                config=_config(self.emulator.url),
            )
        return self._clients[service]

    def as_role(self, credentials: Credentials) -> "Account":
        """The same account, with the permissions of a role's session."""
        return replace(self, credentials=credentials, _clients={})


def new_accounts(emulator: Emulator, region: str, count: int) -> list[Account]:
    """Random ones, of nine hundred thousand million."""
    session = boto3.Session()
    return [Account(emulator, str(10**11 + secrets.randbelow(9 * 10**11)), region, session) for _ in range(count)]


def reach(url: str, timeout_seconds: float = 5, authority: Path | None = None) -> Emulator:
    """Ask who is there. Raises EmulatorMissing where nobody answers, NotAnEmulator where it is anything else."""
    place = url.rstrip("/")
    if urlsplit(place).scheme not in {"http", "https"}:
        raise NotAnEmulator(f"{url!r} is no address of an emulator, such as http://127.0.0.1:4566")
    try:
        with opener(place, authority).open(f"{place}/_ministack/health", timeout=timeout_seconds) as answer:
            told = json.loads(answer.read())
        services, enforced = frozenset(told["services"]), told.get("auth") == "enabled"
        return Emulator(place, str(told["version"]), services, enforces_iam=enforced, authority=authority)
    except (ValueError, KeyError, TypeError) as error:
        raise NotAnEmulator(f"what answers at {place} is no MiniStack") from error
    except (URLError, OSError) as error:
        raise EmulatorMissing(f"no emulator answers at {place}: {error}") from error


def opener(url: str, authority: Path | None) -> OpenerDirector:
    """Opens addresses of the emulator. Raises OSError where `authority` is not there (yet)."""
    trust = HTTPSHandler(context=ssl.create_default_context(cafile=str(authority) if authority else None))
    # A proxy of the environment cannot reach this machine's loopback.
    return build_opener(ProxyHandler({}), trust) if _is_loopback(url) else build_opener(trust)


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in _LOOPBACK


def _config(url: str) -> Config:
    options: dict[str, Any] = {"s3": {"addressing_style": "path"}}
    if _is_loopback(url):
        options["proxies"] = {}
    return Config(connect_timeout=2, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 2}, **options)
