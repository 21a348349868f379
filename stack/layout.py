"""Where the parts of a local stack lie: the project, and the folder that holds everything a running stack makes."""

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
DEFAULT_LOCAL = PROJECT / ".local"


@dataclass(frozen=True)
class Layout:
    """The folders and files below `.local/`."""

    local: Path

    @property
    def ports_file(self) -> Path:
        return self.local / "stack.json"

    @property
    def secrets_file(self) -> Path:
        return self.local / "secrets.json"

    @property
    def lock_file(self) -> Path:
        return self.local / "lock"

    def directory(self, name: str) -> Path:
        """A server's own folder."""
        return self.local / name

    def log(self, name: str) -> Path:
        return self.local / "logs" / f"{name}.log"

    def make(self) -> None:
        """Others may pass, since PostgreSQL may run as another user, but not look around."""
        self.local.mkdir(mode=0o711, parents=True, exist_ok=True)
