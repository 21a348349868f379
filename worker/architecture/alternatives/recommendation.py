"""Recommends one option by what the request states, in its own words."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from worker.architecture.alternatives.assessment import Assessment
from worker.architecture.alternatives.verdicts import Verdict
from worker.architecture.model import Frozen
from worker.architecture.planner.profile import OPTIONS
from worker.architecture.requirements import Requirements

METHOD = (
    "Each demand of the request counts 3 (a figure or a framework) or 1 (a wish), times how near the option comes to "
    "it. Where options come equally near, the request's leaning decides: towards the least cost, towards recovery, or "
    "else the balanced option."
)
NEAR = 0.02
"""Scores this close are the same: the figures behind them are no more exact than that."""
_CENT = 0.005  # less than this is shown as $0.00


class TurningPoint(Frozen):
    """Another option, and what the request would have to say for it to be recommended."""

    option: str
    title: str
    when: tuple[str, ...] = Field(description="Each by itself: `at most $130 a month`.")


class Recommendation(Frozen):
    """The option, and why."""

    option: str
    title: str
    sentences: tuple[str, ...] = Field(description="Why; each that goes back to the request quotes it.")
    cautions: tuple[str, ...] = Field(default=(), description="Demands that even this option does not meet.")
    scores: dict[str, float] = Field(description="Option → share of the demands that it comes near to, 0 to 1.")
    method: str = METHOD
    turning_points: tuple[TurningPoint, ...] = Field(
        default=(), description="What would change it, tried with the same options; another request may change these."
    )


def recommend(
    requirements: Requirements, options: Sequence[Assessment], judged: Mapping[str, Sequence[Verdict]]
) -> Recommendation:
    """The option with the highest score. `judged` are the verdicts by the option's name."""
    scores = {one.name: _score(judged[one.name]) for one in options if not one.option.same_as}
    order, leaning = _leaning(requirements)
    best = max(scores.values())
    near = [name for name, score in scores.items() if best - score <= NEAR]
    chosen = next(one for one in options if one.name == min(near, key=order.index))
    decided = len(near) > 1
    return Recommendation(
        option=chosen.name,
        title=chosen.option.profile.title,
        sentences=(
            *_met(judged[chosen.name]),
            *([leaning] if decided or not judged[chosen.name] else []),
            *_others(chosen, options),
        ),
        cautions=tuple(_open(verdict) for verdict in judged[chosen.name] if verdict.status != "met"),
        scores={name: round(score, 4) for name, score in scores.items()},
    )


def _score(found: Sequence[Verdict]) -> float:
    weight = sum(verdict.weight for verdict in found)
    return sum(verdict.weight * verdict.degree for verdict in found) / weight if weight else 1.0


def _leaning(requirements: Requirements) -> tuple[tuple[str, ...], str]:
    """The options in the order that the request leans to, and the sentence that says so."""
    cheap, balanced, resilient = OPTIONS
    environment = requirements.environment
    if environment and environment.value != "production":
        words = f"the request says “{environment.quote.text}”" if environment.quote.text else "you chose it"
        return (
            cheap,
            balanced,
            resilient,
        ), f"It is for {environment.value} ({words}), where the least cost counts most."
    for name, order, what in (
        (
            "low_cost",
            (cheap, balanced, resilient),
            "the least cost decides between options that else come equally near",
        ),
        ("high_availability", (resilient, balanced, cheap), "what comes back fastest decides between equals"),
        ("multi_region", (resilient, balanced, cheap), "what comes back fastest decides between equals"),
    ):
        quote = next((one.quote.text for one in requirements.capabilities if one.name == name), None)
        if quote is not None:
            said = f"The request says “{quote}”" if quote else "What was chosen asks for it"
            return order, f"{said}: {what}."
    return (
        (balanced, cheap, resilient),
        "The request states nothing that another option would meet better, so the balanced one is the safe start.",
    )


def _met(found: Sequence[Verdict]) -> list[str]:
    return [
        f"{verdict.title}: “{verdict.words}” is met ({verdict.has})."
        if verdict.words
        else f"{verdict.title}: {verdict.wanted} is met ({verdict.has})."
        for verdict in found
        if verdict.status == "met"
    ]


def _open(verdict: Verdict) -> str:
    said = f"“{verdict.words}”" if verdict.words else verdict.wanted
    state = "cannot be judged" if verdict.status == "unknown" else "is not met"
    return f"{verdict.title}: {said} {state} ({verdict.has}; wanted: {verdict.wanted})."


def _others(chosen: Assessment, options: Sequence[Assessment]) -> list[str]:
    """What each other option would cost or save, and the first thing it would change."""
    sentences = []
    for other in options:
        if other is chosen or other.option.same_as:
            continue
        by = other.cost.monthly_usd - chosen.cost.monthly_usd
        effect = _effect(other, gained=by >= _CENT)
        sentences.append(f"{other.option.profile.title} {_money(by)}{f', and {effect}' if effect else ''}.")
    return sentences


def _money(by: float) -> str:
    if abs(by) < _CENT:
        return "costs the same"
    return f"costs ${by:,.2f} more a month" if by > 0 else f"saves ${-by:,.2f} a month"


def _effect(other: Assessment, *, gained: bool) -> str:
    """What dearer brings, or what as dear or cheaper gives up."""
    decisions = [one for one in other.option.decisions if one.kind != "kept"]
    telling = next((told for one in decisions if (told := one.gains if gained else one.loses)), "")
    return f"{'brings' if gained else 'gives up'} {telling.split(';')[0]}" if telling else ""
