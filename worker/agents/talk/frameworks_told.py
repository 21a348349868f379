"""A law or a standard that is asked about: what it asks of this design, what it would add and cost, what stays "
"outside."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from jobs.sheets import Sheet
from worker.agents.talk.design_answers import NOTHING_YET, design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.offers import Offer, offer
from worker.agents.talk.told import Citation, Told
from worker.agents.talk.wording import bullets, in_a_sentence, listed, money
from worker.architecture.reading.vocabulary import meanings
from worker.architecture.review.compliance import frameworks
from worker.architecture.review.findings import ComplianceView

MOST_OPEN = 4
MOST_BEYOND = 4
_ABOUT = re.compile(
    r"\b(?:what about|how about|^\W*and|what does|what (?:do|would|must) (?:we|i)|do we (?:need|fall)|"
    r"is (?:it|this|that) ok|relevant|mean for|apply|applies|think of|care about|worry about)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unknown:
    """A framework that the review has no file of."""

    title: str
    says: str
    page: str
    nearest: str


def framework_asked(words: str) -> str:
    """The framework that a question is about, by the name the review or frameworks_known.yaml has for it; else "
    "empty."""
    if not _ABOUT.search(words):
        return ""
    return framework_in(words)


def framework_in(words: str) -> str:
    """The first framework that the words name."""
    for name, (pattern, _) in _unknown().items():
        if pattern.search(words):
            return name
    reviewed = {one.name for one in frameworks()}
    return next((match.meaning for match in meanings("compliance").find(words) if match.meaning in reviewed), "")


def of_framework(name: str, sheet: Sheet, designs: Designs) -> Told:
    """What the framework asks of the design. It is no legal advice, and says so."""
    design = design_or_told(sheet, designs)
    other = _unknown().get(name)
    known = other[1].nearest if other else name
    if isinstance(design, Told):
        return design if design.text != NOTHING_YET else _without_design(name)
    view = next((one for one in _views(design, known) if one.framework == known), None)
    if view is None:
        return Told(f"I have no list of what {name} asks of an architecture, so I cannot judge the design by it.")
    made = (
        None
        if view.asked
        else offer(sheet, f"the controls of {view.title}", f"make it {_name(known)} compliant", designs)
    )
    if other:
        intro = (
            f"**{other[1].title}**: {other[1].says} I have no list of its controls. What it asks of an architecture "
            "is near "
            f"to {view.title}, and by that list:"
        )
        pages = [Citation(other[1].title, other[1].page), Citation(view.title, view.source)]
    else:
        intro = f"**{view.title}** ({view.edition}), as far as an architecture can show it:"
        pages = [Citation(view.title, view.source)]
    text = f"{intro}\n\n{bullets(_controls(view, design, made))}"
    text += f"\n\nWhat stays with you: {' '.join(one.question for one in view.beyond[:MOST_BEYOND])}"
    text += (
        f" AWS answers for its buildings, hardware and services; what you build on them, and {view.title} as a "
        "whole, is "
        "yours. This is no audit and no legal advice."
    )
    return Told(text, tuple(pages), (made.choice,) if made else ())


def _controls(view: ComplianceView, design: Design, made: Offer | None) -> list[str]:
    lines = [
        f"Held: {view.count('met')} of {view.count('met') + view.count('not_met')} controls that apply. "
        f"The data stands in {design.architecture.region}, and leaves it only where the design says so."
    ]
    missing = [f"{one.title} ({one.id})" for one in view.controls if one.status == "not_met"]
    if missing:
        more = f" and {len(missing) - MOST_OPEN} more" if len(missing) > MOST_OPEN else ""
        lines.append(f"Not held yet: {'; '.join(missing[:MOST_OPEN])}{more}.")
    if view.asked:
        lines.append("You asked for it, so the design has its controls already where the catalogue knows one.")
    elif made:
        old = {one.id for one in design.architecture.components}
        new = [in_a_sentence(one.name) for one in made.after.architecture.components if one.id not in old]
        brings = f", with {listed(new)}" if new else ""
        lines.append(
            f"Asking for it adds its controls{brings}: {money(made.after.cost.monthly_usd - made.usd)} → "
            f"**{money(made.after.cost.monthly_usd)} a month**."
        )
    return lines


def _views(design: Design, name: str) -> tuple[ComplianceView, ...]:
    return tuple(one for one in design.judgement.review.compliance if one.framework == name)


def _without_design(name: str) -> Told:
    other = _unknown().get(name)
    if other:
        return Told(f"**{other[1].title}**: {other[1].says}", (Citation(other[1].title, other[1].page),))
    one = next(one for one in frameworks() if one.name == name)
    text = f"**{one.title}** ({one.edition}): I judge a design by {len(one.controls)} of its controls. {NOTHING_YET}"
    return Told(text, (Citation(one.title, one.source),))


def _name(framework: str) -> str:
    return {"pci-dss": "PCI DSS", "soc2": "SOC 2", "iso27001": "ISO 27001"}.get(framework, framework.upper())


@cache
def _unknown() -> dict[str, tuple[re.Pattern[str], Unknown]]:
    read = yaml.safe_load((Path(__file__).parent / "frameworks_known.yaml").read_text(encoding="utf-8"))
    return {
        name: (
            re.compile(rf"\b(?:{'|'.join(map(re.escape, one['names']))})\b", re.IGNORECASE),
            Unknown(one["title"], one["is"], one["page"], one["nearest"]),
        )
        for name, one in read.items()
    }
