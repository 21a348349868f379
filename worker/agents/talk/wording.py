"""Numbers, money and lists as people write them."""

import math
import re
from collections.abc import Sequence

MANY_TIMES = 3
"""From so many times on, a factor says more than percent."""
_UNITS = {
    "_gb": "GB",
    "_kb": "KB",
    "_mb": "MB",
    "_ms": "ms",
    "_mbps": "MB/s",
    "_days": "days",
    "_minutes": "minutes",
    "_percent": "%",
}
_PLAIN_NAMES = {
    "payload": "message size",
    "transfer": "data sent out",
    "nat": "traffic through NAT",
    "cross zone": "traffic between zones",
    "budget": "budget a month",
    "infrequent": "rarely read storage",
    "archive": "archived storage",
    "duration": "run time",
    "desired count": "copies at work",
    "minimum count": "least copies",
    "maximum count": "most copies",
    "rto": "recovery time",
    "rpo": "data loss at most",
}
PLACEMENTS = {
    "global": "global, in no one region",
    "edge": "at the edge, in AWS's points of presence",
    "regional": "regional, outside your network",
    "network": "your network itself",
    "public_subnets": "in public subnets of a VPC",
    "private_subnets": "in private subnets of a VPC",
    "data_subnets": "in subnets of a VPC without a way out",
}
EFFORTS = {
    1: "nothing to run",
    2: "sizes or versions to choose",
    3: "capacity to watch and maintenance windows",
    4: "servers of your own to patch",
    5: "a platform of your own to run",
}


def money(usd: float) -> str:
    """`$1,234`, `$12.30`, `$0.20`, `$0.0000167`."""
    if abs(usd) >= 100:
        return f"${usd:,.0f}"
    if abs(usd) >= 0.1 or usd == 0:
        return f"${usd:,.2f}"
    return f"${usd:.10f}".rstrip("0") if abs(usd) < 0.0001 else f"${usd:.4g}"


def signed(usd: float) -> str:
    """`+$12.00`, `-$3.50`."""
    return f"{'-' if usd < 0 else '+'}{money(abs(usd))}"


def number(value: float) -> str:
    """`1,000,000`, `2.5`."""
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 1000 else f"{value:g}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def bullets(lines: Sequence[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {line}" for line in lines)


def plain(word: str) -> str:
    """`tens_of_milliseconds` as words."""
    return word.replace("_", " ")


def sentence(words: str) -> str:
    """With a capital letter and an end."""
    words = words.strip()
    return (words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", ":")) else ".")) if words else ""


def per_units(count: float, unit: str) -> str:
    """`1,000,000 requests`, `hour`, `GB-month`."""
    if count == 1:
        return unit[:-1] if unit.endswith("s") and not unit.endswith("ss") else unit
    head, space, rest = unit.partition(" ")
    plural = head if head.endswith("s") or head.isupper() or "-" in head else f"{head}s"
    return f"{number(count)} {plural}{space}{rest}"


def quantity_name(option: str) -> tuple[str, str]:
    """The words of an option or a measure, and its unit: `transfer_gb_per_month` → `data sent out a month`, `GB`."""
    monthly = option.endswith("_per_month")
    name = option.removesuffix("_per_month").removesuffix("_usd")
    unit = next((one for end, one in _UNITS.items() if name.endswith(end)), "GB" if re.match(r"gb\b|gb_", name) else "")
    if unit and not name.startswith("gb"):
        name = name[: name.rindex("_")]
    name = {"gb": "data", "gb_in": "data in", "gb_out": "data out"}.get(name, name)
    words = _PLAIN_NAMES.get(plain(name), plain(name))
    words = re.sub(r" per (?=second|minute|hour|day)", " a ", words)
    return f"{words}{' a month' if monthly and not words.endswith(' a month') else ''}", unit


def twice_as(words: str) -> str:
    """`twice as many messages a month`, `twice as much storage`."""
    head = words.partition(" a month")[0].partition(" of ")[0]
    many = any(word.endswith("s") and not word.endswith("ss") for word in (head.split()[0], head.split()[-1]))
    return f"twice as {'many' if many else 'much'} {words}"


def in_relation(before: float, after: float) -> str:
    """`, +12 %`, `, 40 times as much`; empty where there was nothing before or nothing moves."""
    if before <= 0:
        return ""
    times = after / before
    if times >= MANY_TIMES:
        return f", {times:,.0f} times as much"
    percent = (times - 1) * 100
    return f", {percent:+.0f} %" if abs(percent) >= 0.5 else ""


def uptime(percent: float) -> str:
    """With two digits of what is missing: `99.84`, `99.995`."""
    missing = 100 - percent
    if missing <= 0:
        return "100"
    return f"{percent:.{max(1 - math.floor(math.log10(missing) + 1e-9), 0)}f}".rstrip("0").rstrip(".")


def in_a_sentence(name: str) -> str:
    """A component's name inside a sentence: `HTTP API` and `API function` keep their capitals, `Data` does not."""
    return " ".join(word.lower() if word[1:].islower() or len(word) == 1 else word for word in name.split())


def with_article(words: str) -> str:
    """`an event stream`, `a web application`."""
    return f"{'an' if re.match(r'[aeio]|u(?!ni|se)|HTTP|ML|S3|SQ', words) else 'a'} {words}"


def span_of_minutes(minutes: float) -> str:
    """`90 minutes`, `24 hours`, `3 days`."""
    if minutes < 120:
        return f"{minutes:g} minute{'' if minutes == 1 else 's'}"
    return f"{minutes / 60:g} hours" if minutes < 2880 else f"{minutes / 1440:g} days"
