"""How the web tier answers, hour by hour, as all of its processes counted."""

from datetime import UTC, datetime

from flask import Response

from jobs.errors import TransientError
from web.api.admin.desk import blueprint
from web.envelope import page
from web.responses import LISTING
from web.schemas.admin.http import HttpRate
from web.schemas.admin.queue import WINDOW_HOURS, RatesQuery
from web.schemas.envelope import Page
from web.services import services

http = blueprint("http", "")


@http.get("/http-rates", responses={200: Page[HttpRate], **LISTING})
def list_http_rates(query: RatesQuery) -> Response:
    """List the web tier's answers by hour, the newest first; hours without any are left out.

    Counted on Redis for eight days, and gone with it: what must be kept is kept by CloudWatch or Prometheus.
    """
    figures = services().figures
    if figures is None:
        raise TransientError("Nothing is counted here: there is no Redis.")
    return page(HttpRate.of(one) for one in figures.http_hours(datetime.now(UTC), WINDOW_HOURS[query.window]))
