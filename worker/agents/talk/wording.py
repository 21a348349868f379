"""Numbers, money and lists as people write them."""

from collections.abc import Sequence

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
