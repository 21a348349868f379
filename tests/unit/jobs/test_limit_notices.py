from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from jobs import limit_notices
from jobs.limit_notices import tell_near_limit
from jobs.states import Mode

RESETS = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    keys: list[str] = []

    def keep(_org: Any, _kind: Any, key: str, facts: dict[str, Any]) -> None:
        keys.append(key)
        assert facts["resets_at"] == "2026-12-01"

    monkeypatch.setattr(limit_notices, "notify_administrators", keep)
    return keys


@pytest.mark.parametrize(
    ("count", "used", "limit", "share"),
    [
        (1, 8, 10, 80),
        (1, 10, 10, 100),
        (10, 10, 10, 100),
        (3, 9, 10, 80),
        (1, 1, 1, 100),
        (1, 3, 3, 100),
        (1, 7, 10, None),
        (1, 9, 10, None),
        (1, 2, 3, None),
    ],
)
def test_who_passes_a_share_of_the_limit_is_told_of_the_largest(
    told: list[str], count: int, used: int, limit: int, share: int | None
) -> None:
    tell_near_limit(uuid4(), Mode.IMPLEMENT, count, used, limit, lambda: RESETS)
    assert told == ([f"quota:2026-12:implement:{limit}:{share}"] if share else [])
