"""What the catalogue knows of one service: what it is, limits, prices, uptime, growth, neighbours."""

from collections.abc import Callable, Sequence
from typing import Literal, get_args

from worker.agents.talk.subjects import Subject
from worker.agents.talk.told import Citation, Told, joined
from worker.agents.talk.wording import EFFORTS, PLACEMENTS, bullets, listed, money, number, per_units, plain, sentence
from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost.regions import unit_price
from worker.architecture.model import OptionValue
from worker.architecture.price import Price

Aspect = Literal[
    "what",
    "limits",
    "price",
    "uptime",
    "growth",
    "latency",
    "effort",
    "security",
    "compliance",
    "options",
    "neighbours",
]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
MOST_PRICES = 7
MOST_NEIGHBOURS = 14
MOST_OPTIONS = 8
SCOPE = Citation("AWS Services in Scope by Compliance Program", "https://aws.amazon.com/compliance/services-in-scope/")


def about(subject: Subject, aspects: Sequence[Aspect], region: str, catalogue: Catalogue) -> Told:
    """The aspects of a service, in the order asked; says so where the catalogue does not know it."""
    if not subject.block:
        return Told(_unknown(subject))
    block = catalogue.block(subject.block)
    head = ""
    if subject.substitute:
        head = f"{subject.title} has no block of its own in the catalogue; {block.title} does its work here. "
        head += f"{sentence(subject.note)} " if subject.note else ""
    parts = [_ASPECTS[aspect](block, region, catalogue) for aspect in dict.fromkeys(aspects)]
    told = joined(parts)
    return Told(head + told.text, (page_of(block), *told.citations))


def page_of(block: Block) -> Citation:
    """Its documentation."""
    return Citation(block.title, block.documentation)


def _unknown(subject: Subject) -> str:
    note = f" {sentence(subject.note)}" if subject.note else ""
    return f"**{subject.title}** is not in Groundplan's catalogue, so no design here has it as a component.{note}"


