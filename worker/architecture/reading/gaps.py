"""Says aloud what a request leaves open: assumptions with reasons, questions, and contradicting demands."""

from dataclasses import dataclass

from worker.architecture.model import Assumption
from worker.architecture.reading.conflicts import find_conflicts
from worker.architecture.reading.facts import is_broad, read_regions
from worker.architecture.reading.family import Choice
from worker.architecture.reading.phrases import split_words
from worker.architecture.requirements import Conflict, Question, Quote, Requirements, Stated

DEFAULT_REGION = "us-east-1"
DEFAULT_ENVIRONMENT = "production"
NO_WORDS = Quote(text="", start=0)


@dataclass(frozen=True)
class Gaps:
    """What was settled for the caller, and what was left to tell."""

    region: Stated | None
    environment: Stated | None
    assumptions: tuple[Assumption, ...]
    questions: tuple[Question, ...]
    conflicts: tuple[Conflict, ...]


def find_gaps(draft: Requirements, family: Choice, *, region: str | None, environment: str | None) -> Gaps:
    """`region` and `environment` are the caller's choice; they go before the words of the request."""
    assumptions: list[Assumption] = []
    questions: list[Question] = []
    conflicts: list[Conflict] = []
    _family(family, questions, assumptions)
    _region(draft, region, assumptions, questions, conflicts)
    _environment(draft, environment, assumptions, conflicts)
    _money(draft, assumptions)
    conflicts += find_conflicts(draft, region=region)
    _unanswered(draft, questions)
    return Gaps(
        Stated(value=region, quote=NO_WORDS) if region else draft.region,
        Stated(value=environment, quote=NO_WORDS) if environment else draft.environment,
        tuple(assumptions),
        tuple(questions),
        tuple(conflicts),
    )


def _family(family: Choice, questions: list[Question], assumptions: list[Assumption]) -> None:
    if not family.by_default:
        return
    taken = "a serverless HTTP API with a table: it costs next to nothing while nobody uses it"
    questions.append(Question(text="What should the system do, and for whom? The request does not say.", assumed=taken))
    assumptions.append(
        Assumption(
            subject="family",
            value=family.name,
            reason=f"The request names no kind of system; taken: {taken}.",
            important=True,
        )
    )


def _region(
    draft: Requirements,
    chosen: str | None,
    assumptions: list[Assumption],
    questions: list[Question],
    conflicts: list[Conflict],
) -> None:
    said = draft.region
    if chosen:
        if said and said.value != chosen and not is_broad(said):
            conflicts.append(
                Conflict(
                    message=f"The request says “{said.quote.text}” ({said.value}), the region chosen is {chosen}.",
                    resolution=f"{chosen} is used; choose {said.value} or change the request.",
                    quotes=(said.quote,),
                )
            )
        return
    if said is None:
        reason = "The request names no region; this one has every service and the lowest prices."
        assumptions.append(Assumption(subject="region", value=DEFAULT_REGION, reason=reason))
        questions.append(Question(text="In which AWS region should it run?", assumed=DEFAULT_REGION))
        return
    if is_broad(said):
        reason = f"“{said.quote.text}” covers more than one region."
        assumptions.append(Assumption(subject="region", value=said.value, reason=reason))
    others = [
        stated.value for stated in read_regions(draft.request, split_words(draft.request)) if stated.value != said.value
    ]
    if others or draft.has("multi_region"):
        named = ", ".join(others) or "a second region"
        questions.append(
            Question(
                text=f"The request also speaks of {named}. One region is planned; what must the other do?",
                assumed=said.value,
            )
        )


def _environment(
    draft: Requirements, chosen: str | None, assumptions: list[Assumption], conflicts: list[Conflict]
) -> None:
    said = draft.environment
    if chosen and said and said.value != chosen:
        conflicts.append(
            Conflict(
                message=f"The request says “{said.quote.text}”, the environment chosen is {chosen}.",
                resolution=f"{chosen} is used; choose {said.value} or change the request.",
                quotes=(said.quote,),
            )
        )
    if not chosen and not said:
        reason = "The request names no environment; production is the safer reading."
        assumptions.append(Assumption(subject="environment", value=DEFAULT_ENVIRONMENT, reason=reason))


def _money(draft: Requirements, assumptions: list[Assumption]) -> None:
    budget = next((m for m in draft.measures if m.quantity == "budget_usd_per_month"), None)
    if budget and any(sign in budget.quote.text.upper() for sign in ("€", "EUR", "£", "GBP", "POUND")):
        reason = f"“{budget.quote.text}” is not in US dollars; AWS prices are. It is compared one to one."
        assumptions.append(Assumption(subject="budget_usd_per_month", value=f"{budget.value:g}", reason=reason))


def _unanswered(draft: Requirements, questions: list[Question]) -> None:
    load = (
        "requests_per_second",
        "requests_per_month",
        "users",
        "concurrent_users",
        "events_per_second",
        "events_per_month",
        "files_per_month",
    )
    if not any(measure.quantity in load for measure in draft.measures):
        questions.append(
            Question(
                text="How many requests, users or files are expected?", assumed="the modest load in the assumptions"
            )
        )
    if draft.has("custom_domain"):
        questions.append(
            Question(
                text="Which domain name should it answer to, and who holds its DNS?", assumed="the names that AWS gives"
            )
        )
