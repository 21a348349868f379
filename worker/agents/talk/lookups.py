"""What the offline architect looks up for an intent: tools of the talk's own desk, and the knowledge servers."""

from typing import Any

from worker.agents.evidence import AVAILABILITY, SEARCH
from worker.agents.offline_turns import Call
from worker.agents.talk.intents import Heard, Intent
from worker.agents.talk.sources import words_that_say
from worker.agents.talk.subjects import Subject
from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading.facts import read_regions
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.vocabulary import load

REGIONS_ASKED = 10
OTHER_PARTITIONS = ("us-gov-", "cn-")
_TOOLS = {
    "told": "what_changed",
    "undone": "what_changed",
    "design": "show_design",
    "cost": "estimate_cost",
    "review": "review_design",
    "flow": "explain_flow",
    "limits": "show_limits",
    "load": "show_load",
    "sum": "work_out",
    "headroom": "show_headroom",
    "could_go": "what_could_go",
    "said": "what_was_said",
    "which_of": "choose_between",
    "happening": "what_happens_when",
    "framework": "what_framework_asks",
    "thing": "judge_thing",
    "save": "save_money",
    "against_now": "compare_with_today",
    "two_loads": "quiet_and_busy_month",
    "moving": "plan_the_move",
    "better_here": "which_is_better_here",
    "needed": "is_it_needed",
    "resilience": "resilience",
    "what_if": "what_changes_if",
    "why": "explain_choice",
    "why_not": "explain_choice",
    "about": "about_service",
    "compare": "set_side_by_side",
    "recommend": "recommend_for",
    "size": "size_service",
    "regions": "regions_without",
    **dict.fromkeys(("understood", "assumed", "missing", "next", "summarise"), "read_sheet"),
}


def calls_for(index: int, intent: Intent, heard: Heard, tools: frozenset[str]) -> list[Call]:
    """First the desk, then whoever else knows."""
    own = _own_call(intent)
    calls = [Call(f"{intent.kind}_{index}", own[0], own[1])] if own and own[0] in tools else []
    return calls + _lookups(index, intent, heard, tools)


def _own_call(intent: Intent) -> tuple[str, dict[str, Any]] | None:
    """The tool of the talk's own desk that an intent is answered by."""
    # A service that another stands in for is told by its own name.
    names = [one.words if one.substitute else one.block or one.words for one in intent.subjects]
    first = names[0] if names else ""
    arguments: dict[str, dict[str, Any]] = {
        "what_if": {"change": intent.text},
        "review": {"question": intent.text},
        "why": {"service": first},
        "why_not": {"service": first},
        "about": {"service": first, "aspects": list(intent.aspects), **_there(intent.text)},
        "compare": {"services": names, **_there(intent.text)},
        "recommend": {"need": intent.text},
        "sum": {"question": intent.text, **_there(intent.text)},
        "headroom": {"question": intent.text},
        "said": {"question": intent.text},
        "happening": {"mishap": intent.text},
        "framework": {"framework": intent.text},
        **{kind: {"question": intent.text} for kind in ("thing", "against_now", "two_loads")},
        "better_here": {"services": names},
        "needed": {"service": first},
        "which_of": {"services": names, "question": intent.text},
        "size": {"service": intent.subjects[0].words if names else "", "load": intent.text, **_there(intent.text)},
        "regions": {"services": names},
        "summarise": {"part": "summary"},
        **{part: {"part": part} for part in ("understood", "assumed", "missing", "next")},
    }
    name = _TOOLS.get(intent.kind)
    return (name, arguments.get(intent.kind, {})) if name else None


def _there(text: str) -> dict[str, str]:
    """The region that a question names."""
    named = read_regions(text, split_words(text)) or read_regions(f"in {text}", split_words(f"in {text}"))
    return {"region": named[0].value} if named else {}


def _lookups(index: int, intent: Intent, heard: Heard, tools: frozenset[str]) -> list[Call]:
    """What the knowledge servers are asked beside."""
    subject = intent.subjects[0] if intent.subjects else None
    calls = _searches(index, intent, tools)
    if intent.kind == "search" or subject is None:
        return calls
    if intent.kind == "about":
        calls += _facts_asked(index, intent, subject, heard, tools)
    if intent.kind == "compare":
        names = [one.block for one in intent.subjects if one.block][:4]
        calls += _named("compare_services", {"services": names}, f"beside_{index}", tools) if len(names) > 1 else []
    if intent.kind == "regions":
        calls += _regions_asked(index, intent, tools)
    return calls


def _searches(index: int, intent: Intent, tools: frozenset[str]) -> list[Call]:
    """On every server that searches: ours, and AWS's own where it can be reached."""
    phrase = intent.text[:300] if intent.kind in ("search", "recommend") else ""
    if intent.subjects and intent.kind in ("about", "compare", "size"):
        aspects = " ".join(one for one in intent.aspects if one not in ("what", "effort", "neighbours"))
        phrase = f"{intent.subjects[0].title} {aspects or beyond(intent)}".strip()[:300]
    names = sorted(name for name in tools if name.endswith(SEARCH)) if phrase else []
    return [
        Call(f"search_{index}_{number}", name, {"search_phrase": phrase, "limit": 5})
        for number, name in enumerate(names)
    ]


def beyond(intent: Intent) -> str:
    """The words of a question that say more than the service's name: `support transactions`."""
    known = words_that_say(
        " ".join(f"{one.title} {one.words} {one.block.replace('_', ' ')}" for one in intent.subjects)
    )
    return " ".join(word for word in sorted(words_that_say(intent.text) - known) if len(word) > 2)


def _facts_asked(index: int, intent: Intent, subject: Subject, heard: Heard, tools: frozenset[str]) -> list[Call]:
    """Facts that a reference server keeps of the service."""
    if not subject.block:
        return _named("describe_service", {"service": subject.words}, f"describe_{index}", tools)
    calls: list[Call] = []
    if "limits" in intent.aspects:
        asked = {"quota": beyond(intent)} if beyond(intent) else {}
        calls += _named("get_quota", {"service": subject.block, **asked}, f"quota_{index}", tools)
    if "price" in intent.aspects:
        told = next((one.value for one in heard.sheet.understood if one.label == "Region"), "us-east-1")
        asked_of = {"service": subject.block, "region": heard.sheet.region or told, **_there(intent.text)}
        calls += _named("get_price", asked_of, f"price_{index}", tools)
    return calls


def _named(name: str, arguments: dict[str, Any], call_id: str, tools: frozenset[str]) -> list[Call]:
    """The tool of this name, whatever prefix the pool has put before it."""
    found = next((one for one in sorted(tools) if one == name or one.endswith(f"_{name}")), "")
    return [Call(call_id, found, arguments)] if found else []


def _regions_asked(index: int, intent: Intent, tools: frozenset[str]) -> list[Call]:
    name = next((one for one in sorted(tools) if one.endswith(AVAILABILITY)), "")
    blocks = [load_catalogue().block(one.block) for one in intent.subjects if one.block]
    types = [block.resources["cloudformation"][0] for block in blocks if block.resources.get("cloudformation")]
    if not name or not types:
        return []
    named = [one.value for one in read_regions(intent.text, split_words(intent.text))]
    wanted = named or [one for one in load("regions") if not one.startswith(OTHER_PARTITIONS)]
    groups = [wanted[start : start + REGIONS_ASKED] for start in range(0, len(wanted), REGIONS_ASKED)]
    return [
        Call(f"regions_{index}_{number}", name, {"regions": group, "resource_type": "cfn", "filters": types})
        for number, group in enumerate(groups)
    ]
