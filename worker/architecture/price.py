"""A price dimension: its form stands in `block.yaml`, its amounts in `prices.yaml` beside it."""

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from worker.architecture.model import Frozen, OptionValue

Factor = str | float | dict[str, dict[str, float]]
"""Of a quantity: an option's name (of a list, how many it has), a number, `hours_per_month` (730), or
`{option: {value: factor}}`, as in `{multi_az: {"true": 2, "false": 1}}`."""

Group = Literal["servers", "compute", "storage", "database", "requests", "transfer"]
"""Prices that move alike from region to region; see regional_price_index.yaml."""

GLOBAL = "global"
"""In place of a region: the amount that AWS publishes for every commercial region alike."""


class PriceListQuery(Frozen):
    """Which product of the AWS Price List this dimension is: `pricing get-products` with these filters."""

    service: str = Field(description="Service code: `AmazonRDS`.")
    filters: dict[str, str] = Field(
        default_factory=dict,
        description="Attribute → value, `{each}` being the option's value and `{region}` the region. Without "
        "`{region}`, `regionCode` is added. A `usagetype` is written without its region: `NatGateway-Hours` also fits "
        "`EUC1-NatGateway-Hours`.",
    )
    begin: float = Field(default=0, description="Of a tiered price, the tier that begins at this many units.")
    divide: float = Field(default=1, description="Where the list counts other units than we: GB for TB is 1024.")


class Commitment(Frozen):
    """What AWS takes off for a year's commitment without an upfront payment."""

    name: str = Field(description="`Compute Savings Plan`, `Reserved instance`.")
    percent: float = Field(gt=0, lt=100, description="Off the On-Demand price, in us-east-1.")
    source: str
    date: datetime.date
    method: str = Field(default="", description="How the percentage was obtained.")


class Record(Frozen):
    """Where some of a dimension's amounts were read, if not where the rest were."""

    regions: list[str] = Field(default_factory=list, description="Empty: every region.")
    date: datetime.date
    method: str


class Price(Frozen):
    """One price dimension. The monthly amount is product(quantity) / per · usd[region]."""

    id: str
    title: str
    unit: str
    quantity: list[Factor] = Field(min_length=1)
    each: str = Field(default="", description="An option: every value of it has a unit price of its own.")
    per: float = Field(default=1, description="How many units the price is for: 1000000 requests.")
    free: float = Field(default=0, description="Units a month that cost nothing and do not expire.")
    after: float = Field(default=0, description="Of a later tier: units a month that other dimensions price.")
    up_to: float | None = Field(default=None, description="Units a month at which this tier ends.")
    pool: str = Field(
        default="",
        description="The account counts free units and tiers over all components that name it; by default over "
        "those of the same block.",
    )
    group: Group | None = Field(default=None, description="By default told by the unit and the block's category.")
    when: dict[str, list[OptionValue]] = Field(
        default_factory=dict, description="Applies only where each option has one of these values."
    )
    unless_from: list[str] = Field(
        default_factory=list,
        description="Blocks. Costs nothing where one of them connects to the component, as CloudFront to an origin.",
    )
    commitment: Commitment | None = None
    query: PriceListQuery | None = Field(default=None, description="How `worker.prices refresh` finds it.")
    source: str
    date: datetime.date = Field(description="When the amounts were read; from prices.yaml.")
    method: str = Field(default="", description="How they were read; from prices.yaml.")
    recorded: list[Record] = Field(default_factory=list, description="Exceptions from both; from prices.yaml.")
    usd: dict[str, float] = Field(default_factory=dict, description="Region → USD, where there is no `each`.")
    usd_each: dict[str, dict[str, float]] = Field(
        default_factory=dict, description="Value of the option `each` → region → USD."
    )

    def regions(self, value: OptionValue | None = None) -> dict[str, float]:
        """Region → USD for this value of the option `each`; empty where no price is recorded."""
        return self.usd_each.get(text_of(value) if value is not None else "", {}) if self.each else self.usd

    def record(self, region: str) -> "Record | Price":
        """When and how the amount for this region was read: an exception, or the dimension itself."""
        own = (record for record in self.recorded if not record.regions or region in record.regions)
        return next(own, self)

    def amounts(self) -> dict[str, dict[str, float]]:
        """Value of the option `each` → region → USD; the value is "" where there is no `each`."""
        return self.usd_each if self.each else {"": self.usd}


HOURS_PER_MONTH = 730  # 8,760 hours a year / 12, as the AWS Pricing Calculator counts


def factor_of(factor: Factor, options: Mapping[str, OptionValue]) -> tuple[str, float]:
    """Name ("" for a number) and value of one factor of a quantity. Raises KeyError for an option that is not there."""
    if isinstance(factor, dict):
        (name, values), *_ = factor.items()
        return name, values[text_of(options[name])]
    if not isinstance(factor, str):
        return "", float(factor)
    if factor == "hours_per_month":
        return factor, float(HOURS_PER_MONTH)
    value = options[factor]
    if isinstance(value, list):
        return factor, float(len(value))
    return factor, float(value) if isinstance(value, int | float) else 0.0


def text_of(value: OptionValue) -> str:
    """An option's value as the keys of the YAML files write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def with_amounts(form: dict[str, Any], amounts: dict[str, Any]) -> dict[str, Any]:
    """The dimension of block.yaml with the amounts of prices.yaml.

    prices.yaml is `{date, method, usd: {id: …}, recorded: [{prices: [id], regions: […], date, method}]}`; `recorded`
    stands only for what was read at another time or in another way than the rest.
    """
    usd = amounts.get("usd", {}).get(form.get("id"), {})
    records = [
        {key: value for key, value in record.items() if key != "prices"}
        for record in amounts.get("recorded") or []
        if form.get("id") in record["prices"]
    ]
    known = {"date": amounts.get("date"), "method": amounts.get("method", ""), "recorded": records}
    return {**form, **known, "usd_each" if form.get("each") else "usd": usd}
