"""Errors of our own pages, told by the browsers they happened in: a line in the log, and a count."""

import logging

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.metrics.catalogue import CLIENT_ERRORS
from jobs.metrics.recorder import count
from jobs.rate_limits import RateLimit
from web.identity import current_identity
from web.rate_limits import refuse_too_many
from web.responses import CREATING, SECURITY
from web.schemas.client_errors import ClientError
from web.services import services

MOST = RateLimit("client-errors", 20)
"""A minute, of one person: a page that breaks goes on breaking."""

logger = logging.getLogger(__name__)
client_errors = APIBlueprint(
    "client_errors", __name__, url_prefix="/api/v1/client-errors", abp_tags=[Tag(name="session")], abp_security=SECURITY
)


@client_errors.post("", responses={204: None, **CREATING})
def report(body: ClientError) -> Response:
    """Tell of an error in a page. Who is told by the session; what was on the page is not asked for."""
    refuse_too_many(services().rate_limits.take([(MOST, str(current_identity().user_id))]))
    count(CLIENT_ERRORS, body.kind)
    told = body.model_dump(exclude={"name"})
    logger.error("a page failed", extra={"action": "client.error", "name_of_error": body.name, **told})
    return Response(status=204)
