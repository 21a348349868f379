"""Which part of the architecture a resource was made for: its name begins with the part's id."""

from collections.abc import Mapping
from functools import cached_property

from worker.architecture.model import Architecture
from worker.architecture.naming import logical_id
from worker.trial.declarations import unindexed


class Owners:
    """Components and connections, by the names of their resources."""

    def __init__(self, architecture: Architecture) -> None:
        self._architecture = architecture

    def of_address(self, address: str) -> str:
        """Of Terraform's `aws_sqs_queue.jobs_dead[0]`: the longest id that the name begins with, or ""."""
        name = unindexed(address).rsplit(".", maxsplit=1)[-1]
        return _longest(name, {one: one for one in self._ids})

    def of_logical_id(self, name: str) -> str:
        """Of a resource of the template."""
        return _longest(name, self._logical_ids)

    def component(self, owner: str) -> str:
        """The component itself, or the source of the connection."""
        return next((edge.source for edge in self._architecture.connections if edge.id == owner), owner)

    @cached_property
    def _ids(self) -> list[str]:
        parts = self._architecture
        return [*(one.id for one in parts.components), *(edge.id for edge in parts.connections)]

    @cached_property
    def _logical_ids(self) -> dict[str, str]:
        return {logical_id(name): name for name in self._ids}


def _longest(name: str, ids: Mapping[str, str]) -> str:
    fitting = [shape for shape in ids if name.startswith(shape)]
    return ids[max(fitting, key=len)] if fitting else ""
