"""Each request belongs to a trace: the caller's, where it names one, else one that begins here."""

from contextlib import ExitStack

from flask import Flask, Response, g, request

from jobs.tracing import context
from jobs.tracing.context import Trace
from jobs.tracing.spans import span
from web.identity import identity_or_none
from web.request_ids import request_id


def init_app(app: Flask) -> None:
    """Open a scope around each request of ``app``; registered before what logs."""

    @app.before_request
    def enter() -> None:
        g.tracing = ExitStack()
        trace = Trace.of(request.headers.get(context.HEADER)) or Trace.new()
        g.tracing.enter_context(context.scope(trace, request_id=request_id()))
        g.span = g.tracing.enter_context(span(route(), "server"))

    @app.after_request
    def note(response: Response) -> Response:
        if g.get("span") is not None:
            identity = identity_or_none()
            ids = {"org_id": str(identity.org_id)} if identity else {}
            status = {"http.response.status_code": response.status_code, "http.route": route()}
            g.span.note({"http.request.method": method(), "request_id": request_id(), **status, **ids})
        return response

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        if "tracing" in g:
            g.pop("tracing").close()


def route() -> str:
    """Return what was asked for, without what is in it: `GET /api/v1/jobs/<job_id>`. There are only so many."""
    rule = request.url_rule
    return f"{method()} {rule.rule}" if rule is not None else "unmatched"


def method() -> str:
    """Return the request's method, of those that there are."""
    return request.method if request.method in METHODS else "other"


METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
