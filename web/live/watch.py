"""Sees to it that a socket does not outlive what opened it: a login session, or an API key."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

import gevent

from jobs.database import Database
from jobs.errors import DatabaseUnavailable
from web.identity import Identity
from web.live.frames import SIGNED_OUT, TRY_AGAIN_LATER, close_frame
from web.live.outbox import Outbox
from web.login_sessions import alive
from web.membership import good_keys

logger = logging.getLogger(__name__)

LOOK_SECONDS = 15.0
_AT_ONCE = 500
UNSURE_SECONDS = 45.0
"""Without a word from the database for so long, all sockets are closed: who was signed out may be among them."""


class Watch:
    """Whose socket is whose. Runs in greenlets of one thread, so needs no locks."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._sockets: dict[Outbox, Identity] = {}
        self._sure_at = clock()

    def add(self, outbox: Outbox, identity: Identity) -> None:
        """Watch over a socket that was opened just now."""
        self._sockets[outbox] = identity

    def remove(self, outbox: Outbox) -> None:
        """Forget a socket."""
        self._sockets.pop(outbox, None)

    def look(self) -> None:
        """Close the sockets of sessions and keys that are good no more, or that work in another organization now."""
        watched = dict(self._sockets)
        try:
            sessions = alive(self._database, {one.session_id for one in watched.values() if one.session_id})
            keys = self._good_keys(watched)
        except DatabaseUnavailable:
            self.close_when_unsure()
            return
        self._sure_at = self._clock()
        for place, (outbox, identity) in enumerate(watched.items()):
            if place % _AT_ONCE == 0:
                gevent.sleep(0)  # or nobody would hear anything until all were looked at
            known = (identity.session_id, identity.org_id) in sessions or identity.key_id in keys
            if not known:
                _close(outbox, SIGNED_OUT, "signed out")

    def close_when_unsure(self) -> None:
        """Close every socket if it was too long ago that a look was taken."""
        if self._clock() - self._sure_at < UNSURE_SECONDS:
            return
        logger.warning("closing sockets unseen", extra={"action": "live.unsure", "clients": len(self._sockets)})
        for outbox in list(self._sockets):
            _close(outbox, TRY_AGAIN_LATER, "try again later")

    def _good_keys(self, watched: dict[Outbox, Identity]) -> set[UUID]:
        by_organization: dict[UUID, set[UUID]] = defaultdict(set)
        for identity in watched.values():
            if identity.key_id:
                by_organization[identity.org_id].add(identity.key_id)
        found = (good_keys(self._database, org_id, ids) for org_id, ids in by_organization.items())
        return {key_id for ids in found for key_id in ids}


def _close(outbox: Outbox, code: int, reason: str) -> None:
    outbox.offer(close_frame(code, reason))
    outbox.drop(reason)
