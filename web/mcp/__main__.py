"""The MCP process: `python -m web.mcp`. One event loop, which holds thousands of waiting clients."""

import os

import uvicorn

from jobs import logs, watching
from jobs.settings import load_settings
from web.mcp.app import create_mcp_app
from web.mcp.heads import HEAD_BYTES
from web.services import connect

MOST_CONNECTIONS = 10_000
FAREWELL_SECONDS = 10


def main() -> None:
    """Serve until told to stop."""
    logs.configure("mcp")
    settings = load_settings(os.environ)
    watching.begin("mcp", settings)
    uvicorn.run(
        create_mcp_app(connect(settings)),
        host=os.environ.get("BIND_HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8082")),
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        http="h11",  # httptools, where something installed it, would keep a head without end in memory
        h11_max_incomplete_event_size=HEAD_BYTES,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=FAREWELL_SECONDS,
        proxy_headers=True,
        forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1"),
    )


if __name__ == "__main__":
    main()
