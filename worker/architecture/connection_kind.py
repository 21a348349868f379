"""The form of `connections/<from>-<to>.yaml`: what an edge between two blocks means and how it is wired."""

from typing import Any, Literal

from pydantic import Field

from worker.architecture.block import WHEN, Statement
from worker.architecture.model import Frozen

End = Literal["source", "target"]


class Grant(Statement):
    """A statement for the role of one end. `role: source` is its first role, `source.execution` a named one."""

    role: str = "source"


class Port(Frozen):
    """Opens `port` on the security group of `to`, for the security group of the other end only."""

    to: End = "target"
    port: int | str = Field(description="A number, or an option: `${target.options.port}`.")
    protocol: Literal["tcp", "udp"] = "tcp"
    when: str = Field(default="", description=WHEN)


class Variable(Frozen):
    """An environment variable for one end. `{SOURCE}` and `{TARGET}` in the name are the ids in capitals."""

    on: End = "source"
    name: str
    value: str
    when: str = Field(default="", description=WHEN)


class SlotEntry(Frozen):
    """An entry for a slot of one end's template. Strings may hold `${…}` references."""

    on: End
    slot: str
    value: Any
    when: str = Field(default="", description=WHEN)


class Planned(Frozen):
    """When a plan connects two parts by itself. Without it, only the edge of a family or of a person does.

    `when`, any of: idle (nothing leaves the source yet); unreached (nothing reaches the target yet); fresh (the source
    has no edge yet and nothing reaches the target); lonely (one of the two has no edge at all). Empty: always.
    """

    when: list[Literal["idle", "unreached", "fresh", "lonely"]] = Field(default_factory=list)
    given: list[str] = Field(
        default_factory=list, description="Terms of `planner/facts.py`, any of which must hold. Empty: always."
    )
    order: int = Field(
        description="Lowest first. 100: entrances, 200: events to what handles them, 300: compute and its data, "
        "400: compute and what it tells, 500: what stands around them (alarms, keys, backups)."
    )
    late: bool = Field(default=False, description="Only after every part has what it cannot do without.")
    one_way: bool = Field(
        default=False, description="Not where the target leads to the source already: events would go round."
    )


class Probe(Frozen):
    """How a trial deployment tries the edge while it runs: something is done at the source and seen at the target."""

    does: Literal[
        "put_object",
        "send_message",
        "publish",
        "put_event",
        "put_item",
        "put_record",
        "call_http",
        "call_rest",
        "call_balancer",
        "start_execution",
    ]
    sees: Literal["invoked", "received"] = Field(description="A run of a function, or a message in a queue.")


class ConnectionKind(Frozen):
    """One file of the catalogue. `source` and `target` are block names, from the file's name.

    `terraform` and `cloudformation` are templates for what belongs to the edge alone (a Lambda permission, an event
    source mapping). They see `source`, `target` and `edge`; CloudFormation gives a YAML map of resources.
    """

    source: str
    target: str
    meaning: str = Field(description="Sentence part, source first: `invokes the function for each new object`.")
    label: str = Field(description="A word or two on the arrow: `invoke`, `SQL`, `HTTPS`.")
    flow: Literal["request", "event", "data", "control"] = Field(description="How the diagram draws it.")
    planned: Planned | None = None
    probe: Probe | None = Field(default=None, description="How `worker/trial` tries it; none: by its permissions.")
    iam: list[Grant] = Field(default_factory=list)
    ports: list[Port] = Field(default_factory=list)
    environment: list[Variable] = Field(default_factory=list)
    slots: list[SlotEntry] = Field(default_factory=list)
    terraform: str = ""
    cloudformation: str = ""
    alone: str = Field(
        default="",
        description="A word: the source has at most one connection with it. S3 refuses two notifications of one event.",
    )
