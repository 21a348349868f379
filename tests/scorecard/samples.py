"""The requests that the scorecard is made on, and what each must contain."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REQUESTS = HERE / "requests.jsonl"
TEMPLATE_REQUESTS = HERE / "template_requests.jsonl"


@dataclass(frozen=True)
class Sample:
    """One request. A use case names services and minima, a template request CloudFormation resource types."""

    id: str
    request: str
    services: tuple[str, ...] = ()
    components: int = 0
    connections: int = 0
    resource_types: tuple[str, ...] = ()


def use_cases(path: Path = REQUESTS) -> list[Sample]:
    """Lines of `{id, request, required_services, min_components, min_connections}`. Raises KeyError, ValueError."""
    return [
        Sample(
            id=line["id"],
            request=line["request"],
            services=tuple(line["required_services"]),
            components=line["min_components"],
            connections=line["min_connections"],
        )
        for line in _lines(path)
    ]


def template_requests(path: Path = TEMPLATE_REQUESTS) -> list[Sample]:
    """Lines of `{id, request, resources}`. What the wanted template defines itself (`Custom::…`) does not count."""
    return [
        Sample(id=line["id"], request=line["request"], resource_types=_types(line["resources"]))
        for line in _lines(path)
    ]


def _types(listed: str) -> tuple[str, ...]:
    names = {name.strip() for name in listed.split(",")}
    return tuple(sorted(name for name in names if name.startswith("AWS::")))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
