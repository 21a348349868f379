"""Is the process alive, and can it do its work?"""

from flask import Blueprint, Response

from web.problems import NotReady
from web.readiness import faults, late_chores

health = Blueprint("health", __name__)


@health.get("/healthz")
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
