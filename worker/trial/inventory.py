"""What an account of the emulator holds: asked of each service, by the operations that `inventory.yaml` lists."""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import jmespath
import yaml
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import Field

from worker.architecture.model import Frozen
from worker.trial.account import Account

FILE = Path(__file__).with_suffix(".yaml")
_ASKERS = 8


class Listing(Frozen):
    """One operation that lists, and where its answer has what it lists."""

    operation: str
    path: str
    arguments: Mapping[str, Any] = {}


class Service(Frozen):
    """What one client lists."""

    types: str = Field(description="A pattern of Terraform types, behind `aws_`, that are its resources.")
    listings: tuple[Listing, ...]


@cache
def load_services() -> dict[str, Service]:
    """By the name of boto3's client. Raises pydantic.ValidationError."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {client: Service.model_validate(one) for client, one in content.items()}


def arns(account: Account, types: Iterable[str]) -> frozenset[str]:
    """`service id` of everything in the account, of the services that resources of these Terraform types are of.

    A service that the emulator lacks has nothing.
    """
    types = set(types)
    listings = [
        name for name, one in load_services().items() if any(re.match(rf"aws_{one.types}", type_) for type_ in types)
    ]
    for client in listings:
        account.client(client)  # boto3's sessions are not for threads, its clients are
    with ThreadPoolExecutor(_ASKERS, "inventory") as pool:
        found = pool.map(lambda client: list(_listed(account, client)), listings)
        return frozenset(one for several in found for one in several)


def _listed(account: Account, client: str) -> Iterator[str]:
    for listing in load_services()[client].listings:
        try:
            answer = getattr(account.client(client), listing.operation)(**listing.arguments)
        except (ClientError, BotoCoreError):
            continue  # the emulator lacks it, so nothing of it can be left there
        yield from (f"{client} {one}" for one in jmespath.search(listing.path, answer) or ())
