"""gunicorn for the API: a few processes with threads. Requests wait for Postgres, not for the processor."""

# ruff: noqa: N999  (gunicorn names its file so)
import os

import web.app  # noqa: F401 - once, before the processes are forked; each makes the application, and what connects, itself
from web.gunicorn_logging import json_logging

bind = f"{os.environ.get('BIND_HOST', '127.0.0.1')}:{os.environ.get('PORT', '8080')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 16
timeout = 60
graceful_timeout = 20
keepalive = 75
logconfig_dict = json_logging("web")
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
