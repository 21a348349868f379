"""The entry point of the web process: `gunicorn -c web/gunicorn.conf.py web.wsgi:app`."""

import os

from jobs import logs, watching
from jobs.settings import load_settings
from web.app import create_app
from web.services import connect

logs.configure("web")
settings = load_settings(os.environ)
watching.begin("web", settings)
app = create_app(connect(settings))
