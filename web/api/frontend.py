"""The browser's pages: hashed assets for ever, the index always fresh, and every unknown path is the index."""

from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

from web.errors import answer_http_error
from web.security_headers import keep_secret_address, page_policy
from web.services import services

frontend = Blueprint("frontend", __name__)

SERVER_PATHS = ("/api/", "/auth/", "/assets/", "/healthz", "/readyz", "/health/", "/metrics", "/live")
YEAR_SECONDS = 365 * 24 * 3600
NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Groundplan</title>
<h1>Groundplan</h1>
<p>The pages are not built yet: run <code>npm ci &amp;&amp; npm run build</code> in <code>frontend/</code>.</p>
<p>The API works without them: <a href="/api/v1/docs">its documentation</a>.</p></html>
"""


@frontend.get("/")
def index() -> Response:
    """The page, or how to build it."""
    dist = _dist()
    if not (dist / "index.html").is_file():
        response = Response(NOT_BUILT, mimetype="text/html")
    else:
        response = send_from_directory(dist, "index.html", mimetype="text/html")
    return _as_page(response)


@frontend.get("/shared/<token>")
def shared(token: str) -> Response:  # noqa: ARG001 - the page asks the API about it
    """The page of who holds a link; the same for every one, so that it tells nothing of which are good."""
    return keep_secret_address(index())


@frontend.get("/assets/<path:name>")
def asset(name: str) -> Response:
    """A file whose name has a hash of its content."""
    response = send_from_directory(_dist() / "assets", name, max_age=YEAR_SECONDS)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response


def answer_not_found(error: NotFound) -> Response:
    """Answer a path that no route knows: a file of the frontend, its index for its own router, or a 404."""
    if request.routing_exception is None or request.method not in {"GET", "HEAD"}:
        return answer_http_error(error)
    if request.path.startswith(SERVER_PATHS) or request.path in {"/api", "/auth"}:
        return answer_http_error(error)
    if "." in request.path.rsplit("/", 1)[-1]:
        return _root_file(request.path.lstrip("/"), error)
    return index() if request.accept_mimetypes.accept_html else answer_http_error(error)


def init_app(app: Flask) -> None:
    """Let the frontend answer unknown paths."""
    app.register_error_handler(NotFound, answer_not_found)


def _root_file(name: str, error: NotFound) -> Response:
    try:
        return send_from_directory(_dist(), name, max_age=3600)
    except NotFound:
        return answer_http_error(error)


def _as_page(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = page_policy(services().settings.live_url)
    response.cache_control.no_cache = True
    return response


def _dist() -> Path:
    return Path(services().settings.frontend_dist).resolve()
