"""What was understood of a request: typed, and each with the words it was read from."""

from typing import Literal

from pydantic import Field

from worker.architecture.model import Assumption, Frozen

Quantity = Literal[
    "users",
    "concurrent_users",
    "devices",
    "requests_per_second",
    "requests_per_month",
    "events_per_second",
    "events_per_month",
    "files_per_month",
    "storage_gb",
    "transfer_gb_per_month",
    "payload_kb",
    "retention_days",
    "latency_ms",
    "availability_percent",
    "rto_minutes",
    "rpo_minutes",
    "budget_usd_per_month",
]


FamilyName = Literal[
    "web_application",
    "http_api",
    "static_site",
    "file_processing",
    "data_lake",
    "event_streaming",
    "event_driven",
    "machine_learning",
    "generative_ai",
    "device_platform",
    "hybrid_network",
    "batch_processing",
    "container_platform",
    "named_services",
]


class Quote(Frozen):
    """The words of the request that something was read from. `start` counts characters."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


class Capability(Frozen):
    """Something the system must do: `relational_database`, `http_api`, `file_processing` …"""

    name: str
    quote: Quote


class NamedService(Frozen):
    """A service that the request names. `service` is the `service` of `block`, or "" where no block does its work."""

    service: str
    quote: Quote
    excluded: bool = False
    block: str = Field(default="", description="The block that the words point at, or that does the same work.")
    title: str = Field(default="", description="The service as its maker writes it.")
    note: str = Field(default="", description="How it is in every design, where no component stands for it.")
    why: str = Field(default="", description="Why no component stands for it, where none does its work.")
    substitute: bool = Field(default=False, description="The block is not the service named, but does the same work.")
    count: int = Field(default=1, ge=1, description="How many of it the request asks for: `three SQS queues`.")


class Measure(Frozen):
    """A number that the request gives, brought to the unit that its name says."""

    quantity: Quantity
    value: float
    quote: Quote


class Stated(Frozen):
    """A fact that the request states: region, compliance framework, environment, preference."""

    value: str
    quote: Quote


class Question(Frozen):
    """What matters and the request does not say; `assumed` is what was taken instead."""

    text: str
    assumed: str


class Conflict(Frozen):
    """Demands that cannot all be met, what was done about it, and what would resolve it."""

    message: str
    resolution: str
    quotes: tuple[Quote, ...] = ()

    def __str__(self) -> str:
        return f"{self.message} {self.resolution}"


class Requirements(Frozen):
    """The request, understood. What was not said is in `assumptions`; nothing is guessed in silence."""

    request: str
    purpose: str = Field(description="One line: what the system is for.")
    family: FamilyName
    family_quotes: tuple[Quote, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    services: tuple[NamedService, ...] = ()
    measures: tuple[Measure, ...] = ()
    region: Stated | None = None
    environment: Stated | None = None
    compliance: tuple[Stated, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    questions: tuple[Question, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    preferences: tuple[Stated, ...] = Field(
        default=(), description="How the team likes to work: `serverless`, `kubernetes`."
    )
    regions: tuple[Stated, ...] = Field(default=(), description="Every region the request names, the surest first.")
    chosen: dict[str, str] = Field(
        default_factory=dict,
        description="What the user put over an assumption, by its subject: `users`, `api.memory_mb`.",
    )

    def measure(self, quantity: Quantity) -> float | None:
        """The stated value, in the unit the quantity's name says, or None."""
        return next((m.value for m in self.measures if m.quantity == quantity), None)

    def has(self, capability: str) -> bool:
        """Was this capability asked for?"""
        return any(c.name == capability for c in self.capabilities)
