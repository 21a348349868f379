"""The entry point of the live process: `gunicorn -c web/live/gunicorn.conf.py web.live.wsgi:app`."""

import os

from jobs import logs
from jobs.settings import load_settings
from web.live.process import LiveProcess

logs.configure("live")
process = LiveProcess(load_settings(os.environ))
app = process.app
