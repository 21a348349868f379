"""The whole stack goes up and down as one, and the demo's client works with it, also without its WebSocket."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from groundplan import Client, Refused
from stack.demo.client import client_of
from stack.demo.follow import Follower
from stack.errors import ServerFailed, StackError
from stack.launcher import Launch, check_alive, down, known_parts, up
from stack.layout import Layout
from stack.servers.server import Server
from stack.testing.servers import temporary_directory


def say_nothing(_part: Server, _started: bool) -> None:
    """The tests look at the parts themselves."""


@pytest.fixture(scope="module")
def layout() -> Iterator[Layout]:
    with temporary_directory() as directory:
        yield Layout(directory / "local")


@pytest.fixture(scope="module")
def launch(layout: Layout) -> Iterator[Launch]:
    launch = up(layout, os.environ, say_nothing)
    yield launch
    down(layout, say_nothing)


@contextmanager
def signed_in(launch: Launch) -> Iterator[Client]:
    with client_of("ada", launch.blueprint.addresses.web_url, "test") as client:
        yield client


def part(launch: Launch, name: str) -> Server:
    return next(part for part in launch.blueprint.parts if part.name == name)


def test_every_part_runs(launch: Launch) -> None:
    assert [part.name for part in launch.blueprint.parts if part.pid is None] == []


def test_a_second_up_starts_nothing_and_keeps_every_port(launch: Launch, layout: Layout) -> None:
    again = up(layout, os.environ, say_nothing)
    assert again.started == []
    assert [part.port for part in again.blueprint.parts] == [part.port for part in launch.blueprint.parts]


def test_a_job_is_followed_to_its_bundle_over_the_websocket(launch: Launch) -> None:
    with signed_in(launch) as client:
        job_id = str(client.jobs.submit("A static website with a CDN").id)
        follower = Follower(client, launch.blueprint.addresses.live_url, job_id, check=lambda: None)
        stages = [event.data["stage"] for event in follower.events() if event.type == "stage"]
        assert list(dict.fromkeys(stages)) == ["understand", "design", "render", "check", "bundle"]
        assert follower.transport == "WebSocket"
        assert "terraform/versions.tf" in client.jobs.download(job_id).files


def test_without_the_websocket_the_same_events_come_over_http(launch: Launch) -> None:
    with signed_in(launch) as client:
        job_id = str(client.jobs.submit("A static website with a CDN").id)
        follower = Follower(client, "ws://127.0.0.1:9", job_id, check=lambda: None)
        events = list(follower.events())
    assert follower.transport == "HTTP"
    assert [event.seq for event in events] == sorted({event.seq for event in events})
    assert {"state", "stage"} <= {event.type for event in events}


def test_what_the_api_refuses_is_told_in_its_own_words(launch: Launch) -> None:
    with signed_in(launch) as client, pytest.raises(Refused) as refused:
        client.jobs.submit("x" * 20_001)
    assert (refused.value.status, refused.value.details[0].field) == (422, "request")


def test_a_part_that_ended_is_noticed_and_started_again(launch: Launch, layout: Layout) -> None:
    part(launch, "worker").kill()
    with pytest.raises(ServerFailed, match="worker has ended"):
        check_alive(launch.blueprint)
    again = up(layout, os.environ, say_nothing)
    assert [part.name for part in again.started] == ["worker"]


def test_a_stack_that_cannot_go_up_stops_what_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StackError("no")

    with temporary_directory() as directory:
        layout = Layout(directory / "local")
        monkeypatch.setattr("stack.launcher._prepare", refuse)
        with pytest.raises(StackError, match="no"):
            up(layout, os.environ, say_nothing)
        assert [part.name for part in known_parts(layout) if part.pid is not None] == []
