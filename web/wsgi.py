"""The entry point of the web process: `gunicorn -c web/gunicorn.conf.py web.wsgi:app`."""

import os

from jobs import logs
from jobs.settings import load_settings
from web.app import create_app
from web.services import connect

logs.configure("web")
app = create_app(connect(load_settings(os.environ)))
