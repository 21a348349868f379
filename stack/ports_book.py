"""The stack's ports: the defaults where they are free, else free ones, and the same again at the next start."""

import json
import time
from collections.abc import Mapping
from pathlib import Path

from stack.layout import Layout
from stack.servers.identity import Identity
from stack.servers.ports import choose, is_free

DEFAULT_PORTS: Mapping[str, int] = {
    "postgres": 54329,
    "valkey": 63799,
    "ministack": 45669,
    "sign-in": 9409,
    "web": 8080,
    "live": 8081,
    "mcp": 8082,
    "stripe": 8083,
}
RELEASE_SECONDS = 5.0  # the children of a killed server hold its port until they notice


def settle_ports(layout: Layout) -> dict[str, int]:
    """Every server's port, written down for the next start. A running server keeps the port that it has."""
    remembered = read_ports(layout.ports_file)
    ports: dict[str, int] = {}
    for name, default in DEFAULT_PORTS.items():
        pid_file = layout.directory(name) / "pid.json"
        identity = Identity.read(pid_file)
        if identity and identity.process() and name in remembered:
            ports[name] = remembered[name]
            continue
        if identity and name in remembered:
            _wait_until_free(remembered[name])
        others = [port for other, port in remembered.items() if other != name]
        ports[name] = choose(remembered.get(name, default), taken=[*ports.values(), *others])
    _write(layout.ports_file, ports)
    return ports


def read_ports(file: Path) -> dict[str, int]:
    """What the last start wrote; empty when there was none."""
    try:
        return {str(name): int(port) for name, port in json.loads(file.read_text(encoding="utf-8"))["ports"].items()}
    except (FileNotFoundError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _write(file: Path, ports: Mapping[str, int]) -> None:
    draft = file.with_suffix(".draft")
    draft.write_text(json.dumps({"ports": ports}, indent=2) + "\n", encoding="utf-8")
    draft.replace(file)


def _wait_until_free(port: int) -> None:
    deadline = time.monotonic() + RELEASE_SECONDS
    while not is_free(port) and time.monotonic() < deadline:
        time.sleep(0.05)
