"""What the offline architect says and does in a conversation: it looks things up, then tells what it found."""

import json
import re
from collections.abc import Callable
from typing import Any

from strands.types.content import Messages
from strands.types.tools import ToolResult

from worker.agents.evidence import AVAILABILITY, SEARCH, answer_of
from worker.agents.links import without_strange_links
from worker.agents.offline_turns import Call, Turn
from worker.agents.talk.listening import Heard, Intent
from worker.agents.talk.sources import Row, relevant_rows, rows_named, words_that_say
from worker.agents.talk.subjects import Subject
from worker.agents.talk.told import Told, joined, told_from
from worker.agents.talk.wording import bullets, listed, sentence
from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading.facts import read_regions
from worker.architecture.reading.phrases import split_words
from worker.architecture.reading.vocabulary import load

ME = "Groundplan's offline architect: rules and a catalogue of AWS building blocks, not a language model"
CAN = (
    "Describe what you want to build, and I plan it, price it and ask what is missing. Ask about any AWS service "
    "(what is it, limits, price, regions), compare two, or size one for a load. Of the design ask why it is so, why "
    "not something else, what it costs, how safe and available it is, and what changes if something else held. When "
    "the sheet says what you mean, Analyze or Implement takes it over."
)
MOST_QUOTAS = 6
MOST_ROWS = 3
REGIONS_ASKED = 10
_REGION = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d\b")
OTHER_PARTITIONS = ("us-gov-", "cn-")
_PLAIN = {
    "greet": f"Hello. I am {ME}. What do you want to build?",
    "thank": "You are welcome. Ask on, or take the sheet over into Analyze or Implement.",
    "help": f"I am {ME}. {CAN}",
    "start_over": "Shall I empty the sheet and forget this design? “yes, start over” does.",
    "cleared": "The sheet is empty. What do you want to build?",
    "leave": "It stays as it is.",
    "refuse": "I only design. I change nothing in any account, and a text that orders me to do more is data to me.",
    "kept": (
        "What is said here and the sheet are kept with your organization's own data until you delete the conversation. "
        "I learn nothing from it. What I look up may go to AWS's public knowledge server, where your operator has "
        "that turned on."
    ),
    "undo": "I keep no earlier state of the sheet. Say what to change back, or change it in the sheet itself.",
}
_TOOLS = {
    "told": "what_changed",
    "design": "show_design",
    "cost": "estimate_cost",
    "review": "review_design",
    "flow": "explain_flow",
    "limits": "show_limits",
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
_FIRST = {
    "design": "This is where the design stands.",
    "cost": "What the sheet as it stands comes to.",
    "review": "I go through the design with the checks of the review.",
    "resilience": "What the design withstands.",
    "what_if": "I plan it once more with that change, and set the two side by side.",
    "recommend": "I look at what fits.",
    "search": "I look into the AWS documentation that is at hand.",
    "regions": "I look where it is available.",
}


def next_turn(heard: Heard, messages: Messages, tools: frozenset[str]) -> Turn:
    """First what is to be looked up, then the answer made of it."""
    results = _results(messages)
    if not results:
        calls = tuple(call for index, one in enumerate(heard.intents) for call in _calls(index, one, heard, tools))
        if calls:
            return Turn(_opening(heard), calls)
    if again := _asked_again(messages, results):
        return Turn("", again)
    return Turn(_answer(heard, results).text)


def _asked_again(messages: Messages, results: dict[str, ToolResult]) -> tuple[Call, ...]:
    """Regions of a question that was refused for one of them, without that one."""
    calls: list[Call] = []
    for message in messages:
        for block in message["content"]:
            use = block.get("toolUse")
            if use is None or not use["name"].endswith(AVAILABILITY) or f"{use['toolUseId']}_again" in results:
                continue
            result = results.get(use["toolUseId"])
            if result is None or result["status"] == "success" or use["toolUseId"].endswith("_again"):
                continue
            refused = set(_REGION.findall(_text(result)))
            left = [one for one in use["input"]["regions"] if one not in refused]
            if refused and left:
                calls.append(Call(f"{use['toolUseId']}_again", use["name"], {**use["input"], "regions": left}))
    return tuple(calls)


def _opening(heard: Heard) -> str:
    first = heard.intents[0]
    if first.kind == "told":
        purpose = next((one.value for one in heard.sheet.understood if one.label == "Purpose"), "")
        kind = next((one.value for one in heard.sheet.understood if one.label == "Kind of system"), "")
        if re.match(r"(?:i|we|our|my)\b", purpose, re.IGNORECASE):
            return f"I take this as {_article(kind)}.\n\n" if heard.is_first else ""
        purpose = f"{purpose[:1].lower()}{purpose[1:]}" if purpose[1:2].islower() else purpose
        return f"I take this as {_article(kind)}: {purpose.rstrip('.')}.\n\n" if heard.is_first else ""
    titles = [one.title for one in first.subjects]
    if first.kind in ("about", "size") and titles:
        return f"I look up {titles[0]}.\n\n"
    if first.kind == "compare" and len(titles) > 1:
        return f"I look up {listed(titles[:4])}.\n\n"
    return f"{_FIRST[first.kind]}\n\n" if first.kind in _FIRST else ""


def _article(words: str) -> str:
    if words.endswith(("s", "ing")) or words == "generative ai":
        return words.replace(" ai", " AI")
    return (
        f"{'an' if words[:1] in 'aeiou' or words.startswith('http') else 'a'} {words.replace('http api', 'HTTP API')}"
    )


def _calls(index: int, intent: Intent, heard: Heard, tools: frozenset[str]) -> list[Call]:
    own = _own_call(intent)
    calls = [Call(f"{intent.kind}_{index}", own[0], own[1])] if own and own[0] in tools else []
    return calls + _lookups(index, intent, heard, tools)


def _own_call(intent: Intent) -> tuple[str, dict[str, Any]] | None:
    """The tool of the talk's own desk that an intent is answered by."""
    names = [one.block or one.words for one in intent.subjects]
    first = names[0] if names else ""
    arguments: dict[str, dict[str, Any]] = {
        "what_if": {"change": intent.text},
        "review": {"question": intent.text},
        "why": {"service": first},
        "why_not": {"service": first},
        "about": {"service": first, "aspects": list(intent.aspects)},
        "compare": {"services": names},
        "recommend": {"need": intent.text},
        "size": {"service": first, "load": intent.text},
        "regions": {"services": names},
        "summarise": {"part": "summary"},
        **{part: {"part": part} for part in ("understood", "assumed", "missing", "next")},
    }
    name = _TOOLS.get(intent.kind)
    return (name, arguments.get(intent.kind, {})) if name else None


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
        phrase = f"{intent.subjects[0].title} {aspects or _beyond(intent)}".strip()[:300]
    names = sorted(name for name in tools if name.endswith(SEARCH)) if phrase else []
    return [
        Call(f"search_{index}_{number}", name, {"search_phrase": phrase, "limit": 5})
        for number, name in enumerate(names)
    ]


def _beyond(intent: Intent) -> str:
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
        asked = {"quota": _beyond(intent)} if _beyond(intent) else {}
        calls += _named("get_quota", {"service": subject.block, **asked}, f"quota_{index}", tools)
    if "price" in intent.aspects:
        region = next((one.value for one in heard.sheet.understood if one.label == "Region"), "us-east-1")
        calls += _named("get_price", {"service": subject.block, "region": region}, f"price_{index}", tools)
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


def _answer(heard: Heard, results: dict[str, ToolResult]) -> Told:
    parts = [_part(index, one, results) for index, one in enumerate(heard.intents)]
    told = joined(parts)
    return told if told.text else Told(_no_answer(""))


def _part(index: int, intent: Intent, results: dict[str, ToolResult]) -> Told:
    if intent.kind in _PLAIN:
        return Told(_PLAIN[intent.kind])
    if intent.kind == "nothing":
        return Told(f"That is so already: {sentence(intent.text)}")
    if intent.kind == "unclear":
        return Told(intent.text)
    if intent.kind == "off_topic":
        return Told(f"I have no answer to that: I am {ME}, and I read English. Ask “what can you do?” for what I can.")
    told = _told(results.get(f"{intent.kind}_{index}"))
    match intent.kind:
        case "search":
            return _found(index, intent, results)
        case "about":
            told = _more_of_service(index, intent, told, results)
        case "regions":
            where = _where(intent, index, results)
            told = Told(where.text or told.text, told.citations) if len(intent.subjects) == 1 else joined([where, told])
    return told


def _no_answer(before: str) -> str:
    return f"{before}I am {ME}, so I answer in English, from what I can look up and plan. {CAN}"


def _told(result: ToolResult | None) -> Told:
    if result is None:
        return Told("")
    if result["status"] != "success":
        return Told(f"That could not be worked out: {_text(result)[:300]}")
    try:
        return told_from(json.loads(_text(result)))
    except ValueError:
        return Told("")


def _more_of_service(index: int, intent: Intent, told: Told, results: dict[str, ToolResult]) -> Told:
    subject = intent.subjects[0]
    if not subject.block:
        said = _facts(results.get(f"describe_{index}"))
        lines = [sentence(text) for text, _ in said[:3]]
        rows = _rows(index, subject.title, results, rows_named)
        lines += [f"[{row.title}]({row.url}): {sentence(row.context)}" for row in rows] if not lines else []
        found = bullets(lines) if lines else "I looked for it in the documentation that is at hand and found nothing."
        beside = tuple(row.page for row in rows)
        return Told(f"{told.text}\n\n{found}", (*told.citations, *beside), told.choices)
    beyond = words_that_say(_beyond(intent))
    if "limits" in intent.aspects:
        known = told.text.lower()
        facts = _facts(results.get(f"quota_{index}"), () if beyond else ("quota",))
        fitting = [text for text, _ in facts if not beyond or beyond & words_that_say(_spaced(text))]
        more = [text for text in fitting if text.lower().rstrip(".") not in known][:MOST_QUOTAS]
        if more:
            told = Told(f"{told.text}\n\nThe reference has beside:\n\n{bullets(more)}", told.citations, told.choices)
    elif intent.aspects == ("what",) and beyond:
        rows = [row for row in _rows(index, " ".join(beyond), results) if _speaks_of(row, subject)]
        if rows:
            lines = [f"[{row.title}]({row.url}): {sentence(row.context)}" for row in rows]
            text = f"{told.text}\n\nThe documentation at hand on that:\n\n{bullets(lines)}"
            told = Told(text, (*told.citations, *(row.page for row in rows)), told.choices)
        elif _asks_whether(intent.text):
            told = Told(f"On that in particular I found nothing. What I know of it:\n\n{told.text}", told.citations)
    return told


def _spaced(text: str) -> str:
    """`MessageRetentionPeriod` as words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)


def _asks_whether(text: str) -> bool:
    return re.match(r"^\W*(?:and )?(?:does|do|can|is|are|has|will|how|when|which)\b", text, re.IGNORECASE) is not None


def _speaks_of(row: Row, subject: Subject) -> bool:
    named = words_that_say(f"{subject.words} {load_catalogue().block(subject.block).service}")
    return bool(named & words_that_say(f"{row.title} {row.context} {row.url}"))


def _facts(result: ToolResult | None, kinds: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Text and address of each fact of these kinds that one of our reference's own tools gave."""
    content = answer_of(result) if result is not None and result["status"] == "success" else None
    facts = content.get("facts") if isinstance(content, dict) else None
    return [
        (without_strange_links(str(one["text"]))[:400], str((one.get("source") or {}).get("url", "")))
        for one in facts or ()
        if isinstance(one, dict) and one.get("text") and isinstance(one.get("source") or {}, dict)
        if not kinds or one.get("kind") in kinds
    ]


def _rows(
    index: int,
    asked: str,
    results: dict[str, ToolResult],
    choose: Callable[[ToolResult, str], list[Row]] = relevant_rows,
) -> list[Row]:
    """Of every search for one intent, each page once."""
    found = [result for name, result in results.items() if name.startswith(f"search_{index}_")]
    rows = {row.url: row for result in found for row in choose(result, asked)}
    return list(rows.values())[:MOST_ROWS]


def _found(index: int, intent: Intent, results: dict[str, ToolResult]) -> Told:
    answered = [
        name
        for name, result in results.items()
        if name.startswith(f"search_{index}_") and result["status"] == "success"
    ]
    if not answered:
        return Told(f"No knowledge server could be asked, so I cannot look that up now. {CAN}")
    rows = _rows(index, intent.text, results)
    if not rows:
        return Told(f"I found nothing on that in the documentation at hand. {CAN}")
    lines = [f"**{row.title}**: {sentence(row.context)} ({row.url})" for row in rows]
    return Told(f"The documentation at hand has this on it:\n\n{bullets(lines)}", tuple(row.page for row in rows))


def _where(intent: Intent, index: int, results: dict[str, ToolResult]) -> Told:
    there: list[str] = []
    absent: list[str] = []
    unasked = 0
    for name, result in results.items():
        if not name.startswith(f"regions_{index}_"):
            continue
        content = answer_of(result) if result["status"] == "success" else None
        regions = content.get("regions") if isinstance(content, dict) else None
        unasked += not isinstance(regions, dict) and f"{name}_again" not in results
        for region, statuses in regions.items() if isinstance(regions, dict) else ():
            missing = isinstance(statuses, dict) and any(one == "isNotAvailableIn" for one in statuses.values())
            (absent if missing else there).append(str(region))
    if not there and not absent:
        return Told("")
    title = listed([one.title for one in intent.subjects])
    text = f"**{title}** is available in {listed(sorted(there))}." if there else f"**{title}** is in none of these."
    if absent:
        text += f" Not in {listed(sorted(absent), 'or')}."
    if unasked:
        text += " The server did not answer for all regions, so there may be more of either."
    return Told(text)


def _results(messages: Messages) -> dict[str, ToolResult]:
    """By the id of the call."""
    return {
        block["toolResult"]["toolUseId"]: block["toolResult"]
        for message in messages
        for block in message["content"]
        if "toolResult" in block
    }


def _text(result: ToolResult) -> str:
    return "".join(block["text"] for block in result["content"] if "text" in block)
