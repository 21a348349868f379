"""The words of a request that a condition holds for, so that a decision can quote them."""

import re

from worker.architecture.planner.facts import Facts, terms_of
from worker.architecture.requirements import Quote

_NAME = re.compile(r"(?P<name>\w+)\s*(?:>=|<=|>|<)")


def words_for(condition: str, facts: Facts) -> str:
    """What the request says that makes the condition hold; "" where it follows from an assumption."""
    quotes = (_quote(term, facts) for term in terms_of(condition))
    return next((quote.text for quote in quotes if quote and quote.text), "")


def asked(how: str, quote: Quote) -> str:
    """`The request names it: “an SQS queue”.`; what has no words of the request was assumed."""
    return f"{how}: “{quote.text}”." if quote.text else "It is assumed to be needed."


def _quote(term: str, facts: Facts) -> Quote | None:
    requirements = facts.requirements
    if compared := _NAME.match(term):
        return next((m.quote for m in requirements.measures if m.quantity == compared["name"]), None)
    kind, _, value = term.partition(":")
    quotes = {
        "capability": [one.quote for one in requirements.capabilities if one.name == value],
        "service": [service.quote for block, service in facts.wanted.items() if block == value],
        "compliance": [one.quote for one in requirements.compliance if value in ("", one.value)],
        "environment": [requirements.environment.quote] if requirements.environment else [],
        "says": [Quote(text=value, start=0)],
    }
    return next(iter(quotes.get(kind, [])), None)
