"""What the agent of one job works on: which model, how much of it, and what it came to."""

from dataclasses import dataclass, field

from jobs.agent_limits import Limits
from worker.agents.limits import Meter, Tally
from worker.agents.model_providers import Provider


@dataclass(frozen=True)
class Terms:
    """Of one attempt at one job. `warning` says why it is not the model that was chosen, else it is empty."""

    provider: Provider
    limits: Limits = field(default_factory=Limits)
    tally: Tally = field(default_factory=Tally)
    warning: str = ""

    def meter(self) -> Meter:
        """For an agent that runs on the provider."""
        return self.tally.meter(self.limits, self.provider.price)

    def meter_of(self, finisher: Provider) -> Meter:
        """For the one that finishes what the provider could not: limits that were reached do not hold for it."""
        return self.tally.meter(Limits(), finisher.price)
