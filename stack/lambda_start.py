"""The first module of the Lambda package: its handler is the worker's.

Packaged as `start.py`. Lambda keeps the mode of the files that it unpacks; some emulators do not, and then the programs
that came with packages (d2) could not be run. Settings that are kept in Systems Manager are read before the worker is
imported.
"""

import os
import stat
from pathlib import Path

from jobs.parameter_store import kept_settings

PROGRAMS = Path(__file__).parent / "bin"

for program in PROGRAMS.iterdir():
    if not program.stat().st_mode & stat.S_IXUSR:
        program.chmod(0o755)

os.environ.update(kept_settings(os.environ))

# Only now: the worker may look for its programs while it is imported. And all of it at once: Lambda starts a function
# on a whole processor, and gives its work less.
from worker.bootstrap import bootstrap  # noqa: E402
from worker.lambda_handler import handler  # noqa: E402

__all__ = ["bootstrap", "handler"]
