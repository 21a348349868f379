"""A job's events as they come: from the WebSocket, and over HTTP where the WebSocket fails."""

import contextlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from socket import create_connection
from urllib.parse import urlsplit

from simple_websocket import Client as Socket  # type: ignore[import-untyped]  # it ships no types
from simple_websocket.errors import SimpleWebsocketError  # type: ignore[import-untyped]  # it ships no types

import groundplan
from groundplan import Event
from groundplan.models import ENDED

QUIET_SECONDS = 2.0  # after this long without an event, ask Postgres whether the job has ended
POLL_SECONDS = 0.3


class Follower:
    """Each event once, in order; `transport` says where the last one came from."""

    def __init__(self, client: groundplan.Client, live_url: str, job_id: str, *, check: Callable[[], None]) -> None:
        """`check` is called now and then while nothing comes; it raises when waiting has become pointless."""
        self._client = client
        self._live_url = live_url
        self._job_id = job_id
        self._check = check
        self._seen = 0
        self.transport = "WebSocket"

    def events(self) -> Iterator[Event]:
        """Ends with the job. Raises groundplan.GroundplanError when the API does not answer either."""
        with contextlib.suppress(SimpleWebsocketError, OSError):
            yield from self._from_socket()
        if not self._has_ended():
            self.transport = "HTTP"
            while not self._has_ended():
                yield from self._from_http()
                time.sleep(POLL_SECONDS)
        yield from self._from_http()  # what came between the last event and the end

    def _from_socket(self) -> Iterator[Event]:
        headers = {"Authorization": f"Bearer {self._client.api_key}"}
        live = urlsplit(self._live_url)
        create_connection((live.hostname, live.port), timeout=5).close()  # Socket leaks its own when nobody answers
        # Its pings would keep the thread that sends them, and so this process, for seconds after the end.
        socket = Socket.connect(f"{self._live_url}/live", headers=headers)
        try:
            socket.send(json.dumps({"type": "subscribe", "job_id": self._job_id, "after": self._seen}))
            while True:
                text = socket.receive(timeout=QUIET_SECONDS)
                if text is None:
                    if self._has_ended():
                        return
                    continue
                message = json.loads(text)
                if message["type"] == "error":
                    return
                if message["type"] == "resync":
                    yield from self._from_http()
                elif "seq" in message:
                    event = Event.model_validate(message)
                    yield from self._new([event])
                    if event.type == "state" and event.data["state"] in ENDED:
                        return
        finally:
            with contextlib.suppress(SimpleWebsocketError, OSError):
                socket.close()

    def _from_http(self) -> Iterator[Event]:
        yield from self._new(self._client.jobs.events(self._job_id, self._seen))

    def _new(self, events: Iterable[Event]) -> Iterator[Event]:
        for event in events:
            if event.seq > self._seen:
                self._seen = event.seq
                yield event

    def _has_ended(self) -> bool:
        self._check()
        return self._client.jobs.get(self._job_id).has_ended
