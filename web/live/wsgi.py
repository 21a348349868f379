"""The entry point of the live process: `gunicorn -c web/live/gunicorn.conf.py web.live.wsgi:app`."""

import os

from jobs import logs, watching
from jobs.settings import load_settings
from web.live.process import LiveProcess

logs.configure("live")
settings = load_settings(os.environ)
watching.begin("live", settings)
process = LiveProcess(settings)
app = process.app
