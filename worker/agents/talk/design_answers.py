"""What can be said of the conversation's design: its shape, cost, weak places, and why it is as it is."""

from jobs.sheets import Sheet
from worker.agents.talk import changes, what_if
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.facts import page_of
from worker.agents.talk.subjects import Subject
from worker.agents.talk.told import Choice, Citation, Told
from worker.agents.talk.what_if import quantity_words
from worker.agents.talk.wording import (
    EFFORTS,
    bullets,
    in_a_sentence,
    listed,
    money,
    number,
    quantity_name,
    sentence,
    span_of_minutes,
    twice_as,
    uptime,
)
from worker.architecture.block import Block
from worker.architecture.errors import EngineError
from worker.architecture.model import Component, Connection

MOST_PARTS = 9
MOST_DRIVERS = 5
MOST_FINDINGS = 5
MOST_EDGES = 12
CACHE = "cache"
BEHIND = ("security", "operations", "networking")
"""Categories told after what does the work."""
AIMS = frozenset({"availability", "recovery time", "data loss at most"})
"""Labels of the sheet whose keeping is told at once."""
NOTHING_YET = "There is no design yet. Tell me in a sentence or two what you want to build, for whom and how many."


def design_or_told(sheet: Sheet, designs: Designs) -> Design | Told:
    """The design, or why there is none."""
    try:
        return designs.design(sheet) or Told(NOTHING_YET)
    except EngineError as error:
        return Told(f"I cannot plan this: {error}")


def shape(design: Design) -> Told:
    """The design in short: what it is, its parts and why, what it costs and promises."""
    architecture, cost = design.architecture, design.cost
    parts = _parts(design)
    text = f"I propose **{architecture.title}** in {architecture.region}: {sentence(architecture.summary)}\n\n"
    text += bullets([_part(one, design) for one in parts[:MOST_PARTS]])
    if rest := parts[MOST_PARTS:]:
        text += f"\n- and beside them {listed([in_a_sentence(one.name) for one in rest])}"
    text += (
        f"\n\nAbout **{money(cost.monthly_usd)} a month** (between {money(cost.low_usd)} and {money(cost.high_usd)})"
    )
    if cost.drivers:
        text += f"; most of it is {listed(_drivers(design)[:3])}"
    text += "."
    if cost.conflict:
        text += f" {cost.conflict}"
    if percent := design.judgement.availability.percent:
        text += f" AWS's promises come to {uptime(percent)} % uptime."
    return Told(text, _pages(parts[:MOST_PARTS], design))


def _parts(design: Design) -> list[Component]:
    """Those that do the work first."""
    catalogue = design.catalogue
    order = {one.id: index for index, one in enumerate(design.architecture.components)}
    return sorted(
        design.architecture.components,
        key=lambda one: (catalogue.block(one.block).category in BEHIND, order[one.id]),
    )


def _part(one: Component, design: Design) -> str:
    block = design.catalogue.block(one.block)
    return f"**{one.name}** ({block.title}): {sentence(one.because or block.summary)}"


def _drivers(design: Design) -> list[str]:
    names = {one.id: one.name for one in design.architecture.components}
    dearest = [one for one in design.cost.components if one.monthly_usd >= 0.5]
    return [f"{in_a_sentence(names.get(one.component, one.name))} ({money(one.monthly_usd)})" for one in dearest]


def _pages(parts: list[Component], design: Design) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(page_of(design.catalogue.block(one.block)) for one in parts))[:6]


def question(sheet: Sheet, asked: str) -> Told:
    """The most important open question that was not asked yet; `asked` is what was said before."""
    for one in sheet.questions:
        if one.text not in asked:
            choices = tuple(Choice(choice.label, choice.value) for choice in one.choices)
            examples = f" For example: {listed([choice.label for choice in choices], 'or')}." if choices else ""
            return Told(f"**{one.text}**{examples}", choices=choices)
    return Told("")


