"""What was said of a thing: the words of the talk that name it, and what stands in the sheet of it now."""

import re

from jobs.sheets import Sheet
from worker.agents.talk.sources import words_that_say
from worker.agents.talk.state import Talk
from worker.agents.talk.told import Told
from worker.agents.talk.wording import bullets, plain, sentence

MOST = 5
LONGEST = 220
_ABOUT = re.compile(
    r"\b(?:said|say|told|tell|mention(?:ed)?|wrote|write|ask(?:ed)?|decide[d]?|agree[d]?|want(?:ed)?|spoke|speak|talk(?:ed)?)\b"
    r"(?:\s+(?:you|me|us|that|we|i))*\s*(?:about|on|of|for|regarding|concerning|as to|when it comes to)?"
    r"\s*(?:the |our |my |its )?(?P<what>.*?)\W*$",
    re.IGNORECASE,
)
_BY_YOU = re.compile(r"\b(?:did|have|had) you\b|\byou (?:said|told|mentioned|wrote)\b", re.IGNORECASE)
_NOT_THEME = re.compile(r"^(?:so far|before|earlier|until now|already|at first|again|it|that|this)?$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def theme_of(words: str) -> str:
    """`What did I say about the visitors?` is about `visitors`; empty for all of it."""
    match = _ABOUT.search(words)
    what = match["what"].strip() if match else ""
    return "" if _NOT_THEME.match(what) else what


def said_of(words: str, talk: Talk, sheet: Sheet) -> Told:
    """The sentences that speak of the theme of the question, by whom it asks for, and the sheet's lines."""
    theme = theme_of(words)
    keys = _stems(theme)
    mine = bool(_BY_YOU.search(words))
    who, side = ("I", "assistant") if mine else ("You", "user")
    said = [
        _short(one) for said in talk.transcript if said.role == side for one in _sentences(said.text, keys, mine=mine)
    ]
    if not mine and not said:
        # What is older stands in the summary and in the request.
        said = [_short(one) for one in _sentences(f"{talk.summary}\n{sheet.request}", keys, mine=False)]
    said = list(dict.fromkeys(said))[:MOST]
    rows = [
        f"{sentence(one.label).rstrip('.')}: {one.value}{f' (“{one.quote}”)' if one.quote else ''}"
        for one in sheet.understood
        if one.label != "Purpose" and keys & _stems(f"{plain(one.label)} {one.value} {one.quote}")
    ]
    rows += [
        f"You set: {plain(name)} = {value}" for name, value in sheet.assumptions.items() if keys & _stems(plain(name))
    ]
    assumed = [
        f"{plain(one.subject)} = {one.value}: {one.reason}"
        for one in sheet.assumed
        if keys & _stems(plain(one.subject.replace(".", " ")))
    ][:3]
    if not said and not rows:
        told = f"{who} said nothing about {theme} that I find in this talk."
        return Told(
            f"{told} I assume:\n\n{bullets(assumed)}" if assumed else f"{told} Say it, and it goes into the sheet."
        )
    text = f"{who} said about {theme}:\n\n{bullets([f'“{one}”' for one in said])}" if said else ""
    if rows:
        text += f"\n\nIn the sheet now:\n\n{bullets(rows)}"
    elif not mine:
        text += "\n\nThe sheet has it in the request, and no number or choice of the design follows from it."
    return Told(text.strip())


def _sentences(text: str, keys: set[str], *, mine: bool) -> list[str]:
    """Those that have a word of the theme; of an answer without its table rows and headings."""
    found = [one.strip(" -*\u2022") for one in _SENTENCE.split(text)]
    return [
        one.removeprefix("You: ")
        for one in found
        if keys & _stems(one) and not one.startswith("|") and not (one.endswith("?") and not mine)
    ]


def _stems(text: str) -> set[str]:
    return {re.sub(r"(?:ies|es|s|ing|ed|y)$", "", word) for word in words_that_say(text.replace("_", " "))}


def _short(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
