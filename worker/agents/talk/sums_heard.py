"""Reads a sum from words: what is moved over which line, what grows how fast, which rate in which period."""

import re
from dataclasses import dataclass

from worker.architecture.reading.numbers import (
    DURATION,
    NUMBER,
    PERIOD,
    SIZE,
    gigabytes_of,
    is_article,
    minutes_of,
    number_of,
    period_of,
    times_per_month,
)

MONTH_MINUTES = 43_200
"""As `minutes_of` counts a month."""
_MEGA = {"k": 1e-3, "m": 1.0, "g": 1e3, "t": 1e6}
_SPEED = re.compile(
    NUMBER + r"[\s-]*(?:(?P<prefix>[kmgt])(?P<kind>i?bits?|bps|b)(?:\s*(?:/|per |p)\s*s(?:ec(?:ond)?s?)?)?|"
    r"(?P<gig>gig(?:abit)?s?)(?=\s+(?:line|link|connection|uplink|internet|fibre|fiber)))(?![a-z])",
    re.IGNORECASE,
)
_IS_SPEED = re.compile(r"bit|bps|/\s*s|per s|ps$|gig", re.IGNORECASE)
_SIZE = re.compile(NUMBER + r"\s*" + SIZE, re.IGNORECASE)
_SIZE_RATE = re.compile(_SIZE.pattern + r"\s*(?:(?:of|more|new|extra) \w+ )?" + PERIOD, re.IGNORECASE)
_RATE = re.compile(NUMBER + r"[\s-]*(?P<what>(?:[a-z]+[\s-]+){0,2}?[a-z]*)\s*" + PERIOD, re.IGNORECASE)
_SHORT_RATE = re.compile(NUMBER + r"\s*(?P<short>[rtq]ps)\b", re.IGNORECASE)
_ANY_PERIOD = re.compile(PERIOD, re.IGNORECASE)
_SHORT = re.compile(r"\b[rtq]ps\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:after|over|in|for|within|during)\s+(?:the (?:next|first|coming) )?" + NUMBER + r"\s*" + DURATION,
    re.IGNORECASE,
)
_PERCENT = re.compile(NUMBER + r"\s*(?:%|percent|per cent)\s*" + PERIOD, re.IGNORECASE)
_UNIT_SIZE = re.compile(
    _SIZE.pattern + r"\s+(?:each|apiece|a piece|per (?:item|file|record|row|event|message))\b|"
    r"\b(?:of|at|is|are|being|takes?|has)\s+(?:about |around |ca\.? )?(?P<of>[\d.,]+\s*[kmg]i?b(?:ytes?)?)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\b(?:an?|each|every|one|per|the average)\s+(?P<item>[a-z]+)\s+(?:is|has|takes?|of|with|being|weighs?|needs?)\s+"
    r"(?:about |around |roughly |ca\.? )?(?P<size_said>[\d.,]+\s*[kmg]i?b(?:ytes?)?)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:keep|kept|store[ds]?|retain\w*|retention|archiv\w+)\b[^.;!?]{0,40}?\b(?P<time>\d+\s+(?:days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\b(?:how (?:long|many (?:hours|days|weeks|minutes))|transfer time|time to|takes?)\b", re.I)
_STORES = re.compile(
    r"\b(?:grow\w*|stor(?:e[sd]?|age|ing)|data|backups?|keep|kept|accumulat\w*|adds? up|space|disk|archive|"
    r"how much is (?:that|it))\b",
    re.IGNORECASE,
)
_TRAFFIC = re.compile(
    r"\b(?:egress|outbound|traffic|bandwidth|data[- ]transfer|transfer(?:red)? out|(?:sent|going|goes|leaves?) out|"
    r"downloads?|downloaded)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:costs?|pay|price\w*|bill|money|spend|expensive|charged?)\b|[$€£]", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:how|what|which|time|convert|calculate|work out)\b|\?", re.IGNORECASE)


@dataclass(frozen=True)
class Move:
    """So many GB over a line of so many Mbit/s."""

    gigabytes: float
    megabits: float


@dataclass(frozen=True)
class Traffic:
    """So many GB a month out to the internet, at a price."""

    gigabytes: float


@dataclass(frozen=True)
class Growth:
    """So many GB at first, so many more a month for so many months, or so many percent more a month."""

    start_gb: float
    monthly_gb: float
    months: float
    percent: float = 0
    items: str = ""

    @property
    def end_gb(self) -> float:
        """Without anything deleted."""
        grown: float = self.start_gb * (1 + self.percent / 100) ** self.months
        return grown + self.monthly_gb * self.months


@dataclass(frozen=True)
class Rate:
    """So many of something in a period, asked for in another one."""

    amount: float
    what: str
    period: str
    wanted: str


Sum = Move | Traffic | Growth | Rate


def sum_of(words: str) -> Sum | None:
    """The sum that the words ask for, where they hold all that it takes."""
    if not _ASKS.search(words):
        return None
    return _move(words) or _traffic(words) or _growth(words) or _rate(words)


