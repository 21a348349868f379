"""The web tier's entry point on Lambda: API Gateway's HTTP API calls the application that gunicorn serves elsewhere.

An answer of Lambda has 6 MB at most, and comes whole: larger files are fetched by the links that S3 answers.
"""

import os
from typing import Any

from apig_wsgi import make_lambda_handler

from jobs import logs, watching
from jobs.parameter_store import kept_settings
from jobs.settings import load_settings
from web.app import create_app
from web.services import connect

logs.configure("web")
settings = load_settings({**os.environ, **kept_settings(os.environ)})
watching.begin("web", settings)
_handle = make_lambda_handler(create_app(connect(settings)), binary_support=True)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one request; what was counted is told before the process stands still."""
    try:
        return dict(_handle(event, context))
    finally:
        watching.flush()
