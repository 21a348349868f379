"""How much of a price dimension a component uses a month: expected, and between what ends."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from worker.architecture.block import Block
from worker.architecture.model import OptionValue
from worker.architecture.price import Price, factor_of

Ends = tuple[float, float, float]
"""Low, expected and high."""


@dataclass(frozen=True)
class Quantity:
    """Units a month before free ones are taken off."""

    factors: tuple[tuple[str, float], ...]
    units: Ends
    usage: tuple[str, ...]
    """Names of the options among the factors that are usage: only these make low and high differ."""

    @property
    def none(self) -> bool:
        """Whether the design has nothing of it, however much it is used: no replica, no endpoint."""
        return any(not value for name, value in self.factors if name not in self.usage)


def quantity_of(price: Price, options: Mapping[str, OptionValue], block: Block) -> Quantity:
    """Multiply the factors. Usage options spread as their `spread` says; independent ones seldom err together, so
    the logarithms of their spreads add up as the sides of a right angle do, not as lengths. Raises KeyError."""
    factors = tuple(factor_of(factor, options) for factor in price.quantity)
    expected = math.prod(value for _, value in factors)
    usage = tuple(dict.fromkeys(name for name, _ in factors if name in block.options and block.options[name].usage))
    if not usage:
        return Quantity(factors, (expected, expected, expected), usage)
    spreads = [block.options[name].spread for name in usage]
    low = _together([least for least, _ in spreads])
    high = _together([most for _, most in spreads])
    return Quantity(factors, (expected * low, expected, expected * high), usage)


def _together(spreads: list[float]) -> float:
    if any(spread <= 0 for spread in spreads):
        return 0.0
    direction = 1 if sum(math.log(spread) for spread in spreads) >= 0 else -1
    return math.exp(direction * math.hypot(*(math.log(spread) for spread in spreads)))


@dataclass
class Allowances:
    """How much of each pool of free units and tiers the components before have used up.

    AWS counts both for the account, so the second table of an architecture finds less of them than the first.
    """

    _used: dict[tuple[str, str, float], Ends] = field(default_factory=dict)

    def take(self, price: Price, block: str, units: Ends) -> Ends:
        """Units that were used before these; these are counted from now on."""
        if not _is_tiered(price):
            return (0.0, 0.0, 0.0)
        key = (price.pool, "", price.after) if price.pool else (block, price.id, price.after)
        before = self._used.get(key, (0.0, 0.0, 0.0))
        self._used[key] = (before[0] + units[0], before[1] + units[1], before[2] + units[2])
        return before


def billed(price: Price, units: float, before: float = 0.0) -> float:
    """Of `units`, used after `before` others, those that are in this tier and not free."""
    if not _is_tiered(price):
        return units
    start = max(price.after, price.free)
    end = math.inf if price.up_to is None else price.up_to
    return max(min(before + units, end) - max(before, start), 0.0)


def _is_tiered(price: Price) -> bool:
    return bool(price.free or price.after) or price.up_to is not None
