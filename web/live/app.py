"""The live application: one WebSocket route, and the checks that come before its handshake."""

import logging
from dataclasses import dataclass, field

from flask import Flask, Response, g, request
from flask_sock import Sock
from simple_websocket import Server  # type: ignore[import-untyped]  # it has no type hints

from jobs.database import Database
from jobs.progress import Progress
from jobs.rate_limits import RateLimits
from jobs.settings import Settings
from jobs.tracing.context import add_facts
from web import access_log, cookies, errors, figures, rate_limits, request_ids, security_headers, tracing
from web.authentication import identify
from web.guards import refuse_without_right
from web.identity import current_identity
from web.live.conversation import Conversation
from web.live.hub import Hub
from web.live.outbox import Outbox
from web.live.reader import Bell, Reader
from web.live.watch import Watch
from web.origins import origin_of
from web.problems import Fault, Forbidden

logger = logging.getLogger(__name__)

MESSAGE_BYTES = 4096
"""The longest message of a client."""


@dataclass(frozen=True)
class LiveParts:
    """What the sockets work with."""

    settings: Settings
    database: Database
    progress: Progress
    hub: Hub
    watch: Watch
    rate_limits: RateLimits = field(default_factory=RateLimits)


def create_live_app(parts: LiveParts) -> Flask:
    """Return the application whose sockets hang on ``parts.hub``."""
    app = Flask(__name__, static_folder=None)
    app.config["SOCK_SERVER_OPTIONS"] = {
        "max_message_size": MESSAGE_BYTES,
        "thread_class": Reader,
        "event_class": Bell,
    }
    cookies.init_app(app, parts.settings)
    tracing.init_app(app)
    access_log.init_app(app)
    figures.init_app(app)
    request_ids.init_app(app)
    security_headers.init_app(app, https=parts.settings.web_url.startswith("https:"))
    errors.init_app(app)
    rules = rate_limits.RateRules(parts.rate_limits, parts.settings)
    rate_limits.init_app(app, rules, parts.settings.trusted_proxies)
    app.add_url_rule("/healthz", "healthz", _healthz)
    app.add_url_rule("/health/live", "healthz", _healthz)
    _add_socket(app, parts)
    return app


def refuse_other_sites(own_origin: str) -> None:
    """Raise Forbidden for a page of another site. Only a program with a key may leave its origin out."""
    origin = request.headers.get("Origin")
    if origin is None and request.headers.get("Authorization"):
        return
    if origin != own_origin:
        fault = "is missing" if origin is None else "is another site"
        raise Forbidden("Sockets are open to our own pages only.", [Fault("Origin", fault, own_origin)])


def _healthz() -> Response:
    return Response("ok\n", mimetype="text/plain")


def _add_socket(app: Flask, parts: LiveParts) -> None:
    own_origin = origin_of(parts.settings.web_url)
    sock = Sock(app)

    @app.before_request
    def check_handshake() -> None:
        if request.endpoint != "live":
            return
        refuse_other_sites(own_origin)
        g.identity = identify(parts.database)
        add_facts(org_id=str(g.identity.org_id))
        refuse_without_right(g.identity, request.endpoint)
        # Compression costs four times the memory of a socket, and a frame could no longer be shared.
        request.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        g.outbox = Outbox(request.environ["gunicorn.socket"])
        request.environ["gunicorn.socket"] = g.outbox

    @sock.route("/live", endpoint="live")  # type: ignore[untyped-decorator]  # it has no type hints
    def live(ws: Server) -> None:
        outbox: Outbox = g.outbox
        identity = current_identity()
        conversation = Conversation(identity, outbox, parts.hub, parts.database, parts.progress)
        messages: list[str | bytes] = ws.input_buffer

        def hear() -> None:
            while messages:
                conversation.hear(messages.pop(0))

        ws.ws = ws.ws.connection  # the HTTP parser of the handshake would cost each client some kilobytes for good
        ws.event.ring = hear
        parts.hub.connect(outbox)
        parts.watch.add(outbox, identity)
        try:
            ws.thread.run()
        except Exception:
            logger.exception("socket failed", extra={"action": "live.socket_failed"})
            outbox.drop("failed")
        finally:
            conversation.end()
            parts.watch.remove(outbox)
            parts.hub.disconnect(outbox)
