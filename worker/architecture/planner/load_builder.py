"""What a load is put together with: nothing that is stated is changed, and each value says how it came about."""

from collections.abc import Callable

from worker.architecture.reading.numbers import HOURS_PER_MONTH
from worker.architecture.requirements import Measure, Quantity, Requirements

TIMES = "\u00d7"
SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600
PEAK_FACTOR = 4  # the busiest minute of an ordinary day has about four times the average load


def _is_assumed(quantity: Quantity, requirements: Requirements) -> bool:
    told = any(one.subject == quantity for one in requirements.assumptions)
    return told and quantity not in requirements.chosen


class Builder:
    """Quantities by name, with what the request states in place."""

    def __init__(self, requirements: Requirements) -> None:
        self.requirements = requirements
        self.values: dict[str, float] = {}
        self.reasons: dict[str, str] = {}
        self.stated: set[str] = set()
        for measure in requirements.measures:
            if measure.quantity not in self.values:
                self.values[measure.quantity] = measure.value
                chosen = "it was assumed" if _is_assumed(measure.quantity, requirements) else "you chose it"
                said = f"the request says “{measure.quote.text}”" if measure.quote.text else chosen
                self.reasons[measure.quantity] = said
                self.stated.add(measure.quantity)

    def stated_measure(self, name: Quantity) -> Measure | None:
        """The first one that the request states, with its words."""
        return next((measure for measure in self.requirements.measures if measure.quantity == name), None)

    def derive(self, name: str, source: str, method: Callable[[float], float], reason: str) -> None:
        """Of another quantity, where that is known and this is not."""
        if name not in self.values and source in self.values:
            self.values[name] = method(self.values[source])
            self.reasons[name] = reason.format(source=self.values[source])

    def assume(self, name: str, value: float, reason: str) -> None:
        """Where nothing else gave it."""
        if name not in self.values:
            self.values[name], self.reasons[name] = value, reason
