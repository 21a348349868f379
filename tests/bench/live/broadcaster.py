"""The bound: as little as a broadcaster of Redis events can be with asyncio and `websockets`, and nothing of ours.

`python -m tests.bench.live.broadcaster PORT REDIS_URL CHANNEL`. It asks nobody who they are, reads no database, keeps
and replays nothing, drops nobody, sends no pings and does not compress.
"""

import asyncio
import json
import sys
from collections import defaultdict

from redis.asyncio import Redis
from websockets.asyncio.server import ServerConnection, broadcast, serve

from stack.servers.ports import HOST

BACKLOG = 2048


async def run(port: int, redis_url: str, channel: str) -> None:
    """Pass the channel's events on, each to those who asked for its job."""
    listeners: dict[str, set[ServerConnection]] = defaultdict(set)

    async def hear(connection: ServerConnection) -> None:
        async for message in connection:
            job_id = json.loads(message)["job_id"]
            listeners[job_id].add(connection)
            await connection.send(json.dumps({"type": "subscribed", "job_id": job_id}, separators=(",", ":")))

    async with Redis.from_url(redis_url) as redis, redis.pubsub() as events:
        await events.subscribe(channel)
        async with serve(hear, HOST, port, compression=None, ping_interval=None, backlog=BACKLOG):
            async for event in events.listen():
                if event["type"] == "message":
                    broadcast(listeners[json.loads(event["data"])["job_id"]], event["data"], text=True)


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
