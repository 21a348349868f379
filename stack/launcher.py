"""Start and stop the whole stack, each part only once and only when it is ours."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg2
from psycopg2 import sql

from stack.blueprint import DATABASE, Blueprint, draw
from stack.errors import ServerFailed, StackError
from stack.layout import PROJECT, Layout
from stack.passwords import load_passwords
from stack.ports_book import DEFAULT_PORTS, read_ports, settle_ports
from stack.procfile import read_procfile
from stack.servers.postgres import Postgres
from stack.servers.server import Server
from stack.servers.stripe import WANTED

Report = Callable[[Server, bool], None]


@dataclass
class Launch:
    """A stack that is up: its parts, and those among them that this launch started."""

    blueprint: Blueprint
    started: list[Server] = field(default_factory=list)

    def stop_started(self) -> None:
        """Leave the stack as it was found."""
        stop(self.started)
        self.started.clear()


def up(layout: Layout, environ: Mapping[str, str], report: Report) -> Launch:
    """Start what does not run yet, and wait until all of it answers; `report` hears of each part (part, started now).

    When it cannot be done, or is interrupted, what this call started is stopped again. Raises StackError.
    """
    layout.make()
    with _alone(layout):
        blueprint = draw(layout, settle_ports(layout), load_passwords(layout.secrets_file), environ)
        launch = Launch(blueprint)
        try:
            _start(blueprint.servers, launch, report)
            _prepare(blueprint)
            _start(blueprint.programs, launch, report)
            check_alive(blueprint)
        except BaseException:  # also Ctrl-C: nothing half-started stays behind
            launch.stop_started()
            raise
        return launch


def down(layout: Layout, report: Report) -> None:
    """Stop every part that was started from this folder; quiet when none runs."""
    if not layout.local.exists():
        return
    with _alone(layout):
        running = [part for part in known_parts(layout) if part.pid is not None]
        stop(running)
        for part in running:
            report(part, False)


def known_parts(layout: Layout) -> tuple[Server, ...]:
    """Every part that an earlier `up` may have started, also when the environment then said otherwise."""
    ports = {**DEFAULT_PORTS, **read_ports(layout.ports_file)}
    stripe = {WANTED: "1"} if (layout.directory("stripe") / "pid.json").exists() else {}
    return draw(layout, ports, load_passwords(layout.secrets_file), stripe).parts


def check_alive(blueprint: Blueprint) -> None:
    """Raise ServerFailed, with the end of its log, when a part of the application does not run."""
    for program in blueprint.programs:
        if program.pid is None:
            raise ServerFailed(program.name, "has ended", program.log)


def stop(parts: Iterable[Server]) -> None:
    """Programs first, then the servers that they use; the parts of each kind at the same time."""
    programs = set(read_procfile(PROJECT / "Procfile"))
    chosen = list(parts)
    for group in (
        [part for part in chosen if part.name in programs],
        [part for part in chosen if part.name not in programs],
    ):
        _all_at_once(group, Server.stop)


def _start(parts: Iterable[Server], launch: Launch, report: Report) -> None:
    def start(part: Server) -> None:
        started = part.start()
        if started:
            launch.started.append(part)
        report(part, started)

    _all_at_once(parts, start)


def _all_at_once(parts: Iterable[Server], act: Callable[[Server], None]) -> None:
    """Wait for all of them, then raise the first failure."""
    with ThreadPoolExecutor(max_workers=8) as threads:
        futures: list[Future[None]] = [threads.submit(act, part) for part in parts]
    for future in futures:
        future.result()


def _prepare(blueprint: Blueprint) -> None:
    """The database with its roles and tables, the queues and the bucket; each step does nothing when it was done."""
    if blueprint.postgres is not None:
        _ensure_database(blueprint.postgres)
    with ThreadPoolExecutor() as threads:
        steps = [
            threads.submit(_run, module, blueprint.environment, act)
            for module, act in (("jobs.migrate", "migrate the database"), ("jobs.provision", "make queues and bucket"))
        ]
    for step in steps:
        step.result()


def _ensure_database(postgres: Postgres) -> None:
    connection = psycopg2.connect(postgres.url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    finally:
        connection.close()


def _run(module: str, environment: Mapping[str, str], act: str) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", module],
        cwd=PROJECT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise StackError(f"could not {act} (python -m {module}):\n{(finished.stdout + finished.stderr).strip()}")


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """Two launchers of one stack wait for each other; the system lets go of the lock when a launcher dies."""
    descriptor = os.open(layout.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
