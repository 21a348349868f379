"""Corrects requirements by an amendment; what the request does not say, or the user chose otherwise, is refused."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from worker.architecture.amendment import Amendment, Grounded, Withdrawn
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidRequirements
from worker.architecture.model import Assumption
from worker.architecture.reading.facts import implied_capabilities, is_broad, read_environment
from worker.architecture.reading.family import Choice
from worker.architecture.reading.gaps import NO_WORDS, Gaps, find_gaps
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.vocabulary import load
from worker.architecture.requirements import Capability, Measure, NamedService, Quote, Requirements, Stated

MOST_PERCENT = 100
_FIELDS = {
    "capability": "capabilities",
    "service": "services",
    "measure": "measures",
    "compliance": "compliance",
    "preference": "preferences",
}

T = TypeVar("T")


def amended(
    requirements: Requirements, amendment: Amendment, catalogue: Catalogue, *, read: Requirements
) -> Requirements:
    """The requirements with what the amendment corrects; its assumptions tell each correction.

    `read` are the requirements as they were before any amendment: what the user chose stands in them, and stays.
    Questions, conflicts and the assumptions for what was not said are found anew. Raises InvalidRequirements, whose
    `place` is a path into the amendment.
    """
    desk = _Desk(requirements, amendment, catalogue, read, before=requirements)
    for correct in (_withdraw, _say_what_for, _say_where, _need, _name, _measure, _state):
        correct(desk)
    if not desk.told:
        raise InvalidRequirements("the amendment corrects nothing")
    return _settled(desk)


@dataclass
class _Desk:
    """Requirements under correction."""

    now: Requirements
    amendment: Amendment
    catalogue: Catalogue
    read: Requirements
    before: Requirements
    told: list[Assumption] = field(default_factory=list)

    def quote(self, item: Grounded, place: str) -> Quote:
        """Where the words stand; no words for what is assumed."""
        if not item.quote.strip():
            return NO_WORDS
        # Models change the case of a word and where a line breaks; the quote is the request's own words all the same.
        words = r"\s+".join(re.escape(word) for word in item.quote.split())
        found = re.search(words, self.now.request) or re.search(words, self.now.request, re.IGNORECASE)
        if found is None:
            message = (
                f"the request does not say “{item.quote}”; quote it word for word, or say with assumed_because why it "
                "is taken"
            )
            raise InvalidRequirements(message, place=f"{place}.quote")
        return Quote(text=found[0], start=found.start())

    def tell(self, subject: str, value: str, item: Grounded) -> None:
        """An assumption of the model is told beside the result; what it quotes, in the documents."""
        reason = f"A language model read it in “{item.quote}”." if item.quote.strip() else item.assumed_because
        said = reason if item.quote.strip() else f"Assumed by a language model: {reason}"
        self.forget(subject)
        self.told.append(Assumption(subject=subject, value=value, reason=said, important=not item.quote.strip()))

    def forget(self, subject: str) -> None:
        self.told = [one for one in self.told if one.subject != subject]
        kept = tuple(one for one in self.now.assumptions if one.subject != subject)
        self.update(assumptions=kept)

    def update(self, **values: object) -> None:
        self.now = self.now.model_copy(update=values)


def _withdraw(desk: _Desk) -> None:
    for index, gone in enumerate(desk.amendment.withdrawn):
        place = f"withdrawn[{index}]"
        name = _FIELDS[gone.kind]
        there = getattr(desk.now, name)
        found = [one for one in there if _name_of(one) == gone.name]
        if not found:
            known = ", ".join(dict.fromkeys(map(_name_of, there))) or "none"
            raise InvalidRequirements(f"no {gone.kind} {gone.name!r} was read; there is: {known}", place=place)
        if any(_is_chosen(one, desk.read) for one in found):
            raise InvalidRequirements(f"the user chose {gone.name!r}; it stays", place=place)
        desk.update(**{name: tuple(one for one in there if one not in found)})
        if gone.kind == "compliance":
            _drop_implied(desk, gone)
        what = f"not a {gone.kind}" if gone.kind != "compliance" else "not asked for"
        desk.forget(gone.name)
        reason = f"A language model set it aside: {gone.because}"
        desk.told.append(Assumption(subject=gone.name, value=what, reason=reason, important=True))


def _drop_implied(desk: _Desk, gone: Withdrawn) -> None:
    """What only the framework asked for goes with it: it carries the framework's words."""
    words = {one.quote for one in desk.read.compliance if one.value == gone.name}
    implied = set(load("compliance_capabilities").get(gone.name, ()))
    kept = (one for one in desk.now.capabilities if not (one.name in implied and one.quote in words))
    desk.update(capabilities=tuple(kept))


