"""Judges an option by what the request states: each demand in its words, what the option has, how near it comes."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from worker.architecture.alternatives.assessment import Assessment
from worker.architecture.availability import shown
from worker.architecture.model import Frozen
from worker.architecture.recovery import ScopeRecovery
from worker.architecture.requirements import Quantity, Requirements

HARD, SOFT = 3.0, 1.0
"""Weights: a figure or a framework that is demanded, and a wish."""

RESTART_MINUTES = 5
"""As long as containers take to start again: less than anyone calls an outage of a zone."""

MINUTES_PER_HOUR, MINUTES_PER_DAY = 60, 1440


class Verdict(Frozen):
    """One demand of the request and one option."""

    demand: str = Field(description="`availability_percent`, `compliance:hipaa`, `capability:low_cost`.")
    title: str
    words: str = Field(description="The request's own; empty where a person chose it elsewhere.")
    wanted: str
    has: str
    status: Literal["met", "not_met", "unknown"]
    degree: float = Field(ge=0, le=1, description="1: met; below it how near the option comes; unknown is 0.5.")
    weight: float


def verdicts(requirements: Requirements, option: Assessment, others: list[Assessment]) -> tuple[Verdict, ...]:
    """Every demand that the options of a comparison can differ in. `others` are all of its options."""
    figures = {
        "budget_usd_per_month": _budget,
        "availability_percent": _availability,
        "rto_minutes": _rto,
        "rpo_minutes": _rpo,
        "latency_ms": _latency,
    }
    found = [judge(requirements, option) for judge in figures.values()]
    return (
        *(verdict for verdict in found if verdict),
        *_compliance(requirements, option),
        *_wishes(requirements, option, others),
    )


def _figure(  # noqa: PLR0913 - a verdict is these things
    requirements: Requirements, quantity: Quantity, title: str, *, wanted: str, has: str, degree: float | None
) -> Verdict:
    measure = next(one for one in requirements.measures if one.quantity == quantity)
    status: Literal["met", "not_met", "unknown"] = "unknown" if degree is None else "met" if degree >= 1 else "not_met"
    near = 0.5 if degree is None else round(min(max(degree, 0.0), 1.0), 4)
    return Verdict(
        demand=quantity,
        title=title,
        words=measure.quote.text,
        wanted=wanted,
        has=has,
        status=status,
        degree=near,
        weight=HARD,
    )


def _budget(requirements: Requirements, option: Assessment) -> Verdict | None:
    budget = requirements.measure("budget_usd_per_month")
    if budget is None:
        return None
    cost = option.cost
    has = f"${cost.monthly_usd:,.2f} expected, ${cost.high_usd:,.2f} at the high end"
    degree = 1.0 if cost.monthly_usd <= budget else budget / cost.monthly_usd
    wanted = f"at most ${budget:,.2f} a month"
    return _figure(requirements, "budget_usd_per_month", "Budget", wanted=wanted, has=has, degree=degree)


def _availability(requirements: Requirements, option: Assessment) -> Verdict | None:
    wanted = requirements.measure("availability_percent")
    if wanted is None:
        return None
    percent = option.availability.percent
    has = "no published SLA" if percent is None else f"{shown(percent)} % by published agreements"
    degree = None if percent is None else 1.0 if percent >= wanted else (100 - wanted) / (100 - percent)
    return _figure(requirements, "availability_percent", "Availability", wanted=f"{wanted:g} %", has=has, degree=degree)


def _rto(requirements: Requirements, option: Assessment) -> Verdict | None:
    wanted = requirements.measure("rto_minutes")
    if wanted is None:
        return None
    has = _scope(requirements, option).rto_minutes
    title = f"Recovery time, loss of a {_scope(requirements, option).scope}"
    return _within(requirements, "rto_minutes", title, wanted, has)


def _rpo(requirements: Requirements, option: Assessment) -> Verdict | None:
    wanted = requirements.measure("rpo_minutes")
    if wanted is None:
        return None
    has = _scope(requirements, option).rpo_minutes
    title = f"Data lost, loss of a {_scope(requirements, option).scope}"
    return _within(requirements, "rpo_minutes", title, wanted, has)


def _scope(requirements: Requirements, option: Assessment) -> ScopeRecovery:
    return option.recovery.region if requirements.has("multi_region") else option.recovery.zone


def _within(requirements: Requirements, quantity: Quantity, title: str, wanted: float, has: float) -> Verdict:
    degree = 1.0 if has <= wanted else wanted / has
    return _figure(requirements, quantity, title, wanted=f"at most {span(wanted)}", has=span(has), degree=degree)


def _latency(requirements: Requirements, option: Assessment) -> Verdict | None:
    wanted = requirements.measure("latency_ms")
    if wanted is None:
        return None
    shown = option.latency.latency.replace("_", " ")
    typical = option.latency.typical_ms
    degree = None if option.latency.latency == "none" else 1.0 if typical <= wanted else wanted / typical
    return _figure(requirements, "latency_ms", "Latency", wanted=f"{wanted:g} ms", has=shown, degree=degree)


def _compliance(requirements: Requirements, option: Assessment) -> Iterator[Verdict]:
    for stated in requirements.compliance:
        open_controls, judged = option.controls(stated.value)
        degree = 1 - open_controls / judged if judged else 0.5
        status: Literal["met", "not_met", "unknown"] = (
            "unknown" if not judged else "met" if not open_controls else "not_met"
        )
        yield Verdict(
            demand=f"compliance:{stated.value}",
            title=stated.value.upper().replace("-", " "),
            words=stated.quote.text,
            wanted="no control with an open finding",
            has=f"{open_controls} of {judged} controls with one" if judged else "not reviewed",
            status=status,
            degree=round(degree, 4),
            weight=HARD,
        )


def _wishes(requirements: Requirements, option: Assessment, others: list[Assessment]) -> Iterator[Verdict]:
    """What is wished for and shows in one figure, compared with the best option of the comparison."""
    cheapest = min(other.cost.monthly_usd for other in others)
    easiest = min(other.effort.points for other in others)
    zone = option.recovery.zone
    survives = zone.rto_minutes <= RESTART_MINUTES and zone.rpo_minutes == 0
    cost = option.cost.monthly_usd
    for capability in requirements.capabilities:
        if capability.name == "low_cost":
            degree = 1.0 if cost <= cheapest else cheapest / cost
            yield _wish("capability:low_cost", "Low cost", capability.quote.text, f"${cost:,.2f} a month", degree)
        if capability.name == "high_availability":
            has = f"{span(zone.rto_minutes)} away, {span(zone.rpo_minutes)} of data lost with a zone"
            degree = 1.0 if survives else 0.0
            yield _wish("capability:high_availability", "High availability", capability.quote.text, has, degree)
    for stated in requirements.preferences:
        if stated.value in EASY:
            degree = (easiest + 1) / (option.effort.points + 1)
            has = f"{option.effort.level} effort: {option.effort.why}"
            yield _wish(f"preference:{stated.value}", "Little to operate", stated.quote.text, has, degree)


EASY = ("serverless", "no_servers", "small_team", "managed_services")
"""Preferences that ask for little to operate."""


def _wish(demand: str, title: str, words: str, has: str, degree: float) -> Verdict:
    return Verdict(
        demand=demand,
        title=title,
        words=words,
        wanted="the best of the options" if demand != "capability:high_availability" else "goes on without a zone",
        has=has,
        status="met" if degree >= 1 else "not_met",
        degree=round(min(degree, 1.0), 4),
        weight=SOFT,
    )


def span(minutes: float) -> str:
    """`nothing`, `2 min`, `1.5 h`, `1 day`."""
    if minutes == 0:
        return "nothing"
    if minutes < MINUTES_PER_HOUR:
        return f"{minutes:g} min"
    if minutes < MINUTES_PER_DAY:
        return f"{minutes / MINUTES_PER_HOUR:.3g} h"
    days = minutes / MINUTES_PER_DAY
    return f"{days:.3g} day{'' if days == 1 else 's'}"
