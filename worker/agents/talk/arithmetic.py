"""Answers sums that architects are asked: each with its formula, what it assumes, and what follows from it."""

import math

from worker.agents.talk.facts import page_of
from worker.agents.talk.sums_heard import Growth, Move, Rate, Traffic, sum_of
from worker.agents.talk.told import Citation, Told
from worker.agents.talk.wording import bullets, money, number
from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost.quantity import billed
from worker.architecture.cost.regions import unit_price
from worker.architecture.reading.numbers import times_per_month

LINE_SHARE = 0.8
"""Of a line's rate that a transfer gets: protocols take some, and a line is seldom empty."""
LONG_HOURS = 7 * 24
PEAK = 5
SNOWBALL = Citation("AWS Snowball", "https://docs.aws.amazon.com/snowball/latest/developer-guide/whatisedge.html")


def worked_out(words: str, region: str, catalogue: Catalogue) -> Told:
    """The sum that the words ask for; what a sum needs where they hold none."""
    match sum_of(words):
        case Move() as move:
            return _moved(move, region, catalogue)
        case Traffic() as traffic:
            return _traffic(traffic, region, catalogue)
        case Growth() as growth:
            return _grown(growth, region, catalogue)
        case Rate() as rate:
            return _converted(rate)
        case _:
            return Told(
                "A sum needs its numbers: “how long do 40 TB take over 500 Mbit/s?”, “2 million a month per second”."
            )


def _moved(move: Move, region: str, catalogue: Catalogue) -> Told:
    hours = move.gigabytes * 8_000 / move.megabits / 3600
    usual = hours / LINE_SHARE
    text = (
        f"{_size(move.gigabytes)} over {_line(move.megabits)} take about **{_hours(usual)}**.\n\n"
        f"- Formula: {number(move.gigabytes)} GB \u00d7 8,000 Mbit ÷ {number(move.megabits)} Mbit/s ÷ {LINE_SHARE:.0%} "
        f"= {number(round(usual * 3600))} seconds.\n"
        f"- Assumed: {LINE_SHARE:.0%} of the line is yours, all day; with all of it {_hours(hours)}. "
        "1 GB is 10⁹ bytes. Many small files take longer."
    )
    sync = catalogue.block("datasync_task")
    price = next((one for one in sync.prices if one.usd), None)
    cost = ""
    if price:
        unit = unit_price(price, price.usd, region, sync.category)
        about = ", estimated" if unit.basis == "estimated" else ""
        cost = f" ({money(unit.usd * move.gigabytes)} for the copy in {region}{about})"
    if usual <= LONG_HOURS:
        told = f"That is short enough for the line: {sync.title} copies and checks it{cost}."
        return Told(f"{text}\n\n{told}", (page_of(sync),))
    need = move.gigabytes * 8_000 / (LONG_HOURS * 3600) / LINE_SHARE
    told = (
        f"To be done in a week, the line would have to carry {_line(need)}: a Direct Connect of that size, with "
        f"{sync.title} to copy and check{cost}. Else the data goes by device (AWS Snowball), which is ordered by hand; "
        "see first whether it is offered to your account and in your region. What changes meanwhile is copied after."
    )
    return Told(f"{text}\n\n{told}", (page_of(sync), SNOWBALL))


def _converted(rate: Rate) -> Told:
    monthly = rate.amount * times_per_month(rate.period)
    wanted = monthly / times_per_month(rate.wanted)
    what = rate.what or "of them"
    text = (
        f"{number(rate.amount)} {what} a {rate.period} are **{_few(wanted)} a {rate.wanted}** on average.\n\n"
        f"- Formula: {number(rate.amount)} \u00d7 {_few(times_per_month(rate.period))} ÷ "
        f"{_few(times_per_month(rate.wanted))} (how often a {rate.period} and a {rate.wanted} come in a month).\n"
        "- Assumed: a month of 730 hours, as AWS bills; the load spread evenly."
    )
    if rate.wanted in ("second", "minute"):
        text += (
            f"\n\nIt never is: if the busiest time has {PEAK} times the average, design for "
            f"{_few(wanted * PEAK)} a {rate.wanted}. Say your own peak, and I count with that."
        )
    return Told(text)


