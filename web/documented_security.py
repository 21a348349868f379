"""The OpenAPI document says of each route what `web/guards.py` says: in one place, so that the two cannot differ."""

import re

from flask_openapi3.openapi import OpenAPI

from web.guards import GUARDS, Guard
from web.responses import PERSON, SECURITY

_PART = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")


def document_guards(app: OpenAPI) -> None:
    """Set how each documented route of ``app`` is signed in to; a route without a guard is documented as closed."""
    ways = {Guard.PUBLIC: [], Guard.PERSON: PERSON, Guard.STAFF: PERSON}
    for rule in app.url_map.iter_rules():
        documented = app.paths.get(_PART.sub(r"{\1}", rule.rule))
        for method in rule.methods or ():
            operation = getattr(documented, method.lower(), None)
            if operation is not None:
                operation.security = ways.get(GUARDS.get(rule.endpoint, Guard.READ), SECURITY)
