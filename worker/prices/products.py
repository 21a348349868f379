"""Reads what `pricing get-products` answers: a product as JSON, with tiers of On-Demand prices."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from worker.architecture.price import PriceListQuery

_REGION_PREFIX = re.compile(r"[A-Z]{2,4}\d?-|[a-z]{2}(-gov)?-[a-z]+-\d-")
"""`EUC1-` or `EU-` of `EUC1-NatGateway-Hours`, `eu-west-1-` of `eu-west-1-KMS-Keys`; us-east-1 mostly has none."""


class UnreadableProduct(Exception):
    """The price list answered in a form that this program does not know."""


class NoSinglePrice(Exception):
    """No product, or products with different prices, fit a query. The message says which and what to do."""


class NotListed(NoSinglePrice):
    """No product fits at all: the thing is not sold in the region, or the query is wrong."""


@dataclass(frozen=True)
class Product:
    """One product of the price list: its attributes, and USD for one unit by the number of units a tier begins at."""

    attributes: Mapping[str, str]
    tiers: tuple[tuple[float, float], ...]

    def is_used_as(self, usage_type: str) -> bool:
        """Whether this is its usage type, but for a region in front of it."""
        own = self.attributes.get("usagetype", "")
        prefix = own.removesuffix(usage_type)
        return own.endswith(usage_type) and (not prefix or _REGION_PREFIX.fullmatch(prefix) is not None)

    def usd(self, begin: float) -> float | None:
        """USD for one unit in the tier that begins at so many units; None where no tier does."""
        return next((usd for start, usd in self.tiers if start == begin), None)


def product_of(text: str) -> Product:
    """One entry of PriceList. Raises UnreadableProduct."""
    try:
        entry = json.loads(text)
        dimensions = [
            dimension
            for term in entry["terms"].get("OnDemand", {}).values()
            for dimension in term["priceDimensions"].values()
        ]
        tiers = sorted((float(d["beginRange"]), float(d["pricePerUnit"]["USD"])) for d in dimensions)
        return Product(entry["product"]["attributes"], tuple(tiers))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableProduct(f"a product of the price list has another form than expected: {error!r}") from error


def filters_of(query: PriceListQuery, value: str, region: str) -> list[dict[str, Any]]:
    """The filters that the price list itself applies. `usagetype` is ours: there it has a prefix for each region."""
    own = {name: text for name, text in query.filters.items() if name != "usagetype"}
    wanted = {name: text.replace("{each}", value).replace("{region}", region) for name, text in own.items()}
    if region and "{region}" not in "".join(own.values()) and not {"regionCode", "location"} & set(own):
        wanted["regionCode"] = region
    return [{"Type": "TERM_MATCH", "Field": name, "Value": text} for name, text in wanted.items()]


def single_price(products: Iterable[Product], query: PriceListQuery, value: str) -> float:
    """USD for one of the list's units. Raises NoSinglePrice."""
    usage_type = query.filters.get("usagetype", "").replace("{each}", value)
    fitting = [product for product in products if not usage_type or product.is_used_as(usage_type)]
    prices = {usd for product in fitting if (usd := product.usd(query.begin)) is not None}
    if len(prices) == 1:
        return prices.pop()
    if not fitting:
        raise NotListed("the price list has no product that fits the query")
    if not prices:
        raise NoSinglePrice(f"no tier begins at {query.begin:g} units; set `begin` to one that does")
    named = ", ".join(sorted({product.attributes.get("usagetype", "?") for product in fitting})[:4])
    raise NoSinglePrice(f"{len(prices)} different prices fit the query; narrow its filters (usage types: {named})")
