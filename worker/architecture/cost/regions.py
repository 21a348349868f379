"""The unit price in a region: as recorded, or that of another region times a ratio of recorded prices."""

import datetime
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from worker.architecture.block import Category
from worker.architecture.cost.model import Basis
from worker.architecture.model import Frozen
from worker.architecture.price import GLOBAL, Group, Price
from worker.architecture.yaml_file import read_yaml

REFERENCE_REGION = "us-east-1"
INDEX = Path(__file__).parents[1] / "regional_price_index.yaml"
MARGIN = 0.15  # an estimated price is at least so uncertain, however well the recorded ones agree
MARGIN_UNKNOWN = 0.3  # and so much where nothing of its kind is recorded in the region
_OTHER_PARTITIONS = ("us-gov-", "cn-", "us-iso", "eusc-")
_TRANSFER = re.compile(r"\b(transfer|traffic|internet|through|data out)\b", re.IGNORECASE)


class Ratio(Frozen):
    """What a group of prices is in a region, those of us-east-1 being 1."""

    ratio: float = Field(gt=0, description="Median.")
    low: float = Field(description="A tenth of the ratios is below this.")
    high: float = Field(description="A tenth is above.")
    prices: int = Field(description="How many recorded prices it was computed from.")


class RegionalIndex(Frozen):
    """regional_price_index.yaml; `python -m worker.prices index` computes it from the recorded prices."""

    date: datetime.date
    method: str
    groups: dict[Group, dict[str, Ratio]]


@dataclass(frozen=True)
class UnitPrice:
    """USD for `per` units, with its ends, and where it comes from."""

    usd: float
    low: float
    high: float
    region: str
    basis: Basis
    note: str = ""


@cache
def load_index() -> RegionalIndex:
    """Read the index once. Raises pydantic's ValidationError where the file is at fault."""
    return RegionalIndex.model_validate(read_yaml(INDEX))


def group_of(price: Price, category: Category) -> Group:
    """Which prices it moves with. An hour of a database's server moves like one of any other server."""
    if price.group:
        return price.group
    unit = price.unit.lower()
    if unit == "hours" and (price.each or category == "database"):
        return "servers"
    if category == "database":
        return "database"
    if "gb" in unit and "month" in unit:
        return "storage"
    if unit in {"gb", "tb"}:
        return "transfer" if _TRANSFER.search(price.title) else "requests"
    return "compute" if "hour" in unit or "second" in unit else "requests"


def unit_price(price: Price, amounts: dict[str, float], region: str, category: Category) -> UnitPrice:
    """The price in the region. `amounts` is region → USD and not empty."""
    recorded = amounts.get(region)
    if recorded is None and not region.startswith(_OTHER_PARTITIONS):
        recorded = amounts.get(GLOBAL)
    if recorded is not None:
        return UnitPrice(recorded, recorded, recorded, region, "recorded")
    known = next((name for name in (REFERENCE_REGION, GLOBAL) if name in amounts), "")
    if not known:
        return _of_another_region(amounts, region)
    group = group_of(price, category)
    ratio = load_index().groups.get(group, {}).get(region)
    if ratio is None:
        return _unknown(amounts[known], REFERENCE_REGION, region)
    usd = _rounded(amounts[known] * ratio.ratio)
    margin = MARGIN if ratio.prices > 1 else MARGIN_UNKNOWN
    return UnitPrice(
        usd,
        usd * min(1 - margin, ratio.low / ratio.ratio),
        usd * max(1 + margin, ratio.high / ratio.ratio),
        REFERENCE_REGION,
        "estimated",
        f"Estimated: the {REFERENCE_REGION} price \u00d7 {ratio.ratio:g}, the median ratio of the {group} prices that "
        f"are recorded for {region} ({ratio.prices}).",
    )


def _of_another_region(amounts: dict[str, float], region: str) -> UnitPrice:
    name = next(iter(amounts))
    return _unknown(amounts[name], name, region)


def _unknown(usd: float, known: str, region: str) -> UnitPrice:
    note = f"Estimated: the price of {known}, as none of its kind is recorded for {region}."
    return UnitPrice(usd, usd * (1 - MARGIN_UNKNOWN), usd * (1 + MARGIN_UNKNOWN), known, "estimated", note)


def _rounded(usd: float) -> float:
    """Four significant digits: an estimate does not know more."""
    return float(f"{usd:.4g}")
