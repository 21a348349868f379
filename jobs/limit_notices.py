"""Telling owners and admins, once for each limit in a month, that little or nothing of it is left."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from jobs.notifications import Kind, notify_administrators
from jobs.states import Mode

SHARES = (100, 80)
"""Per cent of a limit; who passes both at once is told of the first."""


def tell_near_limit(  # noqa: PLR0913, PLR0917 - what was counted, and against what
    org_id: UUID, mode: Mode, count: int, used: int, limit: int, resets_at: Callable[[], datetime]
) -> None:
    """In the transaction that counted `count` more, to `used`. `resets_at` is asked only where there is news."""
    passed = next((share for share in SHARES if (used - count) * 100 < share * limit <= used * 100), None)
    if passed is None:
        return
    at = resets_at()
    facts = {"mode": mode, "used": used, "limit": limit, "resets_at": f"{at:%Y-%m-%d}"}
    # With the limit in its name: a larger plan has a new one to come near to.
    notify_administrators(org_id, Kind.QUOTA, f"quota:{at:%Y-%m}:{mode}:{limit}:{passed}", facts)
