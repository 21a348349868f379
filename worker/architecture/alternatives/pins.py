"""A user's own choices (`must use Aurora`, `no Lambda`), put before what the request says."""

from collections.abc import Sequence

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import EngineError
from worker.architecture.model import Assumption
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.services import read_services
from worker.architecture.requirements import NamedService, Quote, Requirements

MOST = 10
LONGEST = 200  # characters


class InvalidPin(EngineError):
    """A pin names nothing that can be pinned, or two of them cannot both be kept."""

    code = "invalid_pin"


def pinned_requirements(requirements: Requirements, pins: Sequence[str], catalogue: Catalogue) -> Requirements:
    """The requirements with every service that a pin names wanted, or ruled out where the pin says so.

    A pin goes before the request: what it rules out, and what does the same work as a pinned service and was named by
    the request, is no longer wanted; an assumption tells so. Raises InvalidPin for a pin without a service that has a
    block, and for two that contradict each other.
    """
    if len(pins) > MOST:
        raise InvalidPin(f"there are {len(pins)} pins; {MOST} are the most", place="pins")
    chosen: list[NamedService] = []
    for index, pin in enumerate(pins):
        chosen += _read(pin, catalogue, place=f"pins[{index}]")
    _check(chosen)
    if not chosen:
        return requirements
    kept, told = _without_rivals(requirements.services, chosen, catalogue)
    return requirements.model_copy(
        update={"services": (*chosen, *kept), "assumptions": (*requirements.assumptions, *told)}
    )


def _read(pin: str, catalogue: Catalogue, *, place: str) -> list[NamedService]:
    if not pin.strip() or len(pin) > LONGEST:
        raise InvalidPin(f"a pin has 1 to {LONGEST} characters, this one {len(pin.strip())}", place=place)
    found = read_services(pin, split_words(pin), catalogue)
    if not found:
        raise InvalidPin(f"“{pin}” names no AWS service; write it as in “must use Aurora” or “no Lambda”", place=place)
    for service in found:
        if not service.block or (service.substitute and not service.excluded):
            raise InvalidPin(f"“{service.quote.text}” is not in the catalogue, so it cannot be pinned", place=place)
    # The words stand in the pin and not in the request: an offset into the request would point elsewhere.
    return [service.model_copy(update={"quote": Quote(text=service.quote.text, start=0)}) for service in found]


def _check(chosen: Sequence[NamedService]) -> None:
    wanted = {service.block: service for service in chosen if not service.excluded}
    for service in chosen:
        if service.excluded and service.block in wanted:
            both = f"“{wanted[service.block].quote.text}” is pinned, and “{service.quote.text}” is ruled out"
            raise InvalidPin(f"{both}: only one of the two can be kept", place="pins")


def _without_rivals(
    named: Sequence[NamedService], chosen: Sequence[NamedService], catalogue: Catalogue
) -> tuple[list[NamedService], list[Assumption]]:
    """What the request named and no pin contradicts, and what is told of the rest."""
    pinned = {service.block for service in chosen}
    kept: list[NamedService] = []
    told: list[Assumption] = []
    for service in named:
        by = next((one for one in chosen if _contradicts(one, service, catalogue)), None)
        if by is None:
            if service.block not in pinned:
                kept.append(service)
            continue
        what = "ruled out" if by.excluded else "wanted"
        reason = f"You pinned it: {by.title or by.quote.text} is {what}; the request says “{service.quote.text}”."
        title = service.title or service.quote.text
        told.append(Assumption(subject=title, value="not as the request says", reason=reason, important=True))
    return kept, told


def _contradicts(pin: NamedService, service: NamedService, catalogue: Catalogue) -> bool:
    if pin.block == service.block:
        return pin.excluded != service.excluded
    return not pin.excluded and not service.excluded and _do_the_same(pin.block, service.block, catalogue)


def _do_the_same(one: str, other: str, catalogue: Catalogue) -> bool:
    """Is what either is best at the same capability? RDS and Aurora; not RDS and DynamoDB."""
    best = [_best_at(block, catalogue) for block in (one, other)]
    return bool(best[0]) and best[0] == best[1]


def _best_at(block: str, catalogue: Catalogue) -> str:
    if block not in catalogue.blocks:
        return ""
    meets = catalogue.block(block).planning.meets
    return min(meets, key=lambda capability: (meets[capability], capability), default="")
