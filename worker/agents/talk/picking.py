"""What is meant by `the second one`, `2`, or the label of a choice."""

import re

from worker.agents.talk.state import Talk

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_PICK = re.compile(
    r"^\W*(?:(?:option|number|choice|i (?:take|choose|pick|want)|take|choose|pick|use|go with|"
    r"let'?s (?:take|use|go with))\s+)*(?:the )?"
    r"(?:(?P<digit>[1-9])|(?P<word>first|second|third|fourth|last)(?: (?:one|option|choice))?)\W*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\bthe (?P<word>first|second|third|fourth|last)(?: (?:one|option|choice|service))\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\d+\. \*\*(.+?)\*\*", re.MULTILINE)


def picked(message: str, talk: Talk) -> str:
    """What is meant by `the second one`, `2`, or the label of a choice."""
    last = talk.last("assistant")
    if last is None:
        return message
    offered = [(one.label, one.value) for one in last.choices]
    offered = offered or [(name, f"Tell me about {name}") for name in _NUMBERED.findall(last.text)]
    known = [(choice.label, choice.value) for one in talk.sheet.questions for choice in one.choices]
    for label, value in (*offered, *known):
        if message.lower().strip(" .!") == label.lower():
            return value
    if match := _PICK.match(message):
        index = int(match["digit"]) - 1 if match["digit"] else _ORDINALS[match["word"].lower()]
        return offered[index][1] if offered and index < len(offered) else message
    if (match := _WITHIN.search(message)) and offered:
        index = _ORDINALS[match["word"].lower()]
        if index < len(offered):
            return f"{message[: match.start()]}{_name(offered[index][0])}{message[match.end() :]}"
    return message


def _name(label: str) -> str:
    """`Use Amazon SQS queue` names the queue."""
    return label.removeprefix("Use ")
