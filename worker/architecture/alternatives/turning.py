"""What would make another option the recommended one: the same options, judged by a request that says one thing more.

Each was tried: the recommendation is made again by its own rules, and what leaves it as it is is not told.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from worker.architecture.alternatives.assessment import Assessment
from worker.architecture.alternatives.recommendation import Recommendation, TurningPoint, recommend
from worker.architecture.alternatives.verdicts import span, verdicts
from worker.architecture.availability import shown
from worker.architecture.requirements import Capability, Measure, Quantity, Quote, Requirements, Stated

UNSAID = Quote(text="", start=0)
MOST_TOLD = 3  # of one option


class _Supposed(NamedTuple):
    words: str
    requirements: Requirements


def with_turning_points(
    chosen: Recommendation, requirements: Requirements, options: Sequence[Assessment]
) -> Recommendation:
    """The recommendation, and for each other option what would have made it that one; at most `MOST_TOLD` of each."""
    found: dict[str, list[str]] = {}
    for supposed in _suppositions(requirements, options):
        judged = {one.name: verdicts(supposed.requirements, one, list(options)) for one in options}
        turned = recommend(supposed.requirements, options, judged).option
        if turned != chosen.option and supposed.words not in found.setdefault(turned, []):
            found[turned].append(supposed.words)
    titles = {one.name: one.option.profile.title for one in options}
    points = tuple(
        TurningPoint(option=name, title=titles[name], when=tuple(found[name][:MOST_TOLD]))
        for name in titles
        if name in found
    )
    return chosen.model_copy(update={"turning_points": points})


def _suppositions(requirements: Requirements, options: Sequence[Assessment]) -> Iterator[_Supposed]:
    for one in options:
        dollars = max(math.ceil(one.cost.monthly_usd), 1)
        yield _Supposed(f"at most ${dollars:,} a month", _measured(requirements, "budget_usd_per_month", dollars))
    for one in options:
        minutes = one.recovery.zone.rto_minutes
        words = f"back within {span(minutes)} when a zone is lost" if minutes else "no outage when a zone is lost"
        yield _Supposed(words, _measured(requirements, "rto_minutes", minutes))
    for one in options:
        percent = one.availability.percent
        if percent is not None:
            words = f"an availability of {shown(percent)} % by published agreements"
            yield _Supposed(words, _measured(requirements, "availability_percent", percent))
    yield _Supposed("that it goes on when a zone is lost", _able(requirements, "high_availability", "low_cost"))
    yield _Supposed("that the least cost matters most", _able(requirements, "low_cost", "high_availability"))
    test = Stated(value="test", quote=UNSAID)
    yield _Supposed("that it is for a test environment", requirements.model_copy(update={"environment": test}))


def _measured(requirements: Requirements, quantity: Quantity, value: float) -> Requirements:
    others = tuple(one for one in requirements.measures if one.quantity != quantity)
    said = Measure(quantity=quantity, value=value, quote=UNSAID)
    return requirements.model_copy(update={"measures": (*others, said)})


def _able(requirements: Requirements, wanted: str, instead_of: str) -> Requirements:
    others = tuple(one for one in requirements.capabilities if one.name not in (wanted, instead_of))
    return requirements.model_copy(update={"capabilities": (Capability(name=wanted, quote=UNSAID), *others)})