def cost(design: Design) -> Told:
    """The total, what drives it, how hard, and what could be saved."""
    found = design.cost
    names = {one.id: one.name for one in design.architecture.components}
    text = (
        f"The design as it stands costs about **{money(found.monthly_usd)} a month** in {found.region} "
        f"(between {money(found.low_usd)} and {money(found.high_usd)}; {money(found.yearly_usd)} a year), on demand, "
        "before tax."
    )
    dear = [one for one in found.components if one.monthly_usd >= 0.005][:MOST_DRIVERS]
    text += "\n\n" + bullets(
        [
            f"**{names.get(one.component, one.name)}**: {money(one.monthly_usd)} ({one.share_percent:g} %)"
            for one in dear
        ]
    )
    if hard := [one for one in found.sensitivities if not one.quantity.endswith("how many")][:2]:
        told = [f"{twice_as(quantity_words(one.quantity, names))} adds {money(one.double_usd)}" for one in hard]
        text += f"\n\nWhat moves it: {listed(told)}."
    if found.savings:
        best = sorted(found.savings, key=lambda one: -one.monthly_usd)[:2]
        told = [
            f"{one.name} for {names.get(one.component, one.component)} saves {money(one.monthly_usd)}" for one in best
        ]
        text += f"\n\nWith a commitment of a year: {listed(told)} a month."
    if found.conflict:
        text += f"\n\n{found.conflict}"
    moving = list(
        dict.fromkeys(
            subject for line in sorted(found.lines, key=lambda line: -line.monthly_usd) for subject in line.usage
        )
    )
    usage = {one.subject: one.value for one in found.assumptions}
    counted = [f"{quantity_words(one, names)} {usage[one]}" for one in moving if one in usage][:4]
    if counted:
        text += f"\n\nCounted on: {'; '.join(counted)}. Another number in the sheet changes the sum."
    if found.estimated_share_percent >= 1:
        text += (
            f"\n\n{found.estimated_share_percent:.0f} % of it is estimated, since no price is recorded for this region."
        )
    sources = dict.fromkeys(
        Citation(f"{design.catalogue.block(line.block).title}: pricing", line.source) for line in found.drivers
    )
    return Told(text, tuple(sources)[:5], (Choice("How could it be cheaper?", "What changes if we make it cheaper?"),))


def flow(design: Design) -> Told:
    """How the parts work together: what each edge does, from where requests come in."""
    edges = [_edge(one, design) for one in design.architecture.connections]
    if not edges:
        return shape(design)
    more = f"\n- and {len(edges) - MOST_EDGES} more" if len(edges) > MOST_EDGES else ""
    text = f"{sentence(design.architecture.summary)}\n\n"
    text += bullets([sentence(one) for one in edges[:MOST_EDGES]])
    return Told(text + more, _pages(_parts(design)[:4], design))


def limits(design: Design) -> Told:
    """What each part that does the work grows to, and its first quotas."""
    catalogue = design.catalogue
    lines, pages = [], []
    for one in _parts(design):
        block = catalogue.block(one.block)
        if block.category in BEHIND or not (block.quotas or block.scaling):
            continue
        quotas = listed([quota.rstrip(".") for quota in block.quotas[:2]])
        lines.append(f"**{one.name}** ({block.title}): {sentence(quotas)} {sentence(block.scaling)}".strip())
        pages.append(page_of(block))
    told = bullets(lines[:MOST_PARTS]) or "None of its parts has a limit on record."
    return Told(f"Limits that the parts of this design have:\n\n{told}", tuple(dict.fromkeys(pages))[:6])


def review(design: Design, frameworks: tuple[str, ...] = ()) -> Told:
    """What holds and what does not, by the checks of the review; and by the frameworks that were asked for."""
    found = design.judgement.review
    open_ = found.with_status("not_met")
    text = f"The review of this design comes to **{found.score} of 100**: "
    text += listed([f"{one.title.lower()} {one.score}" for one in found.pillars if one.score is not None]) + "."
    if open_:
        lines = [f"({one.severity}) {sentence(one.sentence)} {sentence(one.risk)}" for one in open_[:MOST_FINDINGS]]
        more = f"\n- and {len(open_) - MOST_FINDINGS} more" if len(open_) > MOST_FINDINGS else ""
        text += f"\n\nWhat does not hold yet:\n\n{bullets(lines)}{more}"
    else:
        text += " Every check that applies holds."
    for view in found.compliance:
        if view.asked or view.framework in frameworks:
            text += (
                f"\n\n{view.title}: of the controls that an architecture can show, {view.count('met')} are met and "
                f"{view.count('not_met')} are not. It is no audit."
            )
    pages = tuple(dict.fromkeys(Citation(one.practice.title, one.practice.page) for one in open_[:MOST_FINDINGS]))
    views = [view for view in found.compliance if view.asked or view.framework in frameworks]
    sources = tuple(Citation(view.title, view.source) for view in views)
    return Told(text, (*sources, *pages))


