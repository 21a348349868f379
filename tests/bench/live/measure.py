"""Figures of the sockets: ten thousand on one live process, beside a bare broadcaster with as many.

Each of the two servers has a crowd of clients of its own (`crowd.py`), connected all the time. Each client follows two
jobs: its group's, and one that all follow. Events are published as a worker does it, by a script on Redis, and the time
of an event is from just before that until a client has read it. The two servers take turns, so that both have the same
machine; when an event goes to all of the broadcaster's clients, the live process is stopped, since it would take time
from it: it pings its clients and looks after their sessions. Those came by a session each, through handshake, rate
limits and Postgres; the broadcaster does none of that (`broadcaster.py`).
"""

import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from jobs.events import EventType
from jobs.migrate import migrate
from jobs.progress import Progress
from stack.program import Program
from stack.servers.valkey import Valkey
from stack.testing.databases import Migrated, create_database, urls_of
from stack.testing.servers import running, throwaway_postgres
from tests.bench.figure import Figure
from tests.bench.live.crowd import Receipt, allow_sockets, start_crowd
from tests.bench.live.people import EVERYBODYS, People, invite, listeners_of
from tests.bench.live.servers import broadcaster, environment_of, live_process, serving, stopped

TEXT = "x" * 100
"""With this an event has some 250 bytes."""

TO_TEN_MS, TO_ALL_TIMES, MEMORY_KB = 10.0, 1.2, 45.0
WARM_UP_CLIENTS = 50
SETTLE_SECONDS = 0.3


@dataclass(frozen=True)
class Size:
    """How much is measured, in so many rounds; events to groups come at times of chance, so many a second."""

    clients: int = 10_000
    group: int = 10
    events: int = 1_000
    events_a_second: float = 50.0
    rounds: int = 20


@dataclass
class Side:
    """A server with its clients inside, and what was measured of it. Times are in milliseconds, one an arrival."""

    server: psutil.Process
    crowd: Connection
    people: People
    progress: Progress
    memory: float
    to_groups: list[float] = field(default_factory=list)
    to_all: list[list[float]] = field(default_factory=list)
    wrong: int = 0

    def tell(self, places: Sequence[int], pauses: Sequence[float]) -> list[float]:
        """Publish an event of each of these jobs, with a pause before it; the times of what arrived."""
        for number, (place, pause) in enumerate(zip(places, pauses, strict=True)):
            time.sleep(pause)
            data = {"number": number, "sent": time.monotonic_ns(), "text": TEXT}
            self.progress.publish(self.people.org_id, self.people.jobs[place], EventType.DELTA, data)
        listeners = listeners_of(self.people)
        due = Counter((client, number) for number, place in enumerate(places) for client in listeners[place])
        self.crowd.send(due.total())
        receipts: list[Receipt] = self.crowd.recv()
        came = Counter((one.client, one.number) for one in receipts)
        self.wrong += (due - came).total() + (came - due).total()
        return [one.milliseconds for one in receipts]


def measure_live(directory: Path) -> Iterator[Figure]:
    """With servers of its own, in full."""
    with (
        running(throwaway_postgres, directory / "live-postgres") as postgres,
        running(Valkey, directory / "live-valkey") as valkey,
    ):
        create_database(postgres, "bench")
        databases = urls_of(postgres, "bench")
        migrate(**vars(databases))
        yield from measure_sockets(directory, databases, valkey.url, Size())


def measure_sockets(directory: Path, databases: Migrated, redis_url: str, size: Size) -> Iterator[Figure]:
    """On a migrated database. Raises ConnectionError, or EOFError, where a client was refused or sent away."""
    allow_sockets(size.clients)
    load = os.getloadavg()[0]
    environment = environment_of(databases.app_url, redis_url)
    progress = Progress(redis_url)
    with ExitStack() as ends:
        ends.callback(progress.close)
        people = [invite(databases.owner_url, environment, size.clients, size.group) for _ in range(2)]
        live, bare = live_process(directory, environment), broadcaster(directory, redis_url, people[1].org_id)
        ours, bound = (_side(*one, progress, ends) for one in zip((live, bare), people, strict=True))
        _measure(ours, bound, size)
    yield from _figures(ours, bound, size)
    yield Figure("load average before", load, None, "")


def _side(server: Program, people: People, progress: Progress, ends: ExitStack) -> Side:
    ends.callback(server.kill)
    server.start()
    start_crowd(server.port, people.visitors[:WARM_UP_CLIENTS]).close()
    process = serving(server)
    before = process.memory_info().rss
    crowd = start_crowd(server.port, people.visitors)
    ends.callback(crowd.close)
    return Side(process, crowd, people, progress, process.memory_info().rss - before)


def _measure(ours: Side, bound: Side, size: Size) -> None:
    chance = random.Random(10)  # noqa: S311 - the same in every run
    groups = range(1, len(ours.people.jobs))
    for _ in range(size.rounds):
        places = chance.choices(groups, k=size.events // size.rounds)
        pauses = [chance.expovariate(size.events_a_second) for _ in places]
        for side in (ours, bound):
            side.to_groups += side.tell(places, pauses)
    for _ in range(size.rounds):
        for side in (ours, bound):
            with nullcontext() if side is ours else stopped(ours.server):
                side.to_all.append(side.tell([EVERYBODYS], [SETTLE_SECONDS]))


def _figures(ours: Side, bound: Side, size: Size) -> Iterator[Figure]:
    to_ten, to_all = f"{size.clients} sockets, an event to {size.group}", "an event to all"
    yield Figure(f"{to_ten}, p50", statistics.median(ours.to_groups), None, "ms")
    yield Figure(f"{to_ten}, p99", _p99(ours.to_groups), TO_TEN_MS, "ms")
    yield Figure("the same, a bare broadcaster, p99", _p99(bound.to_groups), None, "ms")
    p99s = [statistics.median(map(_p99, side.to_all)) for side in (ours, bound)]
    lasts = [statistics.median(map(max, side.to_all)) for side in (ours, bound)]
    yield Figure(f"{to_all}, p99, median of {size.rounds} rounds", p99s[0], None, "ms")
    yield Figure(f"{to_all}, p99, times a bare broadcaster's", p99s[0] / p99s[1], TO_ALL_TIMES, "")
    yield Figure(f"{to_all}, the last one, times a bare broadcaster's", lasts[0] / lasts[1], None, "")
    yield Figure("events that a client did not get, or got twice", ours.wrong, 0, "")
    yield Figure("memory a client", ours.memory / size.clients / 1000, MEMORY_KB, "kB")
    yield Figure("the same, a bare broadcaster", bound.memory / size.clients / 1000, None, "kB")


def _p99(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[98]
