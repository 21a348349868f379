"""What our own tools answer: `{"services": […], "facts": […], "notes": […]}`, every fact with its source."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, TypedDict

from mcp.server.mcpserver.exceptions import ToolError

from worker.reference import prices
from worker.reference.cards import BlockCard, ServiceCard
from worker.reference.facts import Fact, make_fact
from worker.reference.index import STOP_WORDS
from worker.reference.knowledge import Knowledge, Subject
from worker.reference.names import normal_form
from worker.reference.patterns import SCHEME, Pattern, score, uses
from worker.reference.regions import region_names, regions_of_endpoint, types_in
from worker.reference.sources import BOTOCORE, CATALOGUE, SCHEMAS, source

MOST_FACTS = 100
COMPARED = (2, 6)
DEFAULT_REGION = "us-east-1"
REGIONAL_SERVICES = "https://aws.amazon.com/about-aws/global-infrastructure/regional-product-services/"
QUOTAS_CHANGE = (
    "Quotas are defaults and change: Service Quotas has what your account was given. A limit is what CloudFormation "
    "takes for a property; a quota below it holds all the same."
)
_NAMES_NO_FACT = frozenset(("per", "quota", "limit", "price", "pricing", "cost", "maximum", "max", "number", "default"))
_BYTES = frozenset(("kb", "kib", "mb", "mib", "gb", "gib", "tb", "tib", "byte"))
_TIME = frozenset(("second", "minute", "hour", "day", "year"))
_MEASURED_IN = {
    **dict.fromkeys(("size", "large", "big", "payload", "memory"), _BYTES),
    **dict.fromkeys(("timeout", "duration", "time", "long", "retention"), _TIME),
}
"""What a quota says instead of the word that people ask with: `1 MiB a message` is its size."""
_BESIDE = ("summary", "category", "placement", "scaling", "latency", "effort")


class Answer(TypedDict):
    """The one shape. `notes` says what was left out, or meant otherwise."""

    services: list[dict[str, str]]
    facts: list[Fact]
    notes: list[str]


def describe(knowledge: Knowledge, name: str, region: str | None) -> Answer:
    """Everything known of one service. Raises ToolError."""
    _check_region(region)
    subject = knowledge.subject(name)
    if subject.block is None:
        facts = _about_service(subject.service, region) if subject.service else []
        return Answer(services=[_who(subject)], facts=facts, notes=[_only_botocore()])
    facts = [fact for fact in subject.block["facts"] if fact["kind"] != "limit"]
    facts += [_availability(subject.block, region)] if region else []
    return Answer(services=[_who(subject)], facts=facts, notes=_ambiguous(name, subject))


def compare(knowledge: Knowledge, names: Sequence[str], region: str) -> Answer:
    """The same facts of each service beside each other. Raises ToolError."""
    least, most = COMPARED
    if not least <= len(names) <= most:
        raise ToolError(f"{len(names)} services; it compares {least} to {most}")
    _check_region(region)
    subjects = [knowledge.subject(name) for name in names]
    notes = [note for name, subject in zip(names, subjects, strict=True) for note in _ambiguous(name, subject)]
    blocks: list[BlockCard] = []
    for name, subject in zip(names, subjects, strict=True):
        if subject.block is None:
            raise ToolError(
                f"{name!r} is not in the catalogue, so there is nothing to compare; describe_service has it"
            )
        if subject.block not in blocks:
            blocks.append(subject.block)
    if len(blocks) < least:
        raise ToolError(f"all of these names mean {blocks[0]['title']} ({blocks[0]['id']}); name another service")
    facts = [fact for select in _COMPARISON for block in blocks for fact in select(block)]
    facts += [_availability(block, region) for block in blocks]
    for block in blocks:
        form = prices.block_of(knowledge.block_form(block["id"]))
        facts += prices.headlines(form, region)
        if not form.prices:
            notes.append(f"{block['title']} costs nothing by itself, or is billed with what it works for.")
    return Answer(services=[_who(subject) for subject in _distinct(subjects)], facts=facts, notes=notes)


def quotas(knowledge: Knowledge, name: str, what: str | None) -> Answer:
    """Quotas, and limits that CloudFormation enforces. Raises ToolError."""
    subject = knowledge.subject(name)
    if subject.block is None:
        raise ToolError(f"no quotas offline of {_who(subject)['title']}: it is not in the catalogue")
    found = [fact for fact in subject.block["facts"] if fact["kind"] in {"quota", "limit"}]
    notes = _ambiguous(name, subject)
    if what:
        of_kind = {kind: [fact for fact in found if fact["kind"] == kind] for kind in ("quota", "limit")}
        chosen = _matching(of_kind["quota"], what)
        if not chosen:
            notes.append(f"No quota speaks of {what[:80]!r} in these words, so all that are known stand here.")
        found = [*(chosen or of_kind["quota"]), *_matching(of_kind["limit"], what)]
    else:
        found = [fact for fact in found if fact["kind"] == "quota" or fact["unit"] != "characters"]
    notes.append(QUOTAS_CHANGE)
    return _cut(Answer(services=[_who(subject)], facts=found, notes=notes))


def unit_prices(knowledge: Knowledge, name: str, region: str, item: str | None, usage: dict[str, Any] | None) -> Answer:
    """Unit prices in a region, and what a month costs with these quantities. Raises ToolError."""
    _check_region(region)
    subject = knowledge.subject(name)
    if subject.block is None:
        raise ToolError(f"no prices offline of {_who(subject)['title']}: it is not in the catalogue")
    block = prices.block_of(knowledge.block_form(subject.block["id"]))
    found = prices.unit_prices(block, region)
    notes = _ambiguous(name, subject)
    if not block.prices:
        notes.append(f"{block.title} costs nothing by itself, or is billed with what it works for.")
    if item:
        chosen = _matching(found, item)
        if not chosen:
            notes.append(f"No price is called {item[:80]!r}; these are all that are recorded.")
        found = chosen or found
    month: list[Fact] = prices.month(block, region, usage) if usage is not None else []
    notes += [f"Not priced: {what}" for what in block.not_priced]
    return _cut(Answer(services=[_who(subject)], facts=[*month, *found], notes=notes))


def patterns(knowledge: Knowledge, need: str | None, service: str | None) -> Answer:
    """Patterns that fit a need or use a service, best first; all of them where neither is given. Raises ToolError."""
    found: list[Pattern] = list(knowledge.patterns().values())
    notes = []
    subject = knowledge.subject(service) if service else None
    if service and subject:
        block = subject.block["id"] if subject.block else ""
        found = [pattern for pattern in found if uses(pattern, block)]
        if not found:
            notes.append(f"No pattern has {_who(subject)['title']} among its parts.")
    if need:
        ranked = sorted(found, key=lambda pattern: -score(pattern, need))
        enough = max((score(pattern, need) for pattern in found), default=0) / 3
        fitting = [pattern for pattern in ranked if score(pattern, need) > enough]
        if not fitting:
            notes.append("No pattern speaks of this need; these are all.")
        found = fitting or ranked
    facts = [_pattern(pattern) for pattern in found]
    return Answer(services=[_who(subject)] if subject else [], facts=facts, notes=notes)


def skill(knowledge: Knowledge, name: str, file: str | None) -> str:
    """The Markdown of a pattern. Raises ToolError."""
    found = knowledge.patterns()
    key = name.removeprefix(SCHEME)
    if key not in found:
        raise ToolError(f"no skill is called {name[:80]!r}; there is {', '.join(found)}")
    if file not in {None, "", "SKILL.md"}:
        raise ToolError(f"the skill {key} has no file {file!r}, only SKILL.md")
    return str(knowledge.read(f"{SCHEME}{key}", 0, 1_000_000)["content"])


def _only(*kinds: str) -> Any:
    return lambda block: [fact for fact in block["facts"] if fact["kind"] in kinds]


_COMPARISON = (
    *(
        (lambda block, name=name: [f for f in block["facts"] if f["kind"] == "about" and f["name"] == name])
        for name in _BESIDE
    ),
    _only("sla"),
    _only("recovery"),
    _only("quota"),
)


def _who(subject: Subject) -> dict[str, str]:
    if subject.block:
        block = subject.block
        return {
            "id": block["id"],
            "title": block["title"],
            "category": block["category"],
            "documentation": block["documentation"],
        }
    service = subject.service
    return (
        {"id": service["id"], "title": service["title"], "category": "", "documentation": service["url"]}
        if service
        else {}
    )


def _distinct(subjects: Iterable[Subject]) -> list[Subject]:
    return list({_who(subject)["id"]: subject for subject in subjects}.values())


def _ambiguous(name: str, subject: Subject) -> list[str]:
    return [f"{name!r} may also mean: {', '.join(subject.others)}."] if subject.others else []


def _only_botocore() -> str:
    return "This service is not in the catalogue: only botocore's model of its API and its endpoints are known."


def _about_service(card: ServiceCard, region: str | None) -> list[Fact]:
    at = source(BOTOCORE, card["url"])
    count = card["operations"]
    facts = [
        make_fact(card["id"], "about", "summary", card["about"], at),
        make_fact(
            card["id"], "about", "operations", f"Its API has {count} operations.", at, value=count, unit="operations"
        ),
    ]
    known = regions_of_endpoint(card["prefix"])
    if region and known:
        there = region in known
        said = f"{card['title']} has {'an' if there else 'no'} endpoint in {region}."
        facts.append(make_fact(card["id"], "region", f"available in {region}", said, at, value=there, region=region))
    return facts


def _availability(block: BlockCard, region: str) -> Fact:
    """By its CloudFormation types, and by what the catalogue knows beside them; None where neither tells."""
    here = types_in(region)
    name = f"available in {region}"
    if not here and region not in block["not_in"]:
        text = f"Whether {block['title']} is available in {region} is not known offline."
        at = source(SCHEMAS, REGIONAL_SERVICES)
        return make_fact(block["id"], "region", name, text, at, value=None, region=region)
    missing = [kind for kind in block["types"] if here and kind not in here]
    left_out = region in block["not_in"] and not missing
    there = not missing and not left_out
    why = f": {', '.join(missing)} does not exist there" if missing else ""
    if left_out:
        why = ", as the catalogue has recorded"
    text = f"{block['title']} is {'' if there else 'not '}available in {region}{why}."
    at = source(CATALOGUE if left_out else SCHEMAS, REGIONAL_SERVICES)
    return make_fact(block["id"], "region", name, text, at, value=there, region=region)


def _pattern(pattern: Pattern) -> Fact:
    parts = ", ".join(f"{part['role']}: {part['title']}" for part in pattern["parts"] if part["always"])
    text = f"{pattern['title']}: {pattern['summary']} Always with {parts or 'what the request names'}."
    at = source(CATALOGUE, f"{SCHEME}{pattern['id']}")
    details = {"parts": pattern["parts"], "connections": pattern["connections"]}
    return make_fact("", "pattern", pattern["id"], text, at, value=pattern["title"], details=details)


def _matching(facts: Sequence[Fact], what: str) -> list[Fact]:
    """Those that hold every word; where none does, those that hold most of them."""
    words = set(normal_form(what).split()) - STOP_WORDS - _NAMES_NO_FACT
    if not words:
        return list(facts)
    meant = [frozenset((word,)) | _MEASURED_IN.get(word, frozenset()) for word in words]
    scored = [(sum(not one.isdisjoint(_words_of(fact)) for one in meant), fact) for fact in facts]
    best = max((count for count, _ in scored), default=0)
    return [fact for count, fact in scored if count == best] if best else []


def _words_of(fact: Fact) -> set[str]:
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", f"{fact['name']} {fact['text']}").replace("_", " ")
    return set(normal_form(text).split())


def _cut(answer: Answer) -> Answer:
    left = len(answer["facts"]) - MOST_FACTS
    if left <= 0:
        return answer
    notes = [*answer["notes"], f"{left} more facts are left out; name what you look for."]
    return Answer(services=answer["services"], facts=answer["facts"][:MOST_FACTS], notes=notes)


def _check_region(region: str | None) -> None:
    known = region_names()
    if region is None or region in known:
        return
    near = get_close_matches(region.lower(), known, n=3, cutoff=0.5)
    by_place = [key for key, place in known.items() if region.lower() in place.lower()]
    nearest = ", ".join(dict.fromkeys((*by_place, *near)))
    raise ToolError(f"no such region: {region[:40]!r}{f'; nearest: {nearest}' if nearest else ''}")