def _say_what_for(desk: _Desk) -> None:
    if purpose := desk.amendment.purpose:
        desk.quote(purpose, "purpose")
        desk.update(purpose=" ".join(purpose.value.split()))
        desk.tell("purpose", desk.now.purpose, purpose)
    if family := desk.amendment.family:
        quote = desk.quote(family, "family")
        desk.update(family=family.value, family_quotes=(quote,) if quote.text else ())
        desk.tell("family", family.value, family)


def _say_where(desk: _Desk) -> None:
    if region := desk.amendment.region:
        known = load("regions")
        _check_known(region.value, known, "region", "region.value")
        quote = desk.quote(region, "region")
        chosen = desk.read.region
        if chosen is not None and chosen.value != region.value:
            if not chosen.quote.text:
                raise InvalidRequirements(f"the user chose the region {chosen.value}; it stays", place="region")
            if not quote.text and not is_broad(chosen):
                message = f"the request says “{chosen.quote.text}” ({chosen.value}); quote the words that say otherwise"
                raise InvalidRequirements(message, place="region")
        stated = Stated(value=region.value, quote=quote)
        others = tuple(one for one in desk.now.regions if one.value != region.value)
        desk.update(region=stated, regions=(stated, *others) if quote.text else desk.now.regions)
        desk.tell("region", region.value, region)
    if environment := desk.amendment.environment:
        _check_known(environment.value, load("environments"), "environment", "environment.value")
        quote, chosen = desk.quote(environment, "environment"), desk.read.environment
        if not quote.text:
            raise InvalidRequirements(
                "an environment is quoted; where none is said, production is safe", place="environment"
            )
        if chosen is not None and chosen.value != environment.value and not chosen.quote.text:
            raise InvalidRequirements(f"the user chose the environment {chosen.value}; it stays", place="environment")
        desk.update(environment=Stated(value=environment.value, quote=quote))
        desk.tell("environment", environment.value, environment)


def _need(desk: _Desk) -> None:
    for index, item in enumerate(desk.amendment.capabilities):
        place = f"capabilities[{index}]"
        _check_known(item.value, load("capabilities"), "capability", f"{place}.value")
        new = Capability(name=item.value, quote=desk.quote(item, place))
        desk.update(capabilities=_with(desk.now.capabilities, new))
        desk.tell(item.value, "needed", item)


def _name(desk: _Desk) -> None:
    for index, item in enumerate(desk.amendment.services):
        place = f"services[{index}]"
        block = desk.catalogue.block(item.block, place=f"{place}.block")
        pinned = [one for one in desk.read.services if one.block == block.name and _is_chosen(one, desk.read)]
        if any(one.excluded != item.excluded for one in pinned):
            what = "ruled out" if pinned[0].excluded else "wanted"
            raise InvalidRequirements(f"the user pinned {block.title} as {what}; it stays so", place=place)
        new = NamedService(
            service=block.service,
            quote=desk.quote(item, place),
            excluded=item.excluded,
            block=block.name,
            title=block.title,
            count=item.count,
        )
        desk.update(services=_with(desk.now.services, new))
        desk.tell(block.title, "ruled out" if item.excluded else "wanted", item)


