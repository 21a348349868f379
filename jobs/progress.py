"""Progress events on Redis: a bounded stream a job to replay from, and a channel an organization to listen to.

Progress is a courtesy: publishing never fails a job. How the job ended is always in Postgres.
"""

import json
import logging
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, NoScriptError, RedisError
from redis.retry import Retry

from jobs.errors import ProgressUnavailable
from jobs.events import Event, EventType, as_text
from jobs.identifiers import created_milliseconds
from jobs.redis_client import connect

log = logging.getLogger(__name__)

CHANNELS = "groundplan:progress:"  # followed by the organization's id
_TRACES = "groundplan:trace:"  # followed by the job's id
_LONGEST_STREAM = 2000  # events a job
_HIGHEST_SEQ = 2**63 - 1
_KEPT_SECONDS = 24 * 3600
_PAUSE_SECONDS = 1.0  # after a failure, so that a Redis that hangs costs a job little
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 2.0
_TICK_SECONDS = 0.5
_PING_AFTER_SECONDS = 5.0
_DEAD_AFTER_SECONDS = 15.0
_PUBLISH = (Path(__file__).parent / "publish.lua").read_text()

News = tuple[UUID, UUID, EventType | str, Mapping[str, Any]]
"""An event that is to be published: of which organization and job, its type and its data."""


class Progress:
    """Safe to share between threads."""

    def __init__(self, redis_url: str) -> None:
        """Connect to nothing yet."""
        self._redis = connect(redis_url, "groundplan-progress")
        self._script = self._redis.register_script(_PUBLISH)
        self._silent_until = 0.0

    def publish(self, org_id: UUID, job_id: UUID, type: EventType | str, data: Mapping[str, Any]) -> int:
        """Append an event, tell who listens, and return its seq. Trouble with Redis is logged: the event is lost, 0.

        A seq that is not the next after the last one tells that someone else spoke of the job.
        """
        if time.monotonic() < self._silent_until:
            return 0
        keys, arguments = _written((org_id, job_id, type, data))
        try:
            return int(self._script(keys=keys, args=arguments))
        except RedisError as error:
            self._lost(error, job_id)
            return 0

    def publish_many(self, news: Sequence[News]) -> None:
        """The same of several jobs in one round trip; what it cannot publish is logged and lost."""
        if not news or time.monotonic() < self._silent_until:
            return
        if len(news) == 1:
            self.publish(*news[0])
            return
        try:
            with self._redis.pipeline(transaction=False) as pipeline:
                for one in news:
                    keys, arguments = _written(one)
                    pipeline.evalsha(self._script.sha, len(keys), *keys, *arguments)
                answers = pipeline.execute(raise_on_error=False)
        except RedisError as error:
            self._lost(error, news[0][1])
            return
        for one, answer in zip(news, answers, strict=True):
            if isinstance(answer, NoScriptError):
                self.publish(*one)  # which brings the script
            elif isinstance(answer, RedisError):
                self._lost(answer, one[1])

    def is_news(self, org_id: UUID, about: UUID, told: str, *, every_seconds: float, final: bool = False) -> bool:
        """Whether this, of something that many speak of, was not told yet and may be now: once in `every_seconds`.

        What is `final` never waits. False while Redis is away: nothing could be told.
        """
        gate, last = _told_keys(org_id, about)
        try:
            if not (self._redis.set(gate, 1, nx=True, px=round(every_seconds * 1000)) or final):
                return False
            before: Any = self._redis.set(last, told, ex=_KEPT_SECONDS, get=True)
            return bool(before != told.encode())
        except RedisError as error:
            log.warning("could not ask what was told", extra={"action": "is_news", "error": str(error)})
            return False

    def replay(self, org_id: UUID, job_id: UUID, after: int = 0) -> list[Event]:
        """The events with a seq above `after`, in order, as far as they are kept. Raises ProgressUnavailable."""
        _, stream = _keys(org_id, job_id)
        start = f"({min(max(0, after), _HIGHEST_SEQ)}-0"
        try:
            entries: Any = self._redis.xrange(stream, min=start)
        except RedisError as error:
            raise ProgressUnavailable from error
        return [Event.parse(fields[b"event"]) for _, fields in entries]

    def forget(self, org_id: UUID, job_ids: Iterable[UUID]) -> None:
        """Remove all events of these jobs. Raises ProgressUnavailable."""
        try:
            with self._redis.pipeline(transaction=False) as pipeline:
                for job_id in job_ids:
                    pipeline.delete(*_keys(org_id, job_id), *_told_keys(org_id, job_id))
                pipeline.execute()
        except RedisError as error:
            raise ProgressUnavailable from error

    def keep_traces(self, job_ids: Iterable[UUID], traceparent: str) -> None:
        """Remember for a day which trace these belong to, for who sends them later. Lost where Redis is away."""
        try:
            with self._redis.pipeline(transaction=False) as pipeline:
                for job_id in job_ids:
                    pipeline.set(f"{_TRACES}{job_id}", traceparent, ex=_KEPT_SECONDS)
                pipeline.execute()
        except RedisError as error:
            log.warning("traces were not kept", extra={"action": "keep_traces", "error": str(error)})

    def traces_of(self, job_ids: Sequence[UUID]) -> dict[UUID, str]:
        """What was remembered of these; nothing where Redis is away."""
        if not job_ids:
            return {}
        try:
            kept: Any = self._redis.mget([f"{_TRACES}{job_id}" for job_id in job_ids])
        except RedisError:
            return {}
        return {job_id: trace.decode() for job_id, trace in zip(job_ids, kept, strict=True) if trace is not None}

    def _lost(self, error: RedisError, job_id: UUID) -> None:
        self._silent_until = time.monotonic() + _PAUSE_SECONDS
        log.warning("progress was not published", extra={"action": "publish", "job_id": job_id, "error": str(error)})

    def is_reachable(self) -> bool:
        """Whether Redis answers, for readiness checks."""
        try:
            return bool(self._redis.ping())
        except RedisError:
            return False

    def close(self) -> None:
        """Close the connections."""
        self._redis.close()