def resilience(design: Design) -> Told:
    """Uptime, and what a lost zone or region costs."""
    judged = design.judgement
    lines = []
    if judged.availability.percent is None:
        lines.append("Nothing in it has a published service level agreement.")
    else:
        promised = judged.availability
        lines.append(
            f"AWS's published promises come to **{uptime(promised.percent or 0)} %** a month, at most "
            f"{promised.downtime_minutes_per_month:g} minutes away; {promised.limited_by} promises least."
        )
    for scope, found in (("a zone", judged.recovery.zone), ("the whole region", judged.recovery.region)):
        back = f"it is back after {span_of_minutes(found.rto_minutes)}" if found.rto_minutes else "it goes on"
        lost = (
            f"and loses at most {span_of_minutes(found.rpo_minutes)} of data"
            if found.rpo_minutes
            else "and loses no data"
        )
        slow = f" ({found.slowest} takes longest)" if found.slowest else ""
        lines.append(f"If {scope} fails, {back} {lost}{slow}.")
    lines += verdicts(design)
    sources = [
        Citation(f"{term.name}: service level agreement", term.source)
        for path in judged.availability.paths
        for term in path.terms
        if term.source.startswith("https://")
    ]
    ask = "What changes if it must survive the loss of a region?"
    return Told(bullets(lines), tuple(dict.fromkeys(sources))[:4], (Choice("What would a second region change?", ask),))


def verdicts(design: Design) -> list[str]:
    """What was asked of uptime and recovery, and whether the design keeps to it."""
    asked, judged = design.requirements, design.judgement
    lines = []
    if (percent := asked.measure("availability_percent")) is not None:
        has = judged.availability.percent
        lines.append(
            f"You asked for {percent:g} % uptime: {_met(has is not None and has >= percent)}; "
            f"AWS's promises come to {'nothing that is published' if has is None else f'{uptime(has)} %'}."
        )
    for quantity, of, what in (
        ("rto_minutes", "rto_minutes", "to be back within"),
        ("rpo_minutes", "rpo_minutes", "to lose no more than"),
    ):
        target = asked.measure(quantity)  # type: ignore[arg-type]  # both are quantities
        if target is None:
            continue
        zone, region = (getattr(found, of) for found in (judged.recovery.zone, judged.recovery.region))
        lines.append(
            f"You asked {what} {span_of_minutes(target)}: {_met(zone <= target)} when a zone fails "
            f"({span_of_minutes(zone)}), {_met(region <= target)} when the whole region fails "
            f"({span_of_minutes(region)})."
        )
    return lines


def _met(holds: bool) -> str:
    return "met" if holds else "**not met**"


