"""Will the limits hold: what each part of a design uses of its limits at the peak, and what to have raised."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from worker.agents.talk.design_answers import limits
from worker.agents.talk.designs import Design
from worker.agents.talk.facts import page_of
from worker.agents.talk.load_answers import MONTH_SECONDS
from worker.agents.talk.told import Citation, Told
from worker.agents.talk.wording import bullets, listed, number, plain
from worker.architecture.model import Component
from worker.architecture.planner.load_requests import REQUESTS_OF_A_RUSH
from worker.architecture.reading.numbers import NUMBER, PERIOD, number_of, period_of, times_per_month
from worker.architecture.reading.rush import read_rush

PEAK = 5
"""The busiest second has so many times the average, where nobody says."""
TIGHT, FULL = 80, 100  # percent
SMALL = 1  # percent: not worth a line
MOST = 8
ASIDE = ("sns_topic", "kms_key", "secrets_manager_secret")
"""Called by the design itself, not by whom it serves."""
SERVED = ("requests_per_month", "messages_per_month", "records_per_month", "events_per_month", "queries_per_month")
"""Usage options that say how often somebody calls."""
OF_A_SIZE = ("compute", "database", "analytics")
_PER_MONTH = "_per_month"
_SHORT_PERIODS = ("second", "minute", "hour")
_RATE = re.compile(NUMBER + r"[\s-]*(?:(?:[a-z]+[\s-]+){0,3}?" + PERIOD + r"|(?P<short>[rtq]ps)\b)", re.IGNORECASE)
_PEAK = re.compile(r"\bpeaks?\b|\bspikes?\b|\bbursts?\b|\bat most\b|\bbusiest\b|\brush\b", re.IGNORECASE)
QUOTAS = Citation(
    "Service Quotas", "https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html"
)


@dataclass(frozen=True)
class Peak:
    """Calls a second at the busiest time, and who says so."""

    rate: float
    why: str


@dataclass(frozen=True)
class Gauge:
    """What one part uses of one limit."""

    part: Component
    used: float
    limit: float
    form: dict[str, Any]

    @property
    def percent(self) -> float:
        """Of the limit; more than a hundred does not hold."""
        return self.used / self.limit * 100


def headroom(design: Design, asked: str = "") -> Told:
    """Used, limit and percent of every limit that the load comes near, at the peak that is stated or assumed."""
    calls = _calls_a_second(design)
    peak = _peak(design, asked, calls)
    found = sorted(_gauges(design, peak.rate / calls if calls else 1), key=lambda one: -one.percent)
    if not found or not calls:
        return limits(design)
    near = [one for one in found if one.percent >= SMALL][:MOST] or found[:2]
    servers = _of_a_size(design, peak.rate)
    text = (
        f"{_verdict(found, bool(servers))} At the peak, {number(round(peak.rate, 2))} calls a second ({peak.why}):\n\n"
    )
    text += bullets([_line(one, design) for one in near])
    if len(found) > len(near):
        text += f"\n- and {len(found) - len(near)} more, used by less."
    text += "".join(f"\n\n{one}" for one in (_to_raise(found, design), servers) if one)
    pages = dict.fromkeys(page_of(design.catalogue.block(one.part.block)) for one in near)
    return Told(text, (*tuple(pages)[:5], QUOTAS))


def has_rate(words: str) -> bool:
    """Do the words hold a rate by the second, the minute or the hour?"""
    return any(_is_rate(one) for one in _RATE.finditer(words))


def _peak(design: Design, asked: str, calls: float) -> Peak:
    for words, who in ((asked, "as you ask"), (_stated(design.requirements.request), "as you said")):
        rates = [_a_second(one) for one in _RATE.finditer(words) if _is_rate(one)]
        if rates:
            return Peak(max(rates), who)
    if rush := read_rush(asked) or read_rush(design.requirements.request):
        rate = rush.people * REQUESTS_OF_A_RUSH / rush.seconds
        return Peak(rate, f"“{rush.quote.text}”, {REQUESTS_OF_A_RUSH} requests of each in {rush.seconds:g} seconds")
    return Peak(
        calls * PEAK,
        f"assumed: {PEAK} times the average of {number(round(calls, 2))}; say “a peak of 500 per second” for your own",
    )


def _stated(request: str) -> str:
    """The sentences that speak of a peak."""
    return " ".join(one for one in re.split(r"(?<=[.;!?])\s+|\n", request) if _PEAK.search(one))


def _is_rate(match: re.Match[str]) -> bool:
    return bool(match["digits"] or match["spelled_times"]) and (
        bool(match["short"]) or period_of(match) in _SHORT_PERIODS
    )


def _a_second(match: re.Match[str]) -> float:
    period = "second" if match["short"] else period_of(match) or "second"
    return number_of(match) * times_per_month(period) / MONTH_SECONDS


def _calls_a_second(design: Design) -> float:
    """On average, at the busiest of the parts that somebody calls."""
    monthly = [
        _usage(one, name, design)
        for one in design.architecture.components
        if one.block not in ASIDE
        for name in SERVED
        if name in design.catalogue.block(one.block).options
    ]
    return max(monthly, default=0) / MONTH_SECONDS


def _usage(part: Component, name: str, design: Design) -> float:
    value = part.options.get(name, design.catalogue.block(part.block).options[name].default)
    return float(value) if isinstance(value, int | float) else 0


def _gauges(design: Design, peak_factor: float) -> list[Gauge]:
    found = []
    for part in design.architecture.components:
        for form in gauge_forms().get(part.block, ()):
            if _fed_by(part, form.get("unless_from", ()), design):
                continue
            used = 1.0
            for name in form["load"]:
                value = _usage(part, name, design)
                used *= value / MONTH_SECONDS * peak_factor if name.endswith(_PER_MONTH) else value
            limit = _usage(part, form["option"], design) if "option" in form else form["limit"]
            limit = form.get("regions", {}).get(design.architecture.region, limit)
            if limit > 0:
                found.append(Gauge(part, used / form.get("per", 1), limit, form))
    return found


def _fed_by(part: Component, blocks: Sequence[str], design: Design) -> bool:
    sources = {one.source for one in design.architecture.connections if one.target == part.id}
    return any(one.id in sources and one.block in blocks for one in design.architecture.components)


@cache
def gauge_forms() -> dict[str, list[dict[str, Any]]]:
    """Block → its gauges, as gauges.yaml has them."""
    forms: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        Path(__file__).with_name("gauges.yaml").read_text(encoding="utf-8")
    )
    return forms


def _verdict(found: list[Gauge], has_servers: bool) -> str:
    fixed = [one for one in found if "each" not in one.form]
    over = [one for one in fixed if one.percent > FULL]
    if over:
        names = list(dict.fromkeys(one.part.name for one in over))
        return f"**No, not as it stands**: {listed(names)} would be throttled."
    tight = [one for one in fixed if one.percent > TIGHT]
    if tight:
        return "**Barely.**"
    return "**No published limit is in the way.**" if has_servers else "**Yes.**"


def _line(one: Gauge, design: Design) -> str:
    names = [f"{number(_usage(one.part, name, design))} ms" for name in one.form["load"] if name.endswith("_ms")]
    how = f", each taking {names[0]}" if names else ""
    share = f"{one.percent:,.0f} %" if one.percent >= SMALL else f"under {SMALL} %"
    line = f"**{one.part.name}**: {_short(one.used)} of {number(one.limit)} {one.form['of']}{how}: **{share}**"
    if "each" in one.form and one.percent > FULL:
        many = math.ceil(one.percent / 100)
        return f"{line}, so it takes at least {many:,} {one.form['each']}."
    return f"{line}."


def _short(value: float) -> str:
    return number(round(value)) if value >= 10 else f"{value:.2g}"


def _to_raise(found: list[Gauge], design: Design) -> str:
    """What to ask AWS for, and what to set in the design."""
    lines = []
    for one in found:
        if one.percent <= TIGHT or "each" in one.form:
            continue
        wanted = number(_rounded_up(one.used * 1.5))
        title = design.catalogue.block(one.part.block).title
        if "option" in one.form:
            lines.append(f"set {plain(one.form['option'])} of {one.part.name} to {wanted} or more")
        elif one.form.get("raised"):
            lines.append(f"ask in Service Quotas for {wanted} {one.form['of']} of {title}, some days ahead")
        else:
            lines.append(f"spread the load of {one.part.name}: that limit is fixed")
    return f"To do before: {listed(lines)}." if lines else ""


def _rounded_up(value: float) -> float:
    """Two digits that count."""
    step = 10 ** max(math.floor(math.log10(value)) - 1, 0) if value >= 1 else 1
    return math.ceil(value / step) * step


def _of_a_size(design: Design, rate: float) -> str:
    """Servers have no published rate: what each has to take, and that only a test tells."""
    parts = [
        one
        for one in design.architecture.components
        if one.block not in gauge_forms()
        and design.catalogue.block(one.block).category in OF_A_SIZE
        and design.catalogue.block(one.block).placement in ("private_subnets", "data_subnets", "public_subnets")
    ]
    if not parts:
        return ""
    counted = [_each_takes(one, rate, design) for one in parts]
    told = "".join(f" {one}" for one in counted if one)
    it, verb = ("it takes", "has") if len(parts) == 1 else ("they take", "have")
    names = listed([one.name for one in parts])
    return f"{names} {verb} a size and no published rate: only a load test tells what {it}.{told}"


def _each_takes(part: Component, rate: float, design: Design) -> str:
    """`5,000 a second are 2,500 for each of 2, and 500 at its maximum of 10.`"""
    options = design.catalogue.block(part.block).options
    least, most = (_usage(part, name, design) if name in options else 0 for name in ("desired_count", "maximum_count"))
    if not least:
        return ""
    grown = f", {_short(rate / most)} at its maximum of {number(most)}" if most > least else ""
    return f"{part.name}: {_short(rate)} calls a second are {_short(rate / least)} for each of {number(least)}{grown}."