def _written(news: News) -> tuple[list[str], list[str | int]]:
    """Keys and arguments of the script."""
    org_id, job_id, type_, data = news
    at, content = as_text(datetime.now(UTC)), json.dumps(data, default=str, separators=(",", ":"))
    before = f'{{"job_id":"{job_id}","seq":'
    after = f',"at":"{at}","type":"{EventType(type_)}","data":{content}}}'
    born = created_milliseconds(job_id)
    return _keys(org_id, job_id), [f"{CHANNELS}{org_id}", before, after, born, _LONGEST_STREAM, _KEPT_SECONDS]


def _keys(org_id: UUID, job_id: UUID) -> list[str]:
    """Braces keep both keys of a job on one node of a cluster."""
    prefix = f"groundplan:{org_id}:{{{job_id}}}"
    return [f"{prefix}:seq", f"{prefix}:events"]


def _told_keys(org_id: UUID, about: UUID) -> list[str]:
    prefix = f"groundplan:{org_id}:{{{about}}}"
    return [f"{prefix}:gate", f"{prefix}:told"]


class Resync:
    """What a subscription yields when events may have been missed: clients have to replay."""

    def __repr__(self) -> str:
        return "RESYNC"


RESYNC: Final = Resync()


class Subscription:
    """Iterate over it in a thread (greenlet) of its own; it ends after `close`, and never of itself."""

    def __init__(self, redis_url: str) -> None:
        """Connect to nothing yet."""
        # redis-py would reconnect in silence: without retries it says so, and clients hear of the gap.
        self._redis = Redis.from_url(
            redis_url,
            socket_timeout=_LONGEST_PAUSE_SECONDS,
            socket_connect_timeout=_LONGEST_PAUSE_SECONDS,
            retry=Retry(NoBackoff(), 0),
            client_name="groundplan-hub",
        )
        self._closed = threading.Event()

    def __iter__(self) -> Iterator[tuple[str, bytes] | Resync]:
        """Yield (organization's id, event as JSON), and RESYNC each time that the subscription begins (anew)."""
        pause = _FIRST_PAUSE_SECONDS
        while not self._closed.is_set():
            try:
                for item in self._subscribed():
                    pause = _FIRST_PAUSE_SECONDS
                    yield item
            except RedisError as error:
                log.warning("lost the subscription", extra={"action": "resubscribe", "error": str(error)})
                self._closed.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
        self._redis.close()

    def close(self) -> None:
        """End the iteration, within a second or two; callable from any thread."""
        self._closed.set()

    def _subscribed(self) -> Iterator[tuple[str, bytes] | Resync]:
        with self._redis.pubsub() as pubsub:  # type: ignore[no-untyped-call]  # redis-py leaves this one out
            pubsub.psubscribe(f"{CHANNELS}*")
            heard_at = pinged_at = time.monotonic()
            while not self._closed.is_set():
                message = pubsub.get_message(timeout=_TICK_SECONDS)
                now = time.monotonic()
                if message is not None:
                    heard_at = now
                    yield from _items(message)
                elif now - heard_at > _DEAD_AFTER_SECONDS:
                    raise ConnectionError(f"nothing was heard for {_DEAD_AFTER_SECONDS:.0f} seconds")
                elif now - max(heard_at, pinged_at) > _PING_AFTER_SECONDS:
                    pubsub.ping()
                    pinged_at = now


def _items(message: dict[str, Any]) -> Iterator[tuple[str, bytes] | Resync]:
    if message["type"] == "psubscribe":
        yield RESYNC
    elif message["type"] == "pmessage":
        yield message["channel"].decode().removeprefix(CHANNELS), message["data"]
