"""Time-ordered ids, so that keyset pagination by id is pagination by time."""

import threading
import time
import uuid
from secrets import randbits

_lock = threading.Lock()
_last_ticks = 0


def new_id() -> uuid.UUID:
    """A version 7 UUID, greater than every one that this process made before (RFC 9562, section 6.2, method 3)."""
    ticks = _next_ticks()
    milliseconds, fraction = ticks >> 12, ticks & 0xFFF
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | randbits(62))


def created_milliseconds(identifier: uuid.UUID) -> int:
    """Milliseconds since 1970 at which a version 7 id was made; 0 for ids of other versions."""
    return identifier.int >> 80 if identifier.version == 7 else 0


def _next_ticks() -> int:
    """Time in 1/4096 of a millisecond, moved on by one where the clock did not move (or went back)."""
    global _last_ticks  # noqa: PLW0603 - the order holds for the process, so its memory is the process's
    now = time.time_ns() * 4096 // 1_000_000
    with _lock:
        _last_ticks = max(now, _last_ticks + 1)
        return _last_ticks
