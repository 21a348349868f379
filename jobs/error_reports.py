"""Errors that nobody expected, reported to Sentry, where SENTRY_DSN says so. The library is imported by that alone.

What is sent is put together anew from a list of what may be: the kinds of errors, where in our code they came from, and
ids. Words of an error, values of variables, requests, headers, addresses and lines of the log may hold what somebody
wrote, and are left out.
"""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jobs.settings import Settings
from jobs.tracing.context import facts

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

_OF_EVENT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment")
_OF_FRAME = ("filename", "function", "module", "lineno", "in_app")
_OF_RECORD = ("action", "code", "chore", "mode", "stage", "status", "kind", "name_of_error", "page", "frames")
_OUR_LOGGERS = frozenset({"jobs", "web", "worker"})
_LONGEST = 200
_MOST_FRAMES = 100
_FLUSH_SECONDS = 2.0


def begin(service: str, settings: Settings) -> None:
    """Report what is logged as an error, from now on."""
    import sentry_sdk
    from sentry_sdk.integrations.atexit import AtexitIntegration
    from sentry_sdk.integrations.logging import LoggingIntegration

    def scrub(event: "Event", _hint: "Hint") -> "Event":
        return scrubbed(event, service)  # type: ignore[return-value]  # a dict of the same form

    sentry_sdk.init(
        dsn=settings.sentry_dsn,
        release=settings.groundplan_release or None,
        environment=settings.groundplan_environment or settings.groundplan_profile,
        before_send=scrub,
        default_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            AtexitIntegration(callback=lambda _pending, _timeout: None),
        ],
        auto_enabling_integrations=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=None,
        auto_session_tracking=False,
        server_name="",
    )


def flush() -> None:
    """Send what waits, in two seconds at most."""
    import sentry_sdk

    sentry_sdk.flush(_FLUSH_SECONDS)


def scrubbed(event: Mapping[str, Any], service: str) -> dict[str, Any]:
    """Return an event with nothing but what may leave."""
    kept = {name: event[name] for name in _OF_EVENT if event.get(name) is not None}
    told = {name: str(event.get("extra", {})[name])[:_LONGEST] for name in _OF_RECORD if name in event.get("extra", {})}
    # Ours are constants, with what varies beside them; libraries put all sorts of things into theirs.
    ours = str(event.get("logger", "")).partition(".")[0] in _OUR_LOGGERS
    message = str((event.get("logentry") or {}).get("message", ""))[:_LONGEST] if ours else ""
    values = [_exception(one) for one in (event.get("exception") or {}).get("values", ())]
    return {
        **kept,
        "logentry": {"message": message},
        "exception": {"values": values},
        "tags": {"service": service, **told, **facts()},
    }


def _exception(value: Mapping[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames", ())[-_MOST_FRAMES:]
    shown = [{name: frame[name] for name in _OF_FRAME if name in frame} for frame in frames]
    return {"type": value.get("type"), "module": value.get("module"), "stacktrace": {"frames": shown}}