def _what(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    lines = [f"**{block.title}**: {sentence(block.summary)}", ""]
    facts = [f"Where it stands: {PLACEMENTS[block.placement]}."]
    if block.latency != "none":
        facts.append(f"A request usually waits {plain(block.latency)} on it.")
    if block.scaling:
        facts.append(f"Growth: {sentence(block.scaling)}")
    facts.append(f"To operate: {EFFORTS[block.effort]}.")
    if block.slas:
        facts.append(f"Uptime that AWS promises: {block.slas[0].monthly_percent:g} % a month.")
    if block.quotas:
        facts.append(f"Limits to know: {listed([quota.rstrip('.') for quota in block.quotas[:3]])}.")
    return Told("\n".join([*lines, bullets(facts)]))


def limits(block: Block, _region: str = "", _catalogue: Catalogue | None = None) -> Told:
    """Quotas, and the range of what may be set."""
    ranges = [
        f"{sentence(plain(name)).rstrip('.')}: {_range(option.minimum, option.maximum)} {option.unit}".strip()
        for name, option in block.options.items()
        if option.maximum is not None and not option.usage
    ]
    if not block.quotas and not ranges:
        return Told(f"The catalogue records no limits of {block.title}; its documentation has them.", (page_of(block),))
    text = f"**Limits of {block.title}**\n\n{bullets([*block.quotas, *ranges[:6]])}"
    if block.scaling:
        text += f"\n\nHow it grows: {sentence(block.scaling)}"
    return Told(text)


def _range(least: float | None, most: float | None) -> str:
    return (
        f"{number(least)} to {number(most)}"
        if least is not None and most is not None
        else f"at most {number(most or 0)}"
    )


def prices(block: Block, region: str, _catalogue: Catalogue | None = None) -> Told:
    """On-demand unit prices in the region, with their date and source."""
    if not block.prices:
        missing = f" Not priced: {listed([one.rstrip('.') for one in block.not_priced])}." if block.not_priced else ""
        return Told(f"**{block.title}** has no price of its own in the catalogue.{missing}")
    usual = [price for price in block.prices if not price.after]
    lines = [line for price in usual[:MOST_PRICES] if (line := _price(price, block, region))]
    text = f"**Price of {block.title}** in {region}, on demand, before tax\n\n{bullets(lines)}"
    if len(usual) > MOST_PRICES:
        text += f"\n- and {len(usual) - MOST_PRICES} more"
    if block.not_priced:
        text += f"\n\nNot in these: {'; '.join([one.rstrip('.') for one in block.not_priced[:3]])}."
    read = min(price.date for price in block.prices)
    text += f"\n\nRead on {read:%-d %B %Y} or later."
    if any(name.startswith(("requests_", "messages_")) for name in block.options):
        text += f" Say “size {block.names[0]} for 5 million requests a month” for a sum."
    sources = dict.fromkeys(price.source for price in usual)
    return Told(text, tuple(Citation(f"{block.title}: pricing", source) for source in list(sources)[:2]))


def _price(price: Price, block: Block, region: str) -> str:
    value = block.options[price.each].default if price.each else None
    amounts = price.regions(value)
    if not amounts:
        return ""
    unit = unit_price(price, amounts, region, block.category)
    each = f", {value}" if price.each else ""
    free = f"; the first {number(price.free)} a month are free" if price.free else ""
    guess = " (estimated for this region)" if unit.basis == "estimated" else ""
    return f"{price.title}{each}: {money(unit.usd)} per {per_units(price.per, price.unit)}{free}{guess}"


def _uptime(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    lines = []
    for sla in block.slas:
        when = listed([_condition(name, values) for name, values in sla.when.items()])
        note = f" ({sla.note.rstrip('.')})" if sla.note else ""
        lines.append(f"{sla.monthly_percent:g} % a month{f', {when}' if when else ''}{note}.")
    for fact in block.recovery:
        if not fact.when:
            lines.append(f"If a {fact.scope} fails: {sentence(fact.how)}")
    if not block.slas:
        lines.insert(0, "AWS publishes no service level agreement for it.")
    if not block.recovery and block.placement in ("global", "edge"):
        lines.append("It stands in no one region, so losing a zone or a region does not end it.")
    elif not block.recovery:
        lines.append("It is regional by design: losing one zone costs nothing, losing the region ends it.")
    sources = tuple(Citation(f"{block.title}: service level agreement", sla.source) for sla in block.slas[:1])
    return Told(f"**How available {block.title} is**\n\n{bullets(lines)}", sources)


def _condition(name: str, values: Sequence[OptionValue]) -> str:
    """`with multi az`, `without replica regions`, `instances 2 or 3`."""
    if list(values) in ([True], [False], [[]], [""]):
        return f"{'with' if values[0] is True else 'without'} {plain(name)}"
    return f"{plain(name)} {listed([str(one) for one in values], 'or')}"


def _growth(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    if not block.scaling:
        return Told(f"The catalogue says nothing of how {block.title} grows.")
    return Told(f"**How {block.title} grows**: {sentence(block.scaling)}")


def _latency(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    if block.latency == "none":
        return Told(f"No request waits for {block.title}: it is not on the way of an answer.")
    return Told(f"A request usually waits {plain(block.latency)} on {block.title}: a class, not a measurement.")


def _effort(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    return Told(f"Operating {block.title} is {block.effort} of 5: {EFFORTS[block.effort]}.")


def _security(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    settings = [
        sentence(option.description)
        for name, option in block.options.items()
        if any(word in name for word in ("encrypt", "tls", "public", "protection", "auth", "kms", "ssl"))
    ]
    fixed = [
        "It gets a role of its own with only the permissions of its connections." if block.roles else "",
        "A security group of its own opens only what connections need." if block.security_group else "",
        "Encryption with a key of yours: connect a KMS key." if "kms_keys" in block.slots else "",
    ]
    lines = [line for line in (*fixed, *settings[:5]) if line]
    where = f"Where it stands: {PLACEMENTS[block.placement]}."
    return Told(f"**Security of {block.title}** as Groundplan builds it\n\n{bullets([where, *lines])}")


def _compliance(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    text = (
        f"Whether {block.title} is in scope of HIPAA, PCI DSS, SOC, ISO or FedRAMP stands on AWS's list of services in "
        "scope; I have no copy of that list, so look there before you rely on it. What I can do: name the framework "
        "(“it must be HIPAA compliant”), and the design gets the controls that an architecture can show, each judged."
    )
    return Told(text, (SCOPE,))


def _options(block: Block, _region: str, _catalogue: Catalogue) -> Told:
    lines = [
        f"`{name}` (default {option.default}{f' {option.unit}' if option.unit else ''}): {sentence(option.description)}"
        for name, option in block.options.items()
        if not option.usage
    ]
    if not lines:
        return Told(f"There is nothing to set on {block.title}.")
    more = f"\n- and {len(lines) - MOST_OPTIONS} more" if len(lines) > MOST_OPTIONS else ""
    return Told(f"**What can be set on {block.title}**\n\n{bullets(lines[:MOST_OPTIONS])}{more}")


def _first(titles: list[str]) -> list[str]:
    rest = len(titles) - MOST_NEIGHBOURS
    return [*titles[:MOST_NEIGHBOURS], f"{rest} more"] if rest > 0 else titles


def _neighbours(block: Block, _region: str, catalogue: Catalogue) -> Told:
    out = [catalogue.block(target).title for source, target in sorted(catalogue.connections) if source == block.name]
    into = [catalogue.block(source).title for source, target in sorted(catalogue.connections) if target == block.name]
    lines = [
        f"{verb}: {listed(_first(titles))}."
        for verb, titles in (("It can reach", out), ("It can be reached by", into))
        if titles
    ]
    return Told(f"**What {block.title} connects to** in the catalogue\n\n{bullets(lines) or 'Nothing.'}")


_ASPECTS: dict[Aspect, Callable[[Block, str, Catalogue], Told]] = {
    "what": _what,
    "limits": limits,
    "price": prices,
    "uptime": _uptime,
    "growth": _growth,
    "latency": _latency,
    "effort": _effort,
    "security": _security,
    "compliance": _compliance,
    "options": _options,
    "neighbours": _neighbours,
}
