"""One structured line per request: who, what, how it ended, how long it took. Never bodies, queries or keys."""

import logging
import time

from flask import Flask, Response, g, request

from web.identity import identity_or_none
from web.request_ids import request_id

logger = logging.getLogger(__name__)

QUIET_PATHS = frozenset({"/healthz", "/readyz", "/health/live", "/health/ready", "/metrics"})
"""Asked every few seconds by load balancers; logged only when they fail."""


def init_app(app: Flask) -> None:
    """Log every request of ``app``."""

    @app.before_request
    def start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write_line(response: Response) -> Response:
        if request.path not in QUIET_PATHS or response.status_code >= 400:
            logger.info("request", extra=_facts(response))
        return response


def _facts(response: Response) -> dict[str, object]:
    identity = identity_or_none()
    started = g.get("started", time.perf_counter())
    return {
        "action": "web.request",
        "request_id": request_id(),
        "method": request.method,
        "path": request.path,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "error": g.get("error_code"),
        "seconds": round(time.perf_counter() - started, 4),
        "remote_address": request.remote_addr,
        "org_id": str(identity.org_id) if identity else None,
        "user_id": str(identity.user_id) if identity else None,
    }
