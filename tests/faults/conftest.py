"""One Groundplan for all tests of faults; each puts right what it broke."""

from collections.abc import Iterator

import pytest

from tests.faults.platform import Groundplan, started

SETTINGS = {
    "MAX_ATTEMPTS": "3",  # later ones pause for half a minute and more
    "LEASE_SECONDS": "5",  # a worker that does not get a processor for three seconds is not dead
}


@pytest.fixture(scope="session")
def platform(oidc_issuer: str) -> Iterator[Groundplan]:
    with started(oidc_issuer, SETTINGS) as groundplan:
        yield groundplan


@pytest.fixture
def groundplan(platform: Groundplan) -> Iterator[Groundplan]:
    try:
        yield platform
    finally:
        print(platform.programs.logs(characters=1500))  # noqa: T201  (pytest shows it with a failed test)
        platform.put_right()
