"""`Why not just one big server?`, `must we keep Windows?`: things that people know, judged against the design."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from jobs.sheets import Sheet
from worker.agents.talk.design_answers import NOTHING_YET, design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.facts import page_of
from worker.agents.talk.offers import offers
from worker.agents.talk.told import Choice, Told
from worker.agents.talk.wording import bullets, money, uptime
from worker.architecture.errors import EngineError
from worker.architecture.options import effective_options

_ASKS = re.compile(
    r"\b(?:why (?:not|do|don)|can(?:no|['\u2019])?t? (?:we|i|it)|could(?:n['\u2019]t)? (?:we|i|it)|"
    r"would(?:n['\u2019]t)?|must|have to|need|should|"
    r"what about|how about|is(?:n['\u2019]t)?|instead|rather|better|enough|keep|just)\b",
    re.IGNORECASE,
)
WINDOWS_ENGINES = ("sqlserver",)


@dataclass(frozen=True)
class Thing:
    """See everyday_things.yaml."""

    name: str
    says: re.Pattern[str]
    title: str
    judged: str
    block: str = ""


def thing_asked(words: str) -> Thing | None:
    """The thing that a question is about."""
    if not _ASKS.search(words):
        return None
    return next((one for one in things().values() if one.says.search(words)), None)


def of_thing(thing: Thing, sheet: Sheet, designs: Designs) -> Told:
    """What it would mean here."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return (
            Told(f"**{thing.title}**. {thing.judged} {NOTHING_YET}".strip()) if design.text == NOTHING_YET else design
        )
    if thing.name == "windows":
        return _windows(sheet, design, designs)
    if thing.block:
        return _compared(thing, design, designs)
    return Told(f"**{thing.title}?** {thing.judged}\n\nThe design here costs {money(design.cost.monthly_usd)} a month.")


def _compared(thing: Thing, design: Design, designs: Designs) -> Told:
    block = designs.catalogue.block(thing.block)
    lines = [thing.judged]
    try:
        alone = designs.design(Sheet(request="One EC2 server", region=design.architecture.region))
    except EngineError:
        alone = None
    parts = alone.of_block(thing.block) if alone else []
    if alone and parts:
        size = effective_options(parts[0], block).get("instance_type", "")
        cost = sum(one.monthly_usd for one in alone.cost.components if one.component in {part.id for part in parts})
        lines.append(
            f"A small one ({size}) with its disk costs about {money(cost)} a month before backups, twice the size "
            "about twice "
            f"that; the design costs **{money(design.cost.monthly_usd)}**."
        )
    promise, single = (
        design.judgement.availability.percent,
        min((one.monthly_percent for one in block.slas), default=None),
    )
    if single and promise:
        lines.append(f"AWS promises {uptime(single)} % for one {block.title}; the design comes to {uptime(promise)} %.")
    zone = design.judgement.recovery.zone
    back = "goes on by itself" if not zone.rto_minutes else f"is back after {zone.rto_minutes:g} minutes"
    lines.append(f"If a zone fails, the design {back}; one server is restored from its last backup, by hand.")
    text = f"**{thing.title}** is {block.title} in AWS.\n\n{bullets(lines)}"
    choice = Choice("What would it change?", "What changes if we use ec2?")
    return Told(text, (page_of(block),), () if design.of_block(thing.block) else (choice,))


def _windows(sheet: Sheet, design: Design, designs: Designs) -> Told:
    """What in the design depends on it, and what would do without."""
    lines, tries = [], []
    for one in design.architecture.components:
        options = effective_options(one, designs.catalogue.block(one.block))
        if str(options.get("engine", "")).startswith(WINDOWS_ENGINES):
            lines.append(
                f"**{one.name}** is SQL Server, with its licence in the price by the hour. The application decides: "
                "if its maker "
                "supports PostgreSQL, that needs no licence."
            )
            lacks = any(gap.component == one.id and "license" in gap.what for gap in design.cost.not_priced)
            lines[-1] += " The sum of the design lacks that licence." if lacks else ""
            if not lacks:
                tries.append(("PostgreSQL in place of SQL Server", "use PostgreSQL instead of SQL Server"))
        if one.block == "fsx_windows":
            lines.append(
                f"**{one.name}** is for drive letters and Windows rights. It is needed while people open files in "
                "Explorer; an "
                "application alone does with S3 or EFS."
            )
            tries.append(("object storage in place of the shares", "use S3 instead of FSx for Windows"))
        if one.block == "managed_active_directory":
            lines.append(
                f"**{one.name}** is for sign-in with Windows accounts; it goes when nothing of Windows is left."
            )
        if one.block == "ec2_instance" and "windows" in str(options.get("platform", options.get("image", ""))).lower():
            lines.append(f"**{one.name}** runs Windows, with its licence in the price by the hour.")
    if not lines:
        return Told("Nothing in this design depends on Windows: no component of it runs it or needs its licences.")
    text = f"Only as long as something needs it. In this design:\n\n{bullets(lines)}"
    found = offers(sheet, tries, designs)
    if found:
        text += f"\n\nWhat could take its place:\n\n{bullets([one.line for one in found])}"
    used = {one.block for one in design.architecture.components if one.name in " ".join(lines)}
    pages = tuple(page_of(designs.catalogue.block(name)) for name in sorted(used))[:3]
    text += "\n\nYour PCs may stay what they are; that is a question of the programs on them."
    return Told(text, pages, tuple(one.choice for one in found))


@cache
def things() -> dict[str, Thing]:
    """All of them, in the order of the file."""
    read = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {
        name: Thing(
            name,
            re.compile("|".join(one["says"]), re.IGNORECASE),
            one["title"],
            one["is"].strip(),
            one.get("block", ""),
        )
        for name, one in read.items()
    }
