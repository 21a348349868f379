"""Examples of each check: files that pass and files that do not, in examples/<check>.yaml."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.yaml_file import read_yaml
from worker.checks.context import Context

EXAMPLES = Path(__file__).parent / "examples"


@pytest.fixture(scope="session")
def examples() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """By check id: `passing` and `failing`, each a list of cases."""
    return {path.stem: read_yaml(path) for path in EXAMPLES.glob("*.yaml")}


@pytest.fixture
def context_of() -> Callable[[Mapping[str, Any]], Context]:
    """A context from a case: `files` by path, and optionally `components` and `connections`."""

    def build(case: Mapping[str, Any]) -> Context:
        components = [Component(id=key, block=block, name=key) for key, block in case.get("components", {}).items()]
        connections = [Connection(source=a, target=b) for a, b in case.get("connections", [])]
        architecture = Architecture(
            title="Example", project="example", components=tuple(components), connections=tuple(connections)
        )
        files = {name: text.encode() for name, text in case["files"].items()}
        return Context(architecture, load_catalogue(), files)

    return build
