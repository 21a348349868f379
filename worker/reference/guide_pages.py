"""Pages about a block: its guide, and what its price pages and service level agreements say, made of its facts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.price import Price
from worker.reference.facts import Fact, where_clause

REGION = "us-east-1"
MOST_VALUES = 40
MOST_TITLES = 4
_SECTIONS = (
    ("quota", "Quotas"),
    ("sla", "Service level agreement"),
    ("recovery", "When a part of AWS fails"),
    ("limit", "Limits of CloudFormation properties"),
    ("option", "Options in Groundplan"),
)


@dataclass(frozen=True)
class SharedPage:
    """A public page that speaks of one or several blocks."""

    url: str
    kind: Literal["pricing", "sla"]
    blocks: tuple[str, ...]
    title: str
    context: str
    words: str
    body: str


def guide_page(block: Block, facts: Sequence[Fact]) -> str:
    """Markdown. It is our summary; the official page is named in it."""
    about = {fact["name"]: fact["text"] for fact in facts if fact["kind"] == "about"}
    lines = [f"# {block.title}", "", block.summary, "", f"Official documentation: {block.documentation}"]
    lines += ["", *(about[name] for name in ("scaling", "latency", "placement", "effort") if name in about)]
    for kind, heading in _SECTIONS:
        found = [fact for fact in facts if fact["kind"] == kind]
        if found:
            lines += ["", f"## {heading}", ""]
            lines += [f"- `{one['name']}`: {one['text']}" if kind == "option" else f"- {one['text']}" for one in found]
    resources = sorted({kind for kinds in block.resources.values() for kind in kinds})
    return "\n".join([*lines, "", "## Resource types", "", *(f"- `{kind}`" for kind in resources), ""])


def price_pages(catalogue: Catalogue) -> Iterator[SharedPage]:
    """One per public price page that prices of the catalogue were read from."""
    found: dict[str, list[tuple[Block, Price]]] = {}
    for block in catalogue.blocks.values():
        for price in block.prices:
            found.setdefault(price.source, []).append((block, price))
    for url, prices in found.items():
        blocks = {block.name: block for block, _ in prices}
        lines = [f"- {line}" for block, price in prices for line in _price_lines(block, price)]
        body = [f"# Prices in {REGION}, USD", "", f"Official price page: {url}", "", *lines]
        words = " ".join(("price pricing cost costs how much charge free tier", *(price.title for _, price in prices)))
        summary = f"Prices in {REGION}, as recorded in the catalogue: {', '.join(price.title for _, price in prices)}."
        yield SharedPage(
            url, "pricing", tuple(blocks), _title(blocks.values(), "pricing"), summary[:300], words, "\n".join(body)
        )


def agreement_pages(catalogue: Catalogue) -> Iterator[SharedPage]:
    """One per published service level agreement."""
    found: dict[str, dict[str, Block]] = {}
    for block in catalogue.blocks.values():
        for sla in block.slas:
            found.setdefault(sla.source, {})[block.name] = block
    for url, blocks in found.items():
        lines = [
            f"- {block.title}: {sla.monthly_percent:g} % a month{where_clause(sla.when)} (read {sla.date}). {sla.note}"
            for block in blocks.values()
            for sla in block.slas
            if sla.source == url
        ]
        body = ["# Service level agreement", "", f"Official agreement: {url}", "", *lines]
        words = "sla service level agreement availability uptime monthly percent"
        title = _title(blocks.values(), "service level agreement")
        yield SharedPage(url, "sla", tuple(blocks), title, lines[0][2:302], words, "\n".join(body))


def _title(blocks: Iterable[Block], what: str) -> str:
    titles = [block.title for block in blocks]
    return f"{', '.join(titles[:MOST_TITLES])}{' and others' if len(titles) > MOST_TITLES else ''}: {what}"


def _price_lines(block: Block, price: Price) -> Iterator[str]:
    for number, (value, regions) in enumerate(price.amounts().items()):
        if number == MOST_VALUES:
            yield f"{block.title}, {price.title}: and {len(price.amounts()) - number} more."
            return
        usd = regions.get(REGION, regions.get("global"))
        if usd is not None:
            per = f"{price.per:,.10g} {price.unit}" if price.per != 1 else price.unit
            free = f"; {price.free:,.10g} a month are free" if price.free else ""
            of = f" ({value})" if value else ""
            yield f"{block.title}, {price.title}{of}: {usd:.10g} USD per {per}{free}. Read {price.record(REGION).date}."
