"""What the offline architect says and does in a conversation: it looks things up, then tells what it found."""

import json
import re

from strands.types.content import Messages
from strands.types.tools import ToolResult

from worker.agents.evidence import AVAILABILITY
from worker.agents.offline_turns import Call, Turn
from worker.agents.talk.findings import Results, found, more_of_service, where
from worker.agents.talk.intents import Heard, Intent
from worker.agents.talk.lookups import calls_for
from worker.agents.talk.told import Told, joined, told_from
from worker.agents.talk.wording import listed, sentence

ME = "Groundplan's offline architect: rules and a catalogue of AWS building blocks, not a language model"
CAN = (
    "Describe what you want to build, and I plan it, price it and ask what is missing. Ask about any AWS service "
    "(what is it, limits, price, regions), compare two, or size one for a load. Of the design ask why it is so, why "
    "not something else, what it costs, how safe and available it is, and what changes if something else held. When "
    "the sheet says what you mean, Analyze or Implement takes it over."
)
_REGION = re.compile(r"\b[a-z]{2}(?:-[a-z]+)+-\d\b")
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
    "undo": "There is nothing to undo: I know no earlier state of the sheet.",
}
_FIRST = {
    "design": "This is where the design stands.",
    "cost": "What the sheet as it stands comes to.",
    "review": "I go through the design with the checks of the review.",
    "resilience": "What the design withstands.",
    "undone": "I put the sheet back to what it was.",
    "load": "I look at what the design is counted on.",
    "what_if": "I plan it once more with that change, and set the two side by side.",
    "recommend": "I look at what fits.",
    "headroom": "I hold the load against the limits.",
    "could_go": "I plan it without each part in turn.",
    "search": "I look into the AWS documentation that is at hand.",
    "regions": "I look where it is available.",
}


def next_turn(heard: Heard, messages: Messages, tools: frozenset[str]) -> Turn:
    """First what is to be looked up, then the answer made of it."""
    results = _results(messages)
    if not results:
        calls = tuple(call for index, one in enumerate(heard.intents) for call in calls_for(index, one, heard, tools))
        if calls:
            return Turn(_opening(heard), calls)
    if again := _asked_again(messages, results):
        return Turn("", again)
    return Turn(_answer(heard, results).text)


def _asked_again(messages: Messages, results: Results) -> tuple[Call, ...]:
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


def _answer(heard: Heard, results: Results) -> Told:
    parts = [_part(index, one, results) for index, one in enumerate(heard.intents)]
    told = joined(parts)
    return told if told.text else Told(_no_answer(""))


def _part(index: int, intent: Intent, results: Results) -> Told:
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
            return found(index, intent, results)
        case "about":
            told = more_of_service(index, intent, told, results)
        case "regions":
            place = where(intent, index, results)
            told = Told(place.text or told.text, told.citations) if len(intent.subjects) == 1 else joined([place, told])
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
