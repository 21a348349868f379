"""What is recorded, what is estimated, and what a refresh could not look up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from worker.architecture.block import Block
from worker.architecture.cost.regions import unit_price
from worker.architecture.price import Price


@dataclass(frozen=True)
class Dimension:
    """One price of a block (of one value, where there is `each`), and its regions."""

    block: str
    price: Price
    value: str
    recorded: tuple[str, ...]
    estimated: tuple[str, ...]

    @property
    def name(self) -> str:
        """`rds_instance.server db.m7g.large`."""
        return f"{self.block}.{self.price.id} {self.value}".rstrip()


def coverage_of(blocks: Iterable[Block], regions: Sequence[str]) -> Iterator[Dimension]:
    """Every dimension, with which of these regions have a recorded amount and which an estimate."""
    for block in blocks:
        for price in block.prices:
            for value, amounts in price.amounts().items():
                if not amounts:
                    yield Dimension(block.name, price, value, (), ())
                    continue
                found = {region: unit_price(price, amounts, region, block.category) for region in regions}
                recorded = tuple(region for region, unit in found.items() if unit.basis == "recorded")
                estimated = tuple(region for region, unit in found.items() if unit.basis == "estimated")
                yield Dimension(block.name, price, value, recorded, estimated)
