"""The real live process, and clients of it."""

import json
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from simple_websocket import Client

from jobs.submission import NewJob, submit

PATIENCE = 20
"""Seconds until a message that should come counts as missing."""


class Socket:
    """A client that speaks JSON and gives up after a while."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        self.client = Client.connect(f"{url}/live", headers=headers)

    def say(self, **message: object) -> None:
        self.client.send(json.dumps(message))

    def hear(self) -> dict:
        text = self.client.receive(timeout=PATIENCE)
        assert text is not None, "nothing came"
        return json.loads(text)

    def hear_events(self, count: int) -> list[dict]:
        return [self.hear() for _ in range(count)]

    def subscribe(self, job_id: UUID, after: int = 0) -> dict:
        self.say(type="subscribe", job_id=str(job_id), after=after)
        return self.hear()

    def is_quiet(self) -> bool:
        """Nothing came before the answer to this ping."""
        self.say(type="ping")
        return self.hear() == {"type": "pong"}


@pytest.fixture(scope="module")
def live_process(environment, process_runner) -> Iterator[str]:
    """The live process; its URL."""
    url = environment["LIVE_URL"]
    with process_runner("web/live/gunicorn.conf.py", "web.live.wsgi:app", url, environment):
        yield url


@pytest.fixture
def cookie_of(app, services, new_tokens) -> Callable[[object], str]:
    """The cookies that the web process would give someone."""

    def sign(account) -> str:
        tokens = new_tokens(app, services.database, account)
        return "; ".join(f"{name}={value}" for name, value in tokens.items())

    return sign


@pytest.fixture
def connect_to(cookie_of, settings) -> Iterator[Callable[..., Socket]]:
    opened = []

    def connect(url, account, **headers) -> Socket:
        socket = Socket(url, {"Origin": settings.web_url, "Cookie": cookie_of(account), **headers})
        opened.append(socket)
        return socket

    yield connect
    for socket in opened:
        if socket.client.connected:
            socket.client.close()
        socket.client.thread.join(PATIENCE)


@pytest.fixture
def account(new_account):
    return new_account()


@pytest.fixture
def new_job(services) -> Callable[[object], UUID]:
    def make(account) -> UUID:
        (job,) = submit(
            services.database, org_id=account.org_id, user_id=account.user_id, jobs=[NewJob("A static site")]
        )
        return job.id

    return make


@pytest.fixture
def publish(services) -> Callable[..., None]:
    """Publish numbered pieces of text as a job's progress."""

    def send(account, job_id, *texts) -> None:
        for text in texts:
            services.progress.publish(account.org_id, job_id, "delta", {"text": text})

    return send
