"""Figures of all processes for Prometheus, outside AWS. Closed, but to who has the token.

Without a token only a development stack answers, and only to this machine: behind a proxy on the same machine
everybody comes from 127.0.0.1, so that an address alone proves nothing.
"""

import hmac

from flask import Blueprint, Response, request

from jobs.metrics import prometheus
from jobs.settings import Settings
from web.problems import ResourceNotFound, Unauthenticated
from web.services import services

metrics = Blueprint("metrics", __name__)

_LOOPBACK = frozenset({"127.0.0.1", "::1"})


@metrics.get("/metrics")
def show() -> Response:
    """All that was counted, as text. There is nothing here where the settings send figures elsewhere."""
    parts = services()
    if parts.settings.metrics != "prometheus" or parts.figures is None:
        raise ResourceNotFound
    _refuse_strangers(parts.settings)
    return Response(prometheus.text(parts.figures.read()), content_type=prometheus.CONTENT_TYPE)


def _refuse_strangers(settings: Settings) -> None:
    if not settings.metrics_token:
        if settings.is_development and request.remote_addr in _LOOPBACK and not settings.trusted_proxies:
            return
        raise ResourceNotFound
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.metrics_token.encode()
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(errors="replace"), wanted):
        raise Unauthenticated("Send the token of METRICS_TOKEN: Authorization: Bearer …")
