"""The options side by side, and what is recommended: the table that Analyze shows, as data."""

from collections.abc import Iterable, Sequence

from pydantic import Field

from worker.architecture.alternatives.assessment import Assessment
from worker.architecture.alternatives.differences import Difference, differences
from worker.architecture.alternatives.recommendation import Recommendation, recommend
from worker.architecture.alternatives.turning import with_turning_points
from worker.architecture.alternatives.verdicts import Verdict, verdicts
from worker.architecture.availability import Availability, shown
from worker.architecture.catalogue import Catalogue
from worker.architecture.effort import Effort, Scaling
from worker.architecture.latency import Latency
from worker.architecture.model import Frozen
from worker.architecture.planner.decision import Decision
from worker.architecture.planner.profile import BALANCED
from worker.architecture.recovery import Recovery
from worker.architecture.requirements import Requirements


class Money(Frozen):
    """USD a month."""

    low: float
    expected: float
    high: float


class Checks(Frozen):
    """How the checks of the option's files went."""

    passed: int
    failed: int
    skipped: int


class Row(Frozen):
    """One option of the table."""

    name: str
    title: str
    aim: str
    components: int
    connections: int
    blocks: tuple[str, ...]
    cost: Money
    availability: Availability
    recovery: Recovery
    latency: Latency
    scaling: tuple[Scaling, ...]
    effort: Effort
    score: int | None = Field(description="Of the Well-Architected review, 0 to 100.")
    pillars: dict[str, int | None] = Field(description="Title of the pillar → score.")
    checks: Checks | None = Field(default=None, description="None where no files were made.")
    gains: tuple[str, ...] = Field(description="What the others lack.")
    gives_up: tuple[str, ...]
    kept: tuple[str, ...] = Field(description="What it would have given up, and the request does not let it.")
    differences: tuple[Difference, ...] = Field(description="From the balanced option; empty for itself.")
    verdicts: tuple[Verdict, ...]
    same_as: str = Field(default="", description="The option that this one equals, where the request leaves no other.")


class Comparison(Frozen):
    """All options and the recommendation."""

    title: str
    rows: tuple[Row, ...]
    recommendation: Recommendation
    pins: tuple[str, ...] = ()

    def row(self, name: str) -> Row:
        """Raises KeyError where there is no such option."""
        for row in self.rows:
            if row.name == name:
                return row
        raise KeyError(name)


def compare(
    requirements: Requirements,
    options: Sequence[Assessment],
    catalogue: Catalogue,
    *,
    checks: dict[str, Checks] | None = None,
    pins: Sequence[str] = (),
) -> Comparison:
    """The table and its recommendation. `checks` are by the option's name; `pins` are only told."""
    judged = {one.name: verdicts(requirements, one, list(options)) for one in options}
    plain = next((one for one in options if one.name == BALANCED), options[0])
    rows = tuple(
        Row(
            name=one.name,
            title=one.option.profile.title,
            aim=one.option.profile.aim,
            components=len(one.option.architecture.components),
            connections=len(one.option.architecture.connections),
            blocks=tuple(dict.fromkeys(c.block for c in one.option.architecture.components)),
            cost=Money(low=one.cost.low_usd, expected=one.cost.monthly_usd, high=one.cost.high_usd),
            availability=one.availability,
            recovery=one.recovery,
            latency=one.latency,
            scaling=one.scaling,
            effort=one.effort,
            score=one.review.score,
            pillars={pillar.title: pillar.score for pillar in one.review.pillars},
            checks=(checks or {}).get(one.name),
            gains=_gains(one.option.decisions),
            gives_up=_gives_up(one, options),
            kept=_kept(one.option.decisions),
            differences=differences(plain.option.architecture, one.option.architecture, catalogue),
            verdicts=judged[one.name],
            same_as=one.option.same_as,
        )
        for one in options
    )
    return Comparison(
        title=plain.option.architecture.title,
        rows=rows,
        recommendation=with_turning_points(recommend(requirements, options, judged), requirements, options),
        pins=tuple(pins),
    )


def _promises_less(option: Assessment, options: Sequence[Assessment]) -> str:
    """The parts that a request passes in this option and not in one before it that promises more."""
    own = option.availability.percent
    before = options[: options.index(option)]
    better = [one for one in before if own is not None and (one.availability.percent or 0) > own]
    if own is None or not better:
        return ""
    other = max(better, key=lambda one: one.availability.percent or 0)
    known = {(term.name, term.percent) for path in other.availability.paths for term in path.terms}
    terms = {(term.name, term.percent) for path in option.availability.paths for term in path.terms}
    more = sorted(terms - known, key=lambda term: term[1])
    passes = " and ".join(f"{name} ({shown(percent)} %)" for name, percent in more)
    by = (other.availability.percent or 0) - own
    return (
        f"{by:.2g} points less than {other.option.profile.title} by published agreements, because each request also "
        f"passes {passes or 'more parts'}; what that part is there for is not in such a product."
    )


def _gains(decisions: Iterable[Decision]) -> tuple[str, ...]:
    return _once(_sentence(one.gains) for one in decisions if one.gains and one.kind != "kept")


def _gives_up(option: Assessment, options: Sequence[Assessment]) -> tuple[str, ...]:
    """What its own rules gave up, then what dearer options have that it has not, or what it costs more."""
    own = [_sentence(one.loses) for one in option.option.decisions if one.loses and one.kind != "kept"]
    cheapest = min(options, key=lambda one: one.cost.monthly_usd)
    more = option.cost.monthly_usd - cheapest.cost.monthly_usd
    if more >= 1:
        title = cheapest.option.profile.title.lower()
        own.insert(0, f"${more:,.2f} a month that the {title} option does not cost.")
    if told := _promises_less(option, options):
        own.insert(0, told)
    if not any(one.loses for one in option.option.decisions):
        dearer = [one for one in options if one.cost.monthly_usd > option.cost.monthly_usd and one is not option]
        own += [f"{text[:-1]} ({one.option.profile.title})." for one in dearer for text in _gains(one.option.decisions)]
    return _once(own)


def _kept(decisions: Iterable[Decision]) -> tuple[str, ...]:
    return _once(_kept_sentence(one) for one in decisions if one.kind == "kept")


def _kept_sentence(decision: Decision) -> str:
    what = (decision.loses or decision.gains or decision.what).split(";")[0]
    why = f"the request says “{decision.words}”" if decision.words else f"because of {decision.condition or 'its name'}"
    return f"{_capital(what)}: {why}."


def _sentence(text: str) -> str:
    return f"{_capital(text)}." if text else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))
