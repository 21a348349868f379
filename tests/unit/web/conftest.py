"""The application with nothing behind it: for what it answers before it asks anyone."""

import pytest

from jobs.database import Database
from jobs.progress import Progress
from jobs.settings import Settings, load_settings
from jobs.testing.artifacts import InMemoryArtifacts
from jobs.testing.queue import InMemoryQueue
from jobs.testing.tool_servers import InMemoryToolServerRecords
from web.app import create_app
from web.services import Services

NOWHERE = "127.0.0.1:9"


@pytest.fixture
def settings(tmp_path) -> Settings:
    return load_settings(
        {
            "GROUNDPLAN_PROFILE": "development",
            "DATABASE_URL": f"postgresql://nobody@{NOWHERE}/nothing",
            "REDIS_URL": f"redis://{NOWHERE}/0",
            "WEB_URL": "https://groundplan.example",
            "LIVE_URL": "wss://live.groundplan.example",
            "FRONTEND_DIST": str(tmp_path),
        }
    )


@pytest.fixture
def app(settings):
    services = Services(
        settings=settings,
        database=Database(settings.database_url),
        queue=InMemoryQueue(),
        artifacts=InMemoryArtifacts(),
        progress=Progress(settings.redis_url),
        tool_servers=InMemoryToolServerRecords(),
    )
    return create_app(services)


@pytest.fixture
def client(app):
    return app.test_client()
