"""The estimate as data: lines, components, what drives it, what a commitment saves and what is missing."""

import datetime
from typing import Literal

from pydantic import Field

from worker.architecture.model import Assumption, Frozen

Basis = Literal["recorded", "estimated"]
"""`recorded`: the amount was read for this region. `estimated`: that of another region times a ratio of regions."""


class CostLine(Frozen):
    """One price of one component."""

    component: str
    block: str
    title: str
    quantity: float = Field(description="Billed units a month, free units taken off.")
    unit: str
    unit_price_usd: float = Field(description="USD for `per` units.")
    per: float
    monthly_usd: float = Field(description="Expected.")
    low_usd: float = Field(default=0, description="With the low end of the usage, and of an estimated price.")
    high_usd: float = Field(default=0, description="With the high end of both.")
    formula: str = Field(description="How the quantity came about: factors by name, then the unit price.")
    usage: tuple[str, ...] = Field(
        default=(), description="The assumptions it hangs on, by their subject: `api.requests_per_month`."
    )
    source: str
    date: datetime.date
    method: str = Field(default="", description="How the price was read.")
    basis: Basis = "recorded"
    price_region: str = Field(description="Whose price it is; another than the estimate's where none is recorded.")
    note: str = ""


class ComponentCost(Frozen):
    """The lines of one component together."""

    component: str
    block: str
    name: str
    monthly_usd: float
    low_usd: float = 0
    high_usd: float = 0
    share_percent: float


class NotPriced(Frozen):
    """Something that costs, or may, and is not in the total."""

    component: str
    what: str


class Sensitivity(Frozen):
    """What another quantity does to the total: a driver of the cost, and how hard it drives."""

    component: str
    quantity: str = Field(
        description="The assumption or option, `database.storage_gb`; `database, how many` where it only runs or not."
    )
    titles: tuple[str, ...] = Field(description="The lines that move with it.")
    monthly_usd: float = Field(description="Those lines together.")
    share_percent: float
    half_more_usd: float = Field(description="What 50 % more of it adds to the total a month.")
    half_more_percent: float
    double_usd: float = Field(description="What twice as much adds.")
    double_percent: float
    elasticity: float = Field(description="Percent of the total for one percent of the quantity, around +50 %.")


class Saving(Frozen):
    """What AWS takes off a component's On-Demand price for a commitment of a year, nothing paid upfront."""

    component: str
    name: str
    monthly_usd: float = Field(description="Saved a month.")
    percent: float
    source: str
    date: datetime.date
    method: str = ""


class CostEstimate(Frozen):
    """An estimate before tax, in USD a month, at public on-demand prices."""

    currency: str = "USD"
    region: str
    monthly_usd: float = Field(description="Expected.")
    low_usd: float = Field(default=0, description="Every line at its low end.")
    high_usd: float = Field(default=0, description="Every line at its high end.")
    yearly_usd: float
    estimated_share_percent: float = Field(default=0, description="Of the total, with no price recorded in the region.")
    lines: tuple[CostLine, ...]
    components: tuple[ComponentCost, ...] = Field(description="Dearest first.")
    drivers: tuple[CostLine, ...] = Field(description="The dearest lines, at most five.")
    sensitivities: tuple[Sensitivity, ...] = Field(default=(), description="Of the drivers, the largest first.")
    savings: tuple[Saving, ...] = ()
    not_priced: tuple[NotPriced, ...] = ()
    assumptions: tuple[Assumption, ...] = Field(default=(), description="The usage that the estimate counts on.")
    budget_usd_per_month: float | None = None
    conflict: str = Field(default="", description="A sentence, where the estimate is above the budget.")
    prices_from: datetime.date | None = Field(default=None, description="The oldest price used.")
