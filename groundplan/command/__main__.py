"""`python -m groundplan.command` is `groundplan`."""

from groundplan.command.app import run

run()
