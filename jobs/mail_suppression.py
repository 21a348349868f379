"""Addresses that get no more mail: it came back for good, or their owner called it spam.

Only a digest of the address is kept. A person sees the one of their own account, and may have it tried again.
"""

from enum import StrEnum

from peewee import fn

from jobs.database import active_database
from jobs.models import MailSuppression


class Reason(StrEnum):
    """Why."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"


def suppress(address: str, reason: Reason) -> None:
    """Inside a transaction of the application: send nothing more there. The first reason stays."""
    # Not peewee's insert: it asks for the key back, which is for the address' owner to see.
    statement = (
        "INSERT INTO mail_suppression (address_digest, reason) VALUES (mail_address_digest(%s), %s)"
        " ON CONFLICT DO NOTHING"
    )
    active_database.execute_sql(statement, (address, reason))


def suppression_of(address: str) -> MailSuppression | None:
    """Inside a transaction of the address' owner, or of the chores."""
    found: MailSuppression | None = MailSuppression.get_or_none(
        MailSuppression.address_digest == fn.mail_address_digest(address)
    )
    return found


def lift(address: str) -> bool:
    """Inside a transaction of the address' owner: try again. False: there was nothing to lift."""
    mine = MailSuppression.address_digest == fn.mail_address_digest(address)
    return bool(MailSuppression.delete().where(mine).execute())  # type: ignore[misc]  # a fault of the stubs
