"""What every test has at hand: the project on the path, and fixtures for the real servers (see stack/testing)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

pytest_plugins = [
    "stack.testing.servers",
    "stack.testing.own_servers",
    "stack.testing.databases",
    "stack.testing.application",
    "stack.testing.processes",
    "stack.testing.terraform",
]
