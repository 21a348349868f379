"""How the chores do."""

from flask import Response

from jobs.support import chores as reports
from web.api.admin.desk import blueprint, staff_database
from web.envelope import page
from web.responses import LISTING
from web.schemas.admin.chores import Chore
from web.schemas.envelope import Page
from web.services import services

chores = blueprint("chores", "")


@chores.get("/chores", responses={200: Page[Chore], **LISTING})
def list_chores() -> Response:
    """List every chore: when it ran last, for how long, how much it did, and whether it is late."""
    found = reports.chores(staff_database(), services().settings.chores_interval_seconds)
    return page(Chore.model_validate(one, from_attributes=True) for one in found)
