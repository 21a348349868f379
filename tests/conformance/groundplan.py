"""`python -m tests.conformance.groundplan HOST:PORT`: Groundplan's own MCP server with nothing behind it, open to all.

The suite sends no API key, so a stand-in lets everybody in; who may come in really is held by the integration tests.
"""

import sys
from uuid import UUID

import uvicorn

from jobs.database import Database
from jobs.progress import Progress
from jobs.roles import Role, Scope
from jobs.settings import load_settings
from jobs.testing.artifacts import InMemoryArtifacts
from jobs.testing.queue import InMemoryQueue
from jobs.testing.tool_servers import InMemoryToolServerRecords
from web.identity import Identity, Via
from web.mcp.app import create_mcp_app
from web.services import Services
from worker.reference.__main__ import address

NOWHERE = "127.0.0.1:9"
NOBODY = Identity(UUID(int=1), UUID(int=2), Role.OWNER, Via.API_KEY, Scope.SUBMIT)


def main(host: str, port: int) -> None:
    """Until it is told to stop."""
    settings = load_settings(
        {
            "GROUNDPLAN_PROFILE": "development",
            "DATABASE_URL": f"postgresql://nobody@{NOWHERE}/nothing",
            "REDIS_URL": f"redis://{NOWHERE}/0",
            "WEB_URL": f"http://{host}:{port}",
        }
    )
    services = Services(
        settings=settings,
        database=Database(settings.database_url),
        queue=InMemoryQueue(),  # type: ignore[arg-type]  # behaves as the real one
        artifacts=InMemoryArtifacts(),  # type: ignore[arg-type]  # behaves as the real one
        progress=Progress(settings.redis_url),
        tool_servers=InMemoryToolServerRecords(),  # type: ignore[arg-type]  # behaves as the real one
    )
    uvicorn.run(create_mcp_app(services, _let_in), host=host, port=port, log_level="critical")


async def _let_in(_authorization: str) -> Identity:
    return NOBODY


if __name__ == "__main__":
    main(*address(sys.argv[1]))
