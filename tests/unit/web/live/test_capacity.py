import resource

import pytest

from web.live.capacity import SPARE_FILES, allow_sockets

MANY = 12_000


@pytest.fixture
def limits(monkeypatch):
    """Let the process begin with these limits, soft and hard; what was set."""
    given = []

    def begin(soft, hard):
        monkeypatch.setattr(resource, "getrlimit", lambda _which: (soft, hard))
        monkeypatch.setattr(resource, "setrlimit", lambda _which, both: given.append(both))
        return given

    return begin


@pytest.mark.parametrize("hard", [100_000, resource.RLIM_INFINITY])
def test_a_low_limit_is_raised_by_what_is_needed(limits, hard):
    given = limits(1024, hard)

    assert allow_sockets(MANY) == MANY
    assert given == [(MANY + SPARE_FILES, hard)]


def test_a_limit_that_cannot_be_raised_far_enough_bounds_the_sockets(limits):
    given = limits(1024, 4096)

    assert allow_sockets(MANY) == 4096 - SPARE_FILES
    assert given == [(4096, 4096)]


@pytest.mark.parametrize("soft", [50_000, resource.RLIM_INFINITY])
def test_a_limit_that_is_high_enough_stays(limits, soft):
    given = limits(soft, resource.RLIM_INFINITY)

    assert allow_sockets(MANY) == MANY
    assert given == []
