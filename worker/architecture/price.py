"""A price dimension: its form stands in `block.yaml`, its amounts in `prices.yaml` beside it."""

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from worker.architecture.model import Frozen, OptionValue

Factor = str | float | dict[str, dict[str, float]]
"""Of a quantity: an option's name, a number, `hours_per_month` (730), or `{option: {value: factor}}`, as in
`{multi_az: {"true": 2, "false": 1}}`."""


class PriceListQuery(Frozen):
    """Which product of the AWS Price List this dimension is: `pricing get-products` with these filters."""

    service: str = Field(description="Service code: `AmazonRDS`.")
    filters: dict[str, str] = Field(
        default_factory=dict,
        description="Attribute → value, `{each}` being the option's value. `location` or `regionCode` is added.",
    )
    begin: float = Field(default=0, description="Of a tiered price, the tier that begins at this many units.")
    divide: float = Field(default=1, description="Where the list counts other units than we: GB for TB is 1024.")


class Price(Frozen):
    """One price dimension. The monthly amount is product(quantity) / per · usd[region]."""

    id: str
    title: str
    unit: str
    quantity: list[Factor] = Field(min_length=1)
    each: str = Field(default="", description="An option: every value of it has a unit price of its own.")
    per: float = Field(default=1, description="How many units the price is for: 1000000 requests.")
    free: float = Field(default=0, description="Units a month that cost nothing and do not expire.")
    when: dict[str, list[OptionValue]] = Field(
        default_factory=dict, description="Applies only where each option has one of these values."
    )
    query: PriceListQuery | None = Field(default=None, description="How `worker.prices refresh` finds it.")
    source: str
    date: datetime.date = Field(description="When the amounts were read; from prices.yaml.")
    method: str = Field(default="", description="How they were read; from prices.yaml.")
    usd: dict[str, float] = Field(default_factory=dict, description="Region → USD, where there is no `each`.")
    usd_each: dict[str, dict[str, float]] = Field(
        default_factory=dict, description="Value of the option `each` → region → USD."
    )

    def regions(self, value: OptionValue | None = None) -> dict[str, float]:
        """Region → USD for this value of the option `each`; empty where no price is recorded."""
        return self.usd_each.get(_key(value) if value is not None else "", {}) if self.each else self.usd


HOURS_PER_MONTH = 730  # 8,760 hours a year / 12, as the AWS Pricing Calculator counts


def factor_of(factor: Factor, options: Mapping[str, OptionValue]) -> tuple[str, float]:
    """Name ("" for a number) and value of one factor of a quantity. Raises KeyError for an option that is not there."""
    if isinstance(factor, dict):
        (name, values), *_ = factor.items()
        return name, values[_key(options[name])]
    if not isinstance(factor, str):
        return "", float(factor)
    if factor == "hours_per_month":
        return factor, float(HOURS_PER_MONTH)
    value = options[factor]
    return factor, float(value) if isinstance(value, int | float) else 0.0


def _key(value: OptionValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def with_amounts(form: dict[str, Any], amounts: dict[str, Any]) -> dict[str, Any]:
    """The dimension of block.yaml with the amounts of prices.yaml (`{date, method, usd: {id: …}}`)."""
    usd = amounts.get("usd", {}).get(form.get("id"), {})
    known = {"date": amounts.get("date"), "method": amounts.get("method", "")}
    return {**form, **known, "usd_each" if form.get("each") else "usd": usd}
