"""The requests that the scorecard is made on, and what each must contain.

`requests.jsonl` and `template_requests.jsonl` were given for development. The `unseen_…` sets are our own: written in
the same form with what an architect would require of the text, each before the planner was tuned to it. The first
figure of a set says most; once its misses were looked at, it is a test like the others.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REQUESTS = HERE / "requests.jsonl"
TEMPLATE_REQUESTS = HERE / "template_requests.jsonl"
UNSEEN_SETS = (1, 2, 3)


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


def unseen(number: int) -> tuple[list[Sample], list[Sample]]:
    """Use cases and template requests of one of our own sets."""
    return (
        use_cases(HERE / f"unseen_requests_{number}.jsonl"),
        template_requests(HERE / f"unseen_template_requests_{number}.jsonl"),
    )


def _types(listed: str) -> tuple[str, ...]:
    names = {name.strip() for name in listed.split(",")}
    return tuple(sorted(name for name in names if name.startswith("AWS::")))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
