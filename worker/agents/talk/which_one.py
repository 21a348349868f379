"""`Which one is cheaper?` after a comparison: answered of the services that were set side by side."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from jobs.sheets import Sheet
from worker.agents.talk import cues
from worker.agents.talk.comparing import cost_at, verdict
from worker.agents.talk.facts import limits, page_of
from worker.agents.talk.load_answers import MONTH_SECONDS
from worker.agents.talk.state import Talk
from worker.agents.talk.subjects import Subject
from worker.agents.talk.told import Choice, Told
from worker.agents.talk.wording import EFFORTS, bullets, listed, money, number, plain, sentence
from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue

Criterion = Literal["cost", "effort", "latency", "uptime", "growth", "limits", "all"]
OF_THESE = "Of "
"""How an answer begins that goes on with a comparison."""
USUAL_LOAD = 1_000_000
TIMES = (1, 10, 100)
LOOK_BACK = 8
"""Answers in which a comparison is looked for."""
CENT = 0.005
CALLS = "requests a month"
COUNTED = re.compile(r"(?P<what>requests|events|files) (?:per|a) (?P<period>month|second)$")
"""Labels of the sheet."""
_HEADER = re.compile(r"^\|\s*\|(?P<titles>(?:\s*\*\*[^|]+\*\*\s*\|)+)\s*$", re.MULTILINE)
_WHICH = re.compile(
    r"\b(?:which|what)\s+(?:one|of (?:them|these|those|the (?:two|three|four)|both)|"
    r"would|do|is|should|has|costs?|scales?|gives?)\b|"
    r"\b(?:who|the)\s+(?:is\s+)?(?:cheap|fast|simpl|eas|bett|saf)\w*(?: one)?\W*$|"
    r"^\W*(?:and |so |but )*(?:is|are) (?:one|either|any) (?:of them )?\w+er\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\bof (?:them|these|those|the (?:two|three|four)|both)\b", re.IGNORECASE)
_CRITERIA: dict[Criterion, re.Pattern[str]] = {
    "cost": re.compile(r"\bcheap\w*|\bcosts?\b|\bexpensive\b|\bprice\w*|\bmoney\b|\bdear(?:er|est)?\b", re.IGNORECASE),
    "effort": re.compile(
        r"\bset(?:ting)?[- ]?up\b|\beas\w+|\bsimpl\w+|\beffort\b|\bwork\b|\boperat\w+|\bmaint\w+|\bmanag\w+|"
        r"\bget going\b|\blearn\b|\bquick(?:er|est)? to \w+|\bdeploy\b",
        re.IGNORECASE,
    ),
    "uptime": re.compile(
        r"\breliab\w+|\bavailab\w+|\buptime\b|\bsaf(?:er|est)\b|\brobust\b|\bdurab\w+|\bstable\b", re.IGNORECASE
    ),
    "growth": re.compile(r"\bscal\w+|\bgrow\w*", re.IGNORECASE),
    "latency": re.compile(r"\bfast\w*|\bquick\w*|\blatenc\w+|\bspeed\b|\bslow\w*", re.IGNORECASE),
    "limits": re.compile(r"\blimits?\b|\bquotas?\b", re.IGNORECASE),
    "all": re.compile(
        r"\bbetter\b|\bbest\b|\bwould you\b|\brecommend\b|\btake\b|\bchoose\b|\bpick\b|\bsuits?\b|\bfits?\b|\buse\b",
        re.IGNORECASE,
    ),
}
"""In this order: `faster to set up` is effort."""


def asks_which(words: str) -> bool:
    """Does it ask which of several is more of something?"""
    return bool(_WHICH.search(words)) and any(cue.search(words) for cue in _CRITERIA.values())


def compared_before(words: str, talk: Talk, catalogue: Catalogue) -> tuple[Subject, ...]:
    """What the last answer set side by side, or went on with. Where the talk has moved on only `which of them` means
    it still."""
    answers = [said for said in reversed(talk.transcript) if said.role == "assistant"][:LOOK_BACK]
    for said in answers:
        if cues.SIDE_BY_SIDE in said.text[:400] and (match := _HEADER.search(said.text)):
            titles = re.findall(r"\*\*(.+?)\*\*", match["titles"])
            known = {block.title: block.name for block in catalogue.blocks.values()}
            return tuple(Subject(one, known[one], one) for one in titles if one in known)
        if not said.text.startswith(OF_THESE) and not _OF_THEM.search(words):
            return ()
    return ()


def which_of(subjects: Sequence[Subject], words: str, sheet: Sheet, region: str, catalogue: Catalogue) -> Told:
    """Ordered by what the words ask for, the best in front."""
    blocks = [catalogue.block(one.block) for one in subjects if one.block]
    if len(blocks) < 2:
        return Told("I have nothing to choose between: say “compare SQS and Kinesis” first.")
    criterion = next((name for name, cue in _CRITERIA.items() if cue.search(words)), "all")
    head = f"{OF_THESE}{listed([block.title for block in blocks])}: "
    body = _cost(blocks, sheet, region, catalogue) if criterion == "cost" else _ANSWERS[criterion](blocks)
    choices = tuple(Choice(f"Use {block.title}", f"Use {block.names[0]}") for block in blocks)
    return Told(head + body, tuple(page_of(block) for block in blocks), choices)


def _cost(blocks: Sequence[Block], sheet: Sheet, region: str, catalogue: Catalogue) -> str:
    """At the load of the sheet and at ten and a hundred times that: what is cheaper often turns."""
    amount, unit, who = _load(sheet)
    sums = {
        block.title: [cost_at(block, f"{number(amount * times)} {unit}", region, catalogue) for times in TIMES]
        for block in blocks
    }
    if any(None in one for one in sums.values()):
        text = "they are not counted by the same load, so which is cheaper depends on what you do with them."
        return f"{text}\n\n{verdict(blocks)}"
    found = {title: [one or 0.0 for one in each] for title, each in sums.items()}
    best = [min(found, key=lambda title: found[title][index]) for index in range(len(TIMES))]
    dearest = [max(each[index] for each in found.values()) for index in range(len(TIMES))]
    if all(abs(max(column) - min(column)) < CENT for column in zip(*found.values(), strict=True)):
        text = "they cost the same at this load."
    else:
        text = f"**{best[0]}** is cheaper at {number(amount)} {unit} ({who})."
        turns = next((index for index, title in enumerate(best) if title != best[0]), None)
        if turns and found[best[0]][0] < dearest[0]:
            text += f" At {TIMES[turns]} times that it turns: then it is {best[turns]}."
    rows = [f"| {title} | {' | '.join(f'{money(one)}' for one in each)} |" for title, each in found.items()]
    heads = " | ".join("at that load" if times == 1 else f"at {times} times" for times in TIMES)
    return (
        f"{text}\n\n| A month in {region} | {heads} |\n|---{'|---' * len(TIMES)}|\n"
        + "\n".join(rows)
        + "\n\nOnly the part itself, on demand, as the planner would set it up; “size … for …” shows a sum."
        + _steady(found)
    )


def _steady(found: dict[str, list[float]]) -> str:
    """Of servers the planner takes as many for a hundred times the load: who reads the table is told."""
    still = [title for title, each in found.items() if each[0] >= CENT and each[0] == each[-1]]
    if not still:
        return ""
    return (
        f" {listed(still)}: its size does not follow from requests, so at the higher loads it takes more than is shown."
    )


def _load(sheet: Sheet) -> tuple[float, str, str]:
    """Amount, unit and who says so."""
    said = {
        match["what"]: float(one.value.split(" ")[0].replace(",", ""))
        * (MONTH_SECONDS if match["period"] == "second" else 1)
        for one in sheet.understood
        if (match := COUNTED.match(one.label))
    }
    if not said:
        return USUAL_LOAD, CALLS, "assumed, since you named no load"
    what = max(said, key=lambda one: said[one])
    who = "as you said" if what == "requests" else f"one for each of the {what} that you named"
    return said[what], CALLS, who


def _effort(blocks: Sequence[Block]) -> str:
    ranked = sorted(blocks, key=lambda block: (block.effort, block.placement not in ("regional", "global", "edge")))
    lines = [f"**{block.title}**: {EFFORTS[block.effort]}{_network(block)}." for block in ranked]
    if (ranked[0].effort, _network(ranked[0])) == (ranked[-1].effort, _network(ranked[-1])):
        return f"there is no difference in what is to be set up and run.\n\n{bullets(lines)}"
    return f"**{ranked[0].title}** is set up and run with the least work.\n\n{bullets(lines)}"


def _network(block: Block) -> str:
    return ", and a network to stand in" if block.placement.endswith("subnets") else ""


def _latency(blocks: Sequence[Block]) -> str:
    lines = [
        f"**{block.title}**: {plain(block.latency) if block.latency != 'none' else 'no request waits for it'}."
        for block in blocks
    ]
    alike = len({block.latency for block in blocks}) == 1
    text = (
        "they are in the same class; only a test with your load tells them apart."
        if alike
        else "how long a request waits:"
    )
    return f"{text}\n\n{bullets(lines)}"


def _uptime(blocks: Sequence[Block]) -> str:
    ranked = sorted(blocks, key=lambda block: -_promised(block))
    lines = [
        f"**{block.title}**: {f'up to {_promised(block):g} % a month' if block.slas else 'no promise'}."
        for block in ranked
    ]
    return f"what AWS promises of the uptime, the highest in front:\n\n{bullets(lines)}"


def _promised(block: Block) -> float:
    return max((one.monthly_percent for one in block.slas), default=0)


def _growth(blocks: Sequence[Block]) -> str:
    lines = [f"**{block.title}**: {sentence(block.scaling) or 'nothing on record.'}" for block in blocks]
    return f"how they grow:\n\n{bullets(lines)}"


def _limits(blocks: Sequence[Block]) -> str:
    return "their limits.\n\n" + "\n\n".join(limits(block).text for block in blocks)


_ANSWERS: dict[str, Callable[[Sequence[Block]], str]] = {
    "effort": _effort,
    "latency": _latency,
    "uptime": _uptime,
    "growth": _growth,
    "limits": _limits,
    "all": lambda blocks: f"\n\n{verdict(blocks)}",
}
