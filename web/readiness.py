"""Does what every request needs answer?"""

from uuid import UUID

from jobs.errors import GroundplanError
from jobs.models import Organization
from web.problems import Fault
from web.services import services

NOBODY = UUID(int=0)


def faults() -> list[Fault]:
    """Return what does not answer. Redis and the queue are left out: requests are accepted without them."""
    try:
        with services().database.tenant(NOBODY):
            Organization.select().exists()
    except GroundplanError as error:
        return [Fault("database", error.message, "answers")]
    return []
