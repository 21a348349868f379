"""The client: one organization, as one API key may use it."""

import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Self

import httpx

from groundplan import credentials
from groundplan.batches import Batches
from groundplan.jobs import Jobs
from groundplan.models import Session, Usage
from groundplan.transport import Transport


def client_version() -> str:
    """The installed version; `0` in a checkout that was not installed."""
    try:
        return version("groundplan")
    except PackageNotFoundError:
        return "0"


class Client:
    """Use it as a context manager, or `close()` it. Safe to use from several threads."""

    def __init__(
        self,
        url: str | None = None,
        api_key: str | None = None,
        *,
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Without `url` and `api_key` those of the environment or of `groundplan login`. `timeout` in seconds.

        Raises credentials.NoCredentials. `transport` and `sleep` are for tests.
        """
        if url is None or api_key is None:
            found = credentials.find()
            url, api_key = url or found.url, api_key or found.api_key
        self.url = credentials.check_url(url)
        self.api_key = api_key
        headers = {"Authorization": f"Bearer {api_key}", "User-Agent": f"groundplan-python/{client_version()}"}
        http = httpx.Client(base_url=self.url, headers=headers, timeout=timeout, transport=transport)
        self._transport = Transport(http, sleep=sleep)
        self.jobs = Jobs(self._transport, sleep=sleep)
        self.batches = Batches(self._transport, sleep=sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def session(self) -> Session:
        """Whose key this is, where it works and what it may do."""
        return Session.model_validate(self._transport.get("/api/v1/session"))

    def usage(self) -> Usage:
        """How much of its plan the organization has used."""
        return Usage.model_validate(self._transport.get("/api/v1/usage"))
