"""Numbers and periods as people write them: `1,5 million`, `50k`, `per day`, `2 TB`."""

import re

# Thousands separators or plain, with a multiplier: `1,000,000`, `1 000`, `1.5 million`, `10k`, `ten thousand`.
_WORDS = {
    "a": 1.0,
    "an": 1.0,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "twelve": 12.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "hundred": 100.0,
    "half a": 0.5,
}
_MULTIPLIERS = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "mil": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "hundred": 1e2,
    "hundred thousand": 1e5,
}
# Nothing of a word or a longer number before it (`EC2 requests`), and no more digits than a float holds exactly.
_DIGITS = (
    r"(?<![^\W_])(?<!\d[.,])(?:\d{1,3}(?:[,'\u2019 \u00a0\u202f]\d{3}){1,4}(?!\d)(?:\.\d{1,6})?|"
    r"\d{1,15}(?!\d)(?:\.\d{1,6})?)"
)
_SPELLED = "|".join(sorted(_WORDS, key=len, reverse=True))
_TIMES = "hundred thousand|hundred|thousand|million|billion|mio|mil|mn|bn|[kmb]"
NUMBER = (
    rf"(?:(?P<digits>{_DIGITS})(?:\s*(?P<times>{_TIMES})\b)?\+?|"
    rf"\b(?P<spelled>{_SPELLED})\b(?!\s+few\b|\s+couple\b)(?:[\s-]+(?P<spelled_times>{_TIMES})\b)?)"
)
"""A regular expression with the groups that `number_of` reads. Use with IGNORECASE."""

EACH_NUMBER = re.sub(r"\(\?P<(digits|times|spelled|spelled_times)>", r"(?P<\1_each>", NUMBER)
"""A second number of the same pattern; `number_of(match, "_each")` reads it."""

HOURS_PER_MONTH = 730.0  # as AWS prices: 8,760 hours a year / 12
DAYS_PER_MONTH = HOURS_PER_MONTH / 24
_PER_MONTH = {
    "second": HOURS_PER_MONTH * 3600,
    "minute": HOURS_PER_MONTH * 60,
    "hour": HOURS_PER_MONTH,
    "day": DAYS_PER_MONTH,
    "night": DAYS_PER_MONTH,
    "week": DAYS_PER_MONTH / 7,
    "month": 1.0,
    "year": 1 / 12,
}
_PERIODS = {
    "seconds": "second",
    "sec": "second",
    "secs": "second",
    "s": "second",
    "minutes": "minute",
    "min": "minute",
    "mins": "minute",
    "hours": "hour",
    "hr": "hour",
    "hrs": "hour",
    "h": "hour",
    "hourly": "hour",
    "days": "day",
    "d": "day",
    "daily": "day",
    "nightly": "night",
    "weeks": "week",
    "weekly": "week",
    "wk": "week",
    "months": "month",
    "monthly": "month",
    "mo": "month",
    "mth": "month",
    "years": "year",
    "yearly": "year",
    "annually": "year",
    "yr": "year",
    "yrs": "year",
    "y": "year",
    "annum": "year",
}
PERIOD = (
    r"(?:(?:(?:per|an?|each|every)\b|/|p\.)\s*(?P<period>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|night|weeks?|wk|"
    r"months?|mth|mo|years?|yr|annum|s|h|d)\b|(?P<adverb>hourly|daily|nightly|weekly|monthly|yearly|annually)\b)"
)
DURATION = r"(?P<duration>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|s|h|d|m)\b"
SIZE = r"(?P<size>[kmgtp]i?b(?:ytes?)?|(?:kilo|mega|giga|tera|peta)bytes?)\b"
_GB = {"k": 1e-6, "m": 1e-3, "g": 1.0, "t": 1e3, "p": 1e6}


def number_of(match: re.Match[str], which: str = "") -> float:
    """The value of a NUMBER match: `2.5 million` → 2500000.0. `which` is `_each` for an EACH_NUMBER."""
    groups = match.groupdict()
    if digits := groups.get(f"digits{which}"):
        value, times = float(re.sub(r"[,\s'\u2019\u00a0\u202f]", "", digits)), groups.get(f"times{which}")
    else:
        value, times = _WORDS[groups[f"spelled{which}"].lower()], groups.get(f"spelled_times{which}")
    return value * _MULTIPLIERS[times.lower()] if times else value


def is_article(match: re.Match[str]) -> bool:
    """Is the number only the `a` of `a user`? (The `a` of `a million` is a one.)"""
    groups = match.groupdict()
    return (groups.get("spelled") or "").lower() in ("a", "an") and not groups.get("spelled_times")


def period_of(match: re.Match[str]) -> str | None:
    """`second`, `minute`, `hour`, `day`, `night`, `week`, `month`, `year`, or None where none was given."""
    groups = match.groupdict()
    word = groups.get("period") or groups.get("adverb")
    return _period(word) if word else None


def unit_of(match: re.Match[str]) -> str:
    """What the group `unit` stands for: `secs` → `second`."""
    return _period(match["unit"])


def times_per_month(period: str) -> float:
    """How often a period comes in a month of 730 hours."""
    return _PER_MONTH[period]


def minutes_of(match: re.Match[str], value: float) -> float:
    """A DURATION in minutes. A month is 30 days, a year 365: retention is written that way."""
    word = match["duration"].lower()
    unit = "minute" if word == "m" else _period(word)
    return (
        value
        * {
            "second": 1 / 60,
            "minute": 1.0,
            "hour": 60.0,
            "day": 1440.0,
            "week": 10080.0,
            "month": 43200.0,
            "year": 525600.0,
        }[unit]
    )


def gigabytes_of(match: re.Match[str], value: float) -> float:
    """A SIZE in GB (10⁹ bytes; GiB is taken as GB, as AWS bills do)."""
    return value * _GB[match["size"][0].lower()]


def _period(word: str) -> str:
    return _PERIODS.get(word.lower(), word.lower())
