"""Compares the recorded amounts with the price list, and takes over what it says."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost.regions import REFERENCE_REGION
from worker.architecture.price import GLOBAL, Price, text_of
from worker.prices.amounts_file import AmountsFile, Provenance, read, write
from worker.prices.price_list import PriceList
from worker.prices.products import NoSinglePrice, NotListed, single_price

LARGE = 0.5  # a price that moves by more than half is more often a wrong query than AWS's doing
METHOD = "read from the AWS Price List API"
_ALIKE = 1e-6


@dataclass(frozen=True)
class Change:
    """An amount that the price list has otherwise, or that was not recorded (`old` is None then)."""

    block: str
    price: str
    value: str
    region: str
    old: float | None
    new: float

    @property
    def percent(self) -> float | None:
        """From old to new; None where there was none, or nothing."""
        return 100 * (self.new / self.old - 1) if self.old else None

    @property
    def large(self) -> bool:
        """More than half up or down, or from or to nothing."""
        if self.old is None:
            return False
        return not self.old or not self.new or abs(self.new / self.old - 1) > LARGE


@dataclass(frozen=True)
class Problem:
    """A dimension that could not be looked up, and why."""

    block: str
    price: str
    value: str
    region: str
    why: str


class Refresh:
    """One run. Nothing is written before `save`, so that a run that fails half-way changes no file."""

    def __init__(self, catalogue: Catalogue, price_list: PriceList, today: datetime.date) -> None:
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self.looked_up = 0
        self.not_sold = 0
        self._folder = catalogue.folder / "blocks"
        self._price_list = price_list
        self._provenance = Provenance(today, METHOD)
        self._files: dict[str, AmountsFile] = {}
        self._orders: dict[str, tuple[str, ...]] = {}

    def look_up(self, block: Block, regions: Sequence[str]) -> None:
        """Every dimension of the block that has a query. Raises PriceListUnavailable."""
        queried = [price for price in block.prices if price.query]
        if not queried:
            return
        self._orders[block.name] = tuple(price.id for price in block.prices)
        file = self._files[block.name] = read(self._folder / block.name / "prices.yaml")
        for price in queried:
            for value, region in _cells(block, price, file, regions):
                self._look_up_cell(block.name, price, value, region)

    def refused(self) -> list[str]:
        """Blocks with a large change."""
        return sorted({change.block for change in self.changes if change.large})

    def save(self, *, accept_large: bool) -> list[str]:
        """Write prices.yaml of every block that was looked up, but not of refused ones. Returns the blocks written."""
        refused = [] if accept_large else self.refused()
        written = [block for block in self._files if block not in refused]
        for block in written:
            write(self._folder / block / "prices.yaml", self._files[block], self._orders[block])
        return written

    def _look_up_cell(self, block: str, price: Price, value: str, region: str) -> None:
        file = self._files[block]
        old = file.amounts.get(price.id, {}).get(value, {}).get(region)
        try:
            new = amount_of(self._price_list, price, value, region)
        except NoSinglePrice as error:
            if isinstance(error, NotListed) and old is None and region != REFERENCE_REGION:
                self.not_sold += 1
            else:
                self.problems.append(Problem(block, price.id, value, region, str(error)))
            return
        self.looked_up += 1
        if old is None or abs(new - old) > _ALIKE * max(abs(old), abs(new)):
            self.changes.append(Change(block, price.id, value, region, old, new))
        file.set(price.id, value, region, new, self._provenance)


def _cells(block: Block, price: Price, file: AmountsFile, regions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every value that is recorded or that the option takes, so that a new size gets its price too."""
    recorded = file.amounts.get(price.id, {})
    choices = block.options[price.each].choices or [] if price.each else [""]
    for value in dict.fromkeys([*recorded, *map(text_of, choices)]):
        for region in [GLOBAL] if GLOBAL in recorded.get(value, {}) else regions:
            yield value, region


def amount_of(price_list: PriceList, price: Price, value: str, region: str) -> float:
    """USD for `per` of our units. Raises NoSinglePrice and PriceListUnavailable."""
    query = price.query
    if query is None:
        raise NoSinglePrice("the dimension has no query")
    products = price_list.products(query, value, REFERENCE_REGION if region == GLOBAL else region)
    if not products and region == GLOBAL:
        products = price_list.products(query, value, "")
    return float(f"{single_price(products, query, value) * price.per / query.divide:.10g}")