def _measure(desk: _Desk) -> None:
    for index, item in enumerate(desk.amendment.measures):
        place = f"measures[{index}]"
        if item.quantity in desk.read.chosen:
            message = f"the user chose {item.quantity} {desk.read.chosen[item.quantity]}; it stays"
            raise InvalidRequirements(message, place=place)
        if item.quantity.endswith("_percent") and item.value > MOST_PERCENT:
            raise InvalidRequirements(f"{item.value:g} is more than {MOST_PERCENT} percent", place=f"{place}.value")
        new = Measure(quantity=item.quantity, value=item.value, quote=desk.quote(item, place))
        desk.update(measures=_with(desk.now.measures, new))
        desk.tell(item.quantity, f"{item.value:,g}", item)


def _state(desk: _Desk) -> None:
    for name in ("compliance", "preferences"):
        for index, item in enumerate(getattr(desk.amendment, name)):
            place = f"{name}[{index}]"
            _check_known(item.value, load(name), name, f"{place}.value")
            new = Stated(value=item.value, quote=desk.quote(item, place))
            desk.update(**{name: _with(getattr(desk.now, name), new)})
            desk.tell(item.value, "asked for", item)
    if desk.amendment.compliance:
        known = desk.now.capabilities
        desk.update(capabilities=(*known, *implied_capabilities(desk.now.compliance, known)))


def _settled(desk: _Desk) -> Requirements:
    """What the gaps of before brought goes; those of now, and what was corrected, come in its place."""
    gone, come = _gaps_of(desk.before, desk.read), _gaps_of(desk.now, desk.read)
    kept = [one for one in desk.now.assumptions if one not in gone.assumptions]
    told = {one.subject for one in (*kept, *desk.told)}
    found = [one for one in come.assumptions if one.subject not in told]
    return desk.now.model_copy(
        update={
            "assumptions": (*found, *kept, *desk.told),
            "questions": (*_without(desk.now.questions, (*gone.questions, *come.questions)), *come.questions),
            "conflicts": (*_without(desk.now.conflicts, (*gone.conflicts, *come.conflicts)), *come.conflicts),
        }
    )


def _gaps_of(requirements: Requirements, read: Requirements) -> Gaps:
    request = requirements.request
    by_default = any(one.subject == "family" and one in requirements.assumptions for one in read.assumptions)
    return find_gaps(
        requirements.model_copy(
            update={
                "region": next(iter(requirements.regions), None),
                "environment": read_environment(request, split_words(request)),
            }
        ),
        Choice(requirements.family, requirements.family_quotes, by_default=by_default),
        region=_chosen(requirements.region),
        environment=_chosen(requirements.environment),
    )


def _chosen(stated: Stated | None) -> str | None:
    return stated.value if stated is not None and not stated.quote.text else None


def _is_chosen(item: Capability | NamedService | Measure | Stated, read: Requirements) -> bool:
    """Did the user put it beside the request? Then its words are not where the quote says, or there are none."""
    if item not in (*read.capabilities, *read.services, *read.measures, *read.compliance, *read.preferences):
        return False
    quote = item.quote
    return not quote.text or read.request[quote.start : quote.end] != quote.text


def _name_of(item: Capability | NamedService | Measure | Stated) -> str:
    match item:
        case Capability():
            return item.name
        case NamedService():
            return item.block or item.title
        case Measure():
            return item.quantity
        case Stated():
            return item.value


def _with(there: tuple[T, ...], new: T) -> tuple[T, ...]:
    """In front, in the place of what has its name."""
    naming: Callable[[object], str] = _name_of  # type: ignore[assignment]
    return (new, *(one for one in there if naming(one) != naming(new)))


def _without(there: Iterable[T], gone: Collection[T]) -> list[T]:
    return [one for one in there if one not in gone]


def _check_known(value: str, known: Collection[str], noun: str, place: str) -> None:
    if value not in known:
        raise InvalidRequirements(f"{value!r} is no {noun} that is known; there is: {', '.join(known)}", place=place)