def _grown(growth: Growth, region: str, catalogue: Catalogue) -> Told:
    store = catalogue.block("s3_bucket")
    end = growth.end_gb
    start = f"{number(growth.start_gb)} GB"
    if growth.percent:
        formula = f"{start} \u00d7 (1 + {growth.percent:.3g} %)^{growth.months:.4g} months"
    else:
        begins = f"{start} + " if growth.start_gb else ""
        formula = f"{begins}{_few(growth.monthly_gb)} GB a month \u00d7 {growth.months:.4g} months"
    of = f" ({growth.items})" if growth.items else ""
    monthly, told = _priced(store, "storage_gb", end, region)
    text = (
        f"After {growth.months:.4g} months that is **{_size(end)}**{of}.\n\n"
        f"- Formula: {formula} = {_few(end)} GB.\n"
        "- Assumed: nothing is deleted, compressed or copied; a month of 730 hours.\n"
        f"- Kept in {store.title}, Standard, the last month costs about **{money(monthly)}** in {region}{told}; "
        "backups, copies and old versions come on top."
    )
    return Told(text, _pages(store, "storage_gb"))


def _traffic(traffic: Traffic, region: str, catalogue: Catalogue) -> Told:
    option = "transfer_gb_per_month"
    api, edge = catalogue.block("http_api"), catalogue.block("cloudfront_distribution")
    direct, told = _priced(api, option, traffic.gigabytes, region)
    cached, _ = _priced(edge, option, traffic.gigabytes, region)
    lines = [
        f"Straight from {region}: **{money(direct)} a month**{told}. {_tiers(api, option, traffic.gigabytes, region)}",
        f"Through {edge.title}: **{money(cached)} a month** at the prices of North America and Europe; what it fetches "
        f"from AWS itself costs no transfer. {_tiers(edge, option, traffic.gigabytes, region)}",
        "Assumed: all of it goes to the internet, in one account that sends nothing else; data that comes in is free. "
        "Between zones, regions or over a NAT gateway other prices hold.",
    ]
    text = f"{_size(traffic.gigabytes)} a month out to the internet:\n\n{bullets(lines)}"
    return Told(text, tuple(dict.fromkeys((*_pages(api, option), *_pages(edge, option)))))


def _priced(block: Block, option: str, amount: float, region: str) -> tuple[float, str]:
    """USD of the tiers for so much of an option, and how sure the price is."""
    total, estimated = 0.0, False
    for price in block.prices:
        if price.quantity == [option] and price.usd and not price.when:
            unit = unit_price(price, price.usd, region, block.category)
            total += billed(price, amount) * unit.usd / price.per
            estimated |= unit.basis == "estimated" and billed(price, amount) > 0
    return total, " (estimated, since no price is recorded for this region)" if estimated else ""


def _tiers(block: Block, option: str, amount: float, region: str) -> str:
    """`4,900 GB` times `$0.09`, for each tier that is reached."""
    terms, free = [], 0.0
    for price in block.prices:
        if price.quantity == [option] and price.usd and not price.when and billed(price, amount):
            usd = unit_price(price, price.usd, region, block.category).usd
            terms.append(f"{_few(billed(price, amount))} GB \u00d7 {money(usd)}")
        free += price.free if price.quantity == [option] else 0
    gratis = f", the first {number(free)} GB being free" if free else ""
    return f"Formula: {' + '.join(terms) or '0'}{gratis}."


def _pages(block: Block, option: str) -> tuple[Citation, ...]:
    sources = dict.fromkeys(price.source for price in block.prices if price.quantity == [option])
    return tuple(Citation(f"{block.title}: pricing", source) for source in list(sources)[:1])


def _few(value: float) -> str:
    """Three digits that count, `0.76`, `131,507`."""
    if value >= 1000 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.{max(2 - math.floor(math.log10(value)), 0)}f}" if value > 0 else "0"


def _size(gigabytes: float) -> str:
    for unit, many in (("PB", 1e6), ("TB", 1e3), ("GB", 1.0), ("MB", 1e-3)):
        if gigabytes >= many:
            return f"{gigabytes / many:,.4g} {unit}"
    return f"{gigabytes * 1e6:,.3g} KB"


def _line(megabits: float) -> str:
    return f"{megabits / 1000:,.3g} Gbit/s" if megabits >= 1000 else f"{megabits:,.3g} Mbit/s"


def _hours(hours: float) -> str:
    if hours < 1:
        return f"{max(hours * 60, 0.1):.2g} minutes"
    return f"{hours:.2g} hours" if hours < 48 else f"{hours / 24:,.3g} days"