def _speeds(words: str) -> list[re.Match[str]]:
    return [one for one in _SPEED.finditer(words) if one["digits"] and _IS_SPEED.search(one[0])]


def _move(words: str) -> Move | None:
    speeds = _speeds(words)
    if len(speeds) != 1 or not _TAKES.search(words):
        return None
    speed = speeds[0]
    rest = f"{words[: speed.start()]} ; {words[speed.end() :]}"
    sizes = [one for one in _SIZE.finditer(rest) if one["digits"]]
    if len(sizes) != 1 or not number_of(speed):
        return None
    megabits = number_of(speed) * (1e3 if speed["gig"] else _MEGA[speed["prefix"].lower()])
    # `MB/s` are bytes, `Mb/s` and `mbps` bits.
    bytes_meant = not speed["gig"] and (speed["kind"] == "B" or speed["kind"] == "Bps")
    return Move(gigabytes_of(sizes[0], number_of(sizes[0])), megabits * (8 if bytes_meant else 1))


def _traffic(words: str) -> Traffic | None:
    if not (_TRAFFIC.search(words) and _MONEY.search(words)) or _speeds(words):
        return None
    sizes = [one for one in _SIZE.finditer(words) if one["digits"]]
    if len(sizes) != 1:
        return None
    rate = _SIZE_RATE.search(words)
    times = times_per_month(period_of(rate) or "month") if rate else 1
    return Traffic(gigabytes_of(sizes[0], number_of(sizes[0])) * times)


def _growth(words: str) -> Growth | None:
    over = [one for one in _OVER.finditer(words) if not is_article(one)]
    if not over or not _STORES.search(words) or _speeds(words):
        return None
    months = minutes_of(over[-1], number_of(over[-1])) / MONTH_MINUTES
    months = round(months * 360 / 365, 6) if over[-1]["duration"].lower().startswith("y") else months
    rest = words.replace(over[-1][0], " ; ")
    rate = _SIZE_RATE.search(rest)
    without = rest.replace(rate[0], " ; ") if rate else rest
    if rate is None and (counted := _counted(rest)):
        return Growth(0, counted[0], months, items=counted[1])
    start = next((gigabytes_of(one, number_of(one)) for one in _SIZE.finditer(without) if one["digits"]), 0.0)
    percent = _PERCENT.search(rest)
    if rate:
        monthly = gigabytes_of(rate, number_of(rate)) * times_per_month(period_of(rate) or "month")
        return Growth(start, monthly, months)
    if percent and start:
        each = number_of(percent) / 100
        monthly_percent = ((1 + each) ** times_per_month(period_of(percent) or "month") - 1) * 100
        return Growth(start, 0, months, monthly_percent)
    return None


def _counted(words: str) -> tuple[float, str] | None:
    """`6 million tickets a week at 2 KB each`: GB a month, and what they are."""
    unit, rate = _UNIT_SIZE.search(words), _RATE.search(words)
    size = _SIZE.search(unit["of"] or unit[0]) if unit else None
    if unit is None or size is None or rate is None or rate.start() <= unit.start() < rate.end():
        return None
    each = gigabytes_of(size, number_of(size))
    monthly = number_of(rate) * times_per_month(period_of(rate) or "month")
    items = f"{number_of(rate):,.0f} {rate['what'].strip()} a {period_of(rate)} of {size[0]} each"
    return monthly * each, items


def with_request(words: str, request: str) -> str:
    """`How much storage is that if a ticket is 2 KB?` with the `9 million tickets a week` of the request in it."""
    match = _ITEM.search(words)
    if match is None or not _STORES.search(words):
        return ""
    item = match["item"].lower().removesuffix("s")
    rate = next((one for one in _RATE.finditer(request) if item in one["what"].lower()), None)
    if rate is None:
        return ""
    asked, kept = _OVER.search(words), _KEPT.search(request)
    over = asked[0] if asked else f"for {kept['time']}" if kept else "for 1 year"
    return f"How much storage are {rate[0].strip()} of {match['size_said']} {over}?"


def _rate(words: str) -> Rate | None:
    """Only where no money is asked for, and the periods are two."""
    if _MONEY.search(words) or _SIZE.search(words):
        return None
    short = list(_SHORT_RATE.finditer(words))
    plain = [one for one in _RATE.finditer(words) if not any(one.start() == other.start() for other in short)]
    found = [one for one in (*short, *plain) if one["digits"] or one["spelled_times"]]
    if len(found) != 1:
        return None
    rate = found[0]
    is_short = "short" in rate.groupdict()
    rest = f"{words[: rate.start()]} ; {words[rate.end() :]}"
    wanted = [period_of(one) or "" for one in _ANY_PERIOD.finditer(rest)] + ["second" for _ in _SHORT.finditer(rest)]
    period = "second" if is_short else period_of(rate) or ""
    if len(wanted) != 1 or wanted[0] == period:
        return None
    what = "requests" if is_short else re.sub(r"\s+", " ", rate["what"]).strip(" -")
    asked = re.search(r"\bhow many ([a-z]+)", words, re.IGNORECASE)
    return Rate(number_of(rate), what or (asked[1] if asked else ""), period, wanted[0])
