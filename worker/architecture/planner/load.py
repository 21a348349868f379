"""The load a design is sized for: stated, else derived, else assumed, and always with the method."""

from dataclasses import dataclass

from worker.architecture.model import Assumption
from worker.architecture.planner.load_builder import Builder
from worker.architecture.planner.load_bytes import add_bytes
from worker.architecture.planner.load_events import add_events_and_files
from worker.architecture.planner.load_requests import add_calls, add_requests
from worker.architecture.requirements import Requirements

_CALLS = {
    "calls_per_month": "requests_per_month",
    "calls_gb_per_month": "transfer_gb_per_month",
    "calls_rps": "peak_rps",
}
"""What people ask of an API: all requests, unless those of the family come from things with another entrance."""
_TOLD_WHERE_USED = {*_CALLS, "accounts", "event_gb_per_month", "delivered_gb_per_month"}
"""The component that is sized by it tells it; elsewhere it would say nothing."""


@dataclass(frozen=True)
class Load:
    """Quantities by name. `reasons` says of each how it came about."""

    values: dict[str, float]
    reasons: dict[str, str]
    stated: frozenset[str]

    def value(self, name: str) -> float | None:
        """None where nothing is known of the quantity."""
        return self.values.get(self._known(name))

    def reason(self, name: str) -> str:
        """How the value came about. Raises KeyError where there is none."""
        return self.reasons[self._known(name)]

    def _known(self, name: str) -> str:
        return name if name in self.values else _CALLS.get(name, name)

    def assumptions(self) -> tuple[Assumption, ...]:
        """What was not stated, with the method."""
        return tuple(
            Assumption(
                subject=name, value=f"{value:,.6g}" if value < 1000 else f"{value:,.0f}", reason=self.reasons[name]
            )
            for name, value in self.values.items()
            if name not in self.stated and name not in _TOLD_WHERE_USED
        )


def load_of(requirements: Requirements) -> Load:
    """Derive every quantity that sizing and cost use. Nothing the request states is changed."""
    builder = Builder(requirements)
    add_requests(builder)
    add_events_and_files(builder)
    add_bytes(builder, requirements.family)
    if requirements.family == "device_platform":
        add_calls(builder)
    return Load(builder.values, builder.reasons, frozenset(builder.stated))
