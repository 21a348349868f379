"""Changes that a conversation offers with their price, each planned before it is offered."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobs.sheets import Sheet
from worker.agents.talk.changes import changed
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.told import Choice
from worker.agents.talk.wording import money, sentence, signed
from worker.architecture.errors import EngineError
from worker.architecture.revision import NothingToChange, UnclearInstruction

CENT = 0.005


@dataclass(frozen=True)
class Offer:
    """A change that can be made: what it brings in words, its instruction, and the design it comes to."""

    brings: str
    instruction: str
    usd: float
    """More a month; less than nothing where it saves."""
    after: Design

    @property
    def line(self) -> str:
        """With its price."""
        price = f"{signed(self.usd)} a month" if abs(self.usd) >= CENT else "at no cost"
        return f"{sentence(self.brings).rstrip('.')}: **{price}** (“{self.instruction}”)."

    @property
    def choice(self) -> Choice:
        """To see the whole of it before it is taken."""
        return Choice(self.brings[:1].upper() + self.brings[1:], f"What changes if we {self.instruction}?")


def offer(sheet: Sheet, brings: str, instruction: str, designs: Designs) -> Offer | None:
    """None where the engine has no way to do it, or it makes no difference."""
    try:
        before = designs.design(sheet)
        after = designs.design(changed(sheet, instruction, designs).sheet)
    except (EngineError, NothingToChange, UnclearInstruction):
        return None
    if before is None or after is None or before.requirements.family != after.requirements.family:
        return None
    old, new = before.architecture, after.architecture
    if (old.components, old.connections, old.region) == (new.components, new.connections, new.region):
        return None
    return Offer(brings, instruction, after.cost.monthly_usd - before.cost.monthly_usd, after)


def offers(sheet: Sheet, tries: Sequence[tuple[str, str]], designs: Designs) -> list[Offer]:
    """Those that can be had, of pairs of what it brings and its instruction."""
    return [made for brings, instruction in tries if (made := offer(sheet, brings, instruction, designs))]


def saved(usd: float) -> str:
    """`saves $12.00 a month`."""
    return f"saves **{money(usd)} a month**"
