"""Figures of signing in: how long the check of an access token takes."""

import secrets
import time
from uuid import UUID

from jobs.settings import Settings
from tests.bench.figure import Figure
from web.access_tokens import AccessClaims, AccessTokens, soon
from web.token_keys import token_keys

CHECKS = 2000


def measure_tokens() -> list[Figure]:
    """Signature, times and claims; the session's row is asked besides, at each request."""
    tokens = AccessTokens(token_keys(Settings(token_keys=secrets.token_hex(32))), "https://groundplan.example")
    text = tokens.mint(AccessClaims(UUID(int=1), UUID(int=2), UUID(int=3), "owner", "free", soon()))
    tokens.read(text)
    began = time.perf_counter()
    for _ in range(CHECKS):
        tokens.read(text)
    return [Figure("check of an access token", (time.perf_counter() - began) / CHECKS * 1000, 1, "ms")]
