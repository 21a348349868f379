"""Handshakes are counted before anybody is asked who they are."""

import pytest

from jobs.database import Database
from jobs.progress import Progress
from jobs.settings import Settings, load_settings
from web.live.app import LiveParts, create_live_app
from web.live.hub import Hub
from web.live.watch import Watch

NOWHERE = "127.0.0.1:9"


@pytest.fixture
def settings() -> Settings:
    return load_settings(
        {
            "GROUNDPLAN_PROFILE": "development",
            "DATABASE_URL": f"postgresql://nobody@{NOWHERE}/nothing",
            "REDIS_URL": f"redis://{NOWHERE}/0",
            "RATE_LIMIT_PER_ADDRESS": "2",
            "TRUSTED_PROXIES": "1",
        }
    )


def test_handshakes_are_counted_by_address_and_health_is_not(settings: Settings) -> None:
    database = Database(settings.database_url)
    parts = LiveParts(settings, database, Progress(settings.redis_url), Hub(), Watch(database))
    client = create_live_app(parts).test_client()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    here = {"X-Forwarded-For": "192.0.2.1"}
    ours = {"Origin": settings.web_url, **upgrade, **here}
    assert [client.get("/live", headers=ours).status_code for _ in range(3)] == [401, 401, 429]
    assert [client.get("/healthz", headers=here).status_code for _ in range(3)] == [200] * 3
    assert client.get("/live", headers=ours | {"X-Forwarded-For": "192.0.2.2"}).status_code == 401
