"""Reads the YAML files of the engine's knowledge."""

from pathlib import Path
from typing import Any

import yaml

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is ten times faster


def read_yaml(path: Path) -> Any:
    """Return the content as plain Python. Raises yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both are safe loaders
