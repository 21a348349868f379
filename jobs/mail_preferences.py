"""Which mails a person wants, in all of their organizations. Without a word from them, all that concern them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from peewee import fn

from jobs.models import MailPreference
from jobs.notifications import DIGESTS, Kind


class Level(StrEnum):
    """How much mail at all."""

    ALL = "all"
    """Each kind that is switched on."""
    DIGESTS = "digests"
    """None about single jobs: what sums up, and what concerns the organization."""
    NONE = "none"
    """None. Invitations are no notifications: they go to an address, not to an account."""


@dataclass(frozen=True)
class Preferences:
    """What somebody chose."""

    level: Level = Level.ALL
    kinds_off: frozenset[Kind] = frozenset()

    def wants(self, kind: Kind) -> bool:
        """Is a mail of this kind to be sent?"""
        if self.level is Level.NONE or kind in self.kinds_off:
            return False
        return self.level is Level.ALL or kind in DIGESTS


def preferences_of(user_id: UUID) -> Preferences:
    """Inside a transaction of the user's, or of the chores."""
    row = MailPreference.get_or_none(MailPreference.user_id == user_id)
    if row is None:
        return Preferences()
    return Preferences(Level(row.level), frozenset(Kind(name) for name in row.kinds_off if name in set(Kind)))


def change_preferences(user_id: UUID, level: Level | None, kinds: Mapping[Kind, bool]) -> Preferences:
    """Inside a transaction of the user's: change what is given, and return what holds now."""
    MailPreference.insert(user_id=user_id).on_conflict_ignore().execute()
    mine = MailPreference.user_id == user_id
    locked = MailPreference.select().where(mine).for_update()
    row = locked.get()
    off = (set(row.kinds_off) | {kind for kind, on in kinds.items() if not on}) - {k for k, on in kinds.items() if on}
    values = {"level": level or row.level, "kinds_off": sorted(off), "updated_at": fn.now()}
    MailPreference.update(values).where(mine).execute()
    return preferences_of(user_id)
