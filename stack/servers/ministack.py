"""AWS (SQS, S3, SES, Lambda and more) from MiniStack, which lives in a virtual environment of its own."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from stack.errors import NotInstalled
from stack.servers.ports import HOST
from stack.servers.server import Server

REGION = "us-east-1"
PROGRAM = Path(__file__).parents[2] / ".venv-ministack" / "bin" / "ministack"


class MiniStack(Server):
    """Objects outlive `kill -9`; queues, messages and the rest outlive only a clean stop."""

    name = "ministack"

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def prepare(self) -> None:
        super().prepare()
        if not PROGRAM.exists():
            raise NotInstalled(f"MiniStack is not installed at {PROGRAM}; `make setup` installs it")
        for folder in ("state", "objects", "temporary"):
            (self.directory / folder).mkdir(exist_ok=True)

    def command(self) -> list[str]:
        return [str(PROGRAM)]

    def environment(self) -> Mapping[str, str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("AWS_", "MINISTACK_", "LOCALSTACK_"))
        }
        return inherited | {
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_HOST": HOST,
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.directory / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.directory / "objects"),
            "TMPDIR": str(self.directory / "temporary"),
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
        }

    def is_ready(self) -> bool:
        try:
            with urlopen(f"{self.url}/_ministack/health", timeout=2) as answer:  # noqa: S310 - the scheme is ours
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False