def why(subject: Subject, sheet: Sheet, designs: Designs) -> Told:
    """Why a service is in the design, and what it would be without it."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    there = design.of_block(subject.block)
    if not there:
        return why_not(subject, sheet, designs)
    catalogue = design.catalogue
    block = catalogue.block(subject.block)
    reasons = {one.subject: one.reason for one in design.architecture.assumptions}
    lines = []
    for part in there:
        lines.append(f"**{part.name}** ({block.title}): {sentence(part.because or block.summary)}")
        settings = [
            f"{_setting(name, value)}: {reasons[f'{part.id}.{name}']}"
            for name, value in part.options.items()
            if f"{part.id}.{name}" in reasons
        ]
        lines += [sentence(one) for one in settings[:3]]
        reached = [
            sentence(_edge(edge, design))
            for edge in design.architecture.connections
            if part.id in (edge.source, edge.target)
        ]
        lines += reached[:3]
    text = f"{block.title} is in the design:\n\n{bullets(lines)}"
    share = sum(one.monthly_usd for one in design.cost.components if one.block == subject.block)
    text += f"\n\nIts share of the cost is {money(share)} a month, and operating it is {EFFORTS[block.effort]}."
    ask = f"What changes if we drop {changes.pin_name(subject.block, catalogue) or there[0].name}?"
    return Told(text, (page_of(block),), (Choice("What without it?", ask),))


def why_not(subject: Subject, sheet: Sheet, designs: Designs) -> Told:
    """Why a service is not in the design, what does its work, and what it would change to take it."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    catalogue = design.catalogue
    if not subject.block:
        note = sentence(subject.note) if subject.note else ""
        return Told(f"{subject.title} is not in the catalogue, so no design here can have it. {note}".strip())
    block = catalogue.block(subject.block)
    if design.of_block(subject.block):
        return why(subject, sheet, designs)
    pages = [page_of(block)]
    lines = []
    for named in design.requirements.services:
        if named.excluded and named.block == subject.block:
            lines.append(f"You ruled it out: “{named.quote.text}”.")
    if design.architecture.region in block.not_in:
        lines.append(f"AWS does not offer it in {design.architecture.region}.")
    rivals = [one for one in design.architecture.components if _is_rival(catalogue.block(one.block), block)]
    for one in rivals[:2]:
        other = catalogue.block(one.block)
        lines.append(f"**{one.name}** does that work with {other.title}: {sentence(one.because or other.summary)}")
        lines += _against(block, other)
        pages.append(page_of(other))
    if not lines:
        lines.append("Nothing that you told me asks for what it does, and each part costs money or care.")
    name = changes.pin_name(subject.block, catalogue) or block.title
    verb = "add" if CACHE in block.planning.meets and not rivals else "use"
    told = what_if.what_if(sheet, f"{verb} {rivals_words(name, rivals, designs)}", designs)
    text = f"**Why not {block.title}?** {sentence(block.summary)}\n\n{bullets(lines)}"
    if told.choices:
        text += f"\n\nIf you took it all the same:\n\n{told.text.partition(chr(10) * 2)[2]}"
    return Told(text, tuple(dict.fromkeys((*pages, *told.citations))), told.choices)


def _is_rival(there: Block, block: Block) -> bool:
    """Does what is there do the same work? A cache stands beside a store, and replaces none."""
    shared = set(there.planning.meets) & set(block.planning.meets)
    return bool(shared) and (CACHE in there.planning.meets) == (CACHE in block.planning.meets)


def rivals_words(name: str, rivals: list[Component], designs: Designs) -> str:
    """`aurora instead of rds`, where one component does the same work."""
    other = changes.pin_name(rivals[0].block, designs.catalogue) if rivals else ""
    return f"{name} instead of {other}" if other else name


def _against(block: Block, other: Block) -> list[str]:
    lines = []
    if other.effort < block.effort:
        lines.append(f"Less to operate: {EFFORTS[other.effort]}, against {EFFORTS[block.effort]}.")
    if other.slas and block.slas and other.slas[0].monthly_percent > block.slas[0].monthly_percent:
        promised = f"{other.slas[0].monthly_percent:g} % against {block.slas[0].monthly_percent:g} %"
        lines.append(f"A higher promised uptime: {promised}.")
    if block.scaling and other.scaling:
        lines.append(f"How {block.title} would grow: {sentence(block.scaling)}")
    return lines


def _edge(edge: Connection, design: Design) -> str:
    source, target = (design.architecture.component(one) for one in (edge.source, edge.target))
    kind = design.catalogue.connection(source.block, target.block)
    return f"{source.name} → {target.name}: {kind.meaning}"


def _setting(option: str, value: object) -> str:
    name, unit = quantity_name(option)
    return f"{name} {_shown(value)} {unit}".strip()


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return number(value) if isinstance(value, int | float) else str(value)
