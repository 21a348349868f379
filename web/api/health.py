"""Is the process alive, and can it do its work?"""

from dataclasses import asdict

from flask import Blueprint, Flask, Response, current_app, jsonify

from web.dependencies import Dependencies, dependencies_of
from web.problems import NotReady
from web.readiness import ask_database, faults, late_chores
from web.services import Services

health = Blueprint("health", __name__)
_EXTENSION = "groundplan.dependencies"


def init_app(app: Flask, parts: Services) -> None:
    """Let ``app`` ask for what it stands on."""
    app.extensions[_EXTENSION] = dependencies_of(parts, lambda: ask_database(parts))


@health.get("/healthz")
@health.get("/health/live", endpoint="live")
def healthz() -> Response:
    """The process answers. Says nothing about the database: restarting us would not mend that."""
    return Response("ok\n", mimetype="text/plain")


@health.get("/readyz")
def readyz() -> Response:
    """Everything a request needs answers. Chores that are late are named, and no reason to send requests elsewhere."""
    found = faults()
    if found:
        raise NotReady(faults=found)
    late = late_chores()
    told = f"late chores: {', '.join(late)}\n" if late else ""
    return Response(f"ready\n{told}", mimetype="text/plain")


@health.get("/health/ready")
def ready() -> tuple[Response, int]:
    """The same with all that we stand on, and how long each takes. 503 only where requests cannot be answered."""
    known: Dependencies = current_app.extensions[_EXTENSION]
    states = known.states()
    can_work = all(one.answers for one in states if one.needed)
    late = late_chores() if can_work else []
    well = can_work and not late and all(one.answers for one in states)
    status = "ready" if well else "degraded" if can_work else "not ready"
    told = {"status": status, "dependencies": [asdict(one) for one in states], "late_chores": late}
    return jsonify(told), 200 if can_work else 503
