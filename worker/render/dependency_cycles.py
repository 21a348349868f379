"""Resources that wait for each other, which no tool can deploy: found in the template, told by component and edge."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture
from worker.architecture.naming import logical_id

_VARIABLE = re.compile(r"\$\{([^!}][^}]*)\}")


def refuse_cycles(resources: Mapping[str, Any], architecture: Architecture) -> None:
    """Raises InvalidArchitecture, which names the resources of one cycle and the connections that make it."""
    waits = {name: sorted(set(_waits_for(body)) & resources.keys() - {name}) for name, body in resources.items()}
    if cycle := _cycle(waits):
        raise _refusal(cycle, architecture)


def _cycle(waits: Mapping[str, list[str]]) -> list[str]:
    """The names on one cycle, or none. Without recursion: a chain may be as long as the template."""
    done: set[str] = set()
    for start in waits:
        path, stack = {start: None}, [(start, iter(waits[start]))]
        while stack and start not in done:
            name, following = stack[-1]
            after = next((one for one in following if one not in done), None)
            if after is None:
                done.add(name)
                stack.pop()
                path.pop(name)
            elif after in path:
                names = list(path)
                return names[names.index(after) :]
            else:
                path[after] = None
                stack.append((after, iter(waits[after])))
    return []


def _refusal(cycle: list[str], architecture: Architecture) -> InvalidArchitecture:
    owners = {logical_id(one.id): one.id for one in architecture.components}
    begun = (max((own for own in owners if name.startswith(own)), key=len, default="") for name in cycle)
    parts = {owners.get(own, "") for own in begun}
    edges = [
        (index, edge)
        for index, edge in enumerate(architecture.connections)
        if {edge.source, edge.target} <= parts or logical_id(edge.id) in {*cycle}
    ]
    named = ", ".join(f"{edge.source} → {edge.target}" for _, edge in edges) or "its connections"
    waits = " waits for ".join([*cycle, cycle[0]])
    message = f"a cycle that cannot be deployed: {waits}. Remove one of the connections {named}"
    place = f"connections[{edges[-1][0]}]" if edges else "connections"
    return InvalidArchitecture(message, place=place)


def _waits_for(body: Any) -> Iterator[str]:
    """The names that a resource refers to: CloudFormation makes those first."""
    if isinstance(body, Mapping):
        for key, value in body.items():
            if key in ("Ref", "DependsOn"):
                yield from value if isinstance(value, list) else [str(value)]
            elif key == "Fn::GetAtt":
                yield str(value[0] if isinstance(value, list) else value).split(".")[0]
            elif key == "Fn::Sub":
                text, *more = value if isinstance(value, list) else [value]
                own = {name for names in more if isinstance(names, Mapping) for name in names}
                names = (name.strip() for name in _VARIABLE.findall(str(text)))
                yield from (name.split(".")[0] for name in names if name not in own)
                yield from _waits_for(more)
            else:
                yield from _waits_for(value)
    elif isinstance(body, list):
        for value in body:
            yield from _waits_for(value)
