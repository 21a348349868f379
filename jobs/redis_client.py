"""A client of Redis whose trouble costs its caller half a second at most."""

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

TIMEOUT_SECONDS = 0.5


def connect(redis_url: str, name: str) -> Redis:
    """Connects to nothing yet; safe to share between threads. `name` is what the server's client list shows."""
    return Redis.from_url(
        redis_url,
        socket_timeout=TIMEOUT_SECONDS,
        socket_connect_timeout=TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 1),  # once, for a connection that died while idle
        client_name=name,
    )
