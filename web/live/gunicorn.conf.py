"""gunicorn for the sockets: one process of greenlets, which never restarts of itself: that would cut every socket."""

# ruff: noqa: E402, N999  (patching comes before anything that opens sockets; gunicorn names its file so)
from gevent import monkey

monkey.patch_all()

from psycogreen.gevent import patch_psycopg

patch_psycopg()

import os
import signal
from types import FrameType
from typing import Any

import gevent

from web.gunicorn_logging import json_logging
from web.live.capacity import allow_sockets

bind = f"{os.environ.get('BIND_HOST', '127.0.0.1')}:{os.environ.get('PORT', '8081')}"
worker_class = "gevent"
workers = 1
worker_connections = allow_sockets(12_000)
max_requests = 0
timeout = 60
graceful_timeout = 10
keepalive = 20
logconfig_dict = json_logging("live")
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")


def post_worker_init(_worker: Any) -> None:
    """Start the hub in the worker, and let SIGTERM say farewell to its clients first."""
    from web.live.wsgi import process

    process.start()
    stop = signal.getsignal(signal.SIGTERM)

    def say_farewell_and_stop(number: int, frame: FrameType | None) -> None:
        gevent.spawn(process.say_farewell)
        if callable(stop):
            stop(number, frame)

    signal.signal(signal.SIGTERM, say_farewell_and_stop)
