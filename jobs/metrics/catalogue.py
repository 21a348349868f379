"""Every metric, with its unit and what it is told apart by. What is not here cannot be counted.

Labels are few by nature: routes, modes, chores. None names an organization, a person, a job or a request.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a metric moves."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


class Unit(StrEnum):
    """As CloudWatch writes them."""

    COUNT = "Count"
    SECONDS = "Seconds"


@dataclass(frozen=True)
class Metric:
    """`labels` are given in this order where it is counted. A gauge that `adds_up` is of each process, not of all.

    What is `essential` is a metric of CloudWatch also where these shall cost little.
    """

    name: str
    kind: Kind
    unit: Unit
    labels: tuple[str, ...]
    says: str
    essential: bool = False
    adds_up: bool = False


def _counter(name: str, labels: str, says: str, *, essential: bool = False) -> Metric:
    return Metric(name, Kind.COUNTER, Unit.COUNT, tuple(labels.split()), says, essential)


def _seconds(name: str, labels: str, says: str, *, essential: bool = False) -> Metric:
    return Metric(name, Kind.HISTOGRAM, Unit.SECONDS, tuple(labels.split()), says, essential)


def _gauge(  # noqa: PLR0913 - what there is to say of one, each named
    name: str, labels: str, says: str, unit: Unit = Unit.COUNT, *, essential: bool = False, adds_up: bool = False
) -> Metric:
    return Metric(name, Kind.GAUGE, unit, tuple(labels.split()), says, essential, adds_up)


BUCKET_SECONDS = (
    *(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5),
    *(1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 900.0),
)
"""Upper bounds, from a statement of Postgres to a verify job; what took longer is in the last, which has none."""

HTTP_REQUESTS = _counter(
    "http_requests", "route status", "answers, by the route's template and 2xx, 3xx, 4xx or 5xx", essential=True
)
HTTP_ERRORS = _counter("http_errors", "route", "answers with 500 or more", essential=True)
HTTP_SECONDS = _seconds("http_request_seconds", "route", "from a request's arrival to its answer", essential=True)
USER_ACTIONS = _counter("user_actions", "action", "requests that changed something and were answered well, by view")
CLIENT_ERRORS = _counter("client_errors", "kind", "errors that our pages told of")
MCP_SECONDS = _seconds("mcp_tool_seconds", "tool outcome", "calls of our own MCP server's tools")
SOCKETS = _gauge("live_sockets", "", "sockets that are open", adds_up=True)

JOBS_ENDED = _counter(
    "jobs_ended", "mode outcome", "attempts at jobs: succeeded, failed, retried or abandoned", essential=True
)
JOBS_FAILED = _counter("jobs_failed", "mode", "jobs that failed for good", essential=True)
JOB_SECONDS = _seconds("job_seconds", "mode outcome", "attempts at jobs, from the claim to the end", essential=True)
QUEUE_WAIT = _seconds("queue_wait_seconds", "", "from a message's sending to a worker's hands, by SQS's clock")
JOBS_DUPLICATE = _counter("jobs_duplicate", "", "messages whose job was somebody else's, or had ended")
TOOL_SECONDS = _seconds("tool_server_seconds", "server outcome", "calls of MCP servers by our agents, kept answers too")
TOOL_CACHE = _counter("tool_cache_lookups", "server result", "answers of MCP servers that were at hand (hit) or not")

DATABASE_SECONDS = _seconds("database_seconds", "", "statements of Postgres, from their sending to the answer")
DATABASE_FAULTS = _counter("database_unavailable", "", "times that Postgres did not answer, or had no connection left")

CHORE_SECONDS = _seconds("chore_seconds", "chore outcome", "runs of chores")
CHORES_LATE = _gauge("chores_late", "", "chores that have not ended well for too long", essential=True)
QUEUE_AGE = _gauge(
    "queue_age_seconds", "", "how long the job has waited that waits longest", Unit.SECONDS, essential=True
)
QUEUE_MESSAGES = _gauge("queue_messages", "state", "messages that wait, are in a worker's hands, or are dead letters")
JOBS_NOW = _gauge("jobs_unfinished", "state", "jobs that are queued, held back by a batch, or run")
CONNECTIONS = _gauge("database_connections", "role", "connections to Postgres, by our roles")
CONNECTIONS_LIMIT = _gauge("database_connections_limit", "", "connections that Postgres takes")

METRICS: tuple[Metric, ...] = tuple(one for one in list(vars().values()) if isinstance(one, Metric))
BY_NAME = {one.name: one for one in METRICS}
