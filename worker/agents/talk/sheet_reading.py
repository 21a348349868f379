"""Fills the sheet with what the engine reads in its request. The user's own fields are left as they are."""

from jobs.sheets import Assumed, Clash, Sheet, Understood
from worker.agents.talk.designs import Designs
from worker.agents.talk.questions import questions_for
from worker.agents.talk.tellings import open_points
from worker.agents.talk.wording import number, plain, quantity_name
from worker.architecture.errors import EngineError, InvalidAssumption
from worker.architecture.requirements import Requirements

MOST_ASSUMED = 20
UNITS = {"budget_usd_per_month": "USD"}


def read_sheet(sheet: Sheet, designs: Designs) -> Sheet:
    """The sheet as it is understood now. What cannot be planned stands in its conflicts."""
    if not sheet.request.strip():
        return sheet.model_copy(update={"understood": [], "assumed": [], "questions": [], "conflicts": []})
    sheet, dropped = _fitting(sheet, designs)
    try:
        read = designs.requirements(sheet)
    except EngineError as error:
        return sheet.model_copy(
            update={"conflicts": [*dropped, Clash(text=str(error), resolve="Change or remove it.")]}
        )
    clashes = [Clash(text=one.message, resolve=one.resolution) for one in read.conflicts]
    assumptions = list(read.assumptions)
    try:
        design = designs.design(sheet)
        assumptions = list(design.architecture.assumptions) if design else assumptions
    except EngineError as error:
        clashes.append(Clash(text=str(error), resolve="Say it differently, or leave it out."))
    return sheet.model_copy(
        update={
            "understood": _understood(read),
            "assumed": [
                Assumed(subject=one.subject, value=one.value, reason=one.reason) for one in assumptions[:MOST_ASSUMED]
            ],
            "questions": questions_for(read),
            "conflicts": [*dropped, *clashes],
        }
    )


def _fitting(sheet: Sheet, designs: Designs) -> tuple[Sheet, list[Clash]]:
    """Without values of components that the design has no more, which no job could be made of."""
    told: list[Clash] = []
    for subject in [name for name in sheet.assumptions if "." in name]:
        try:
            designs.design(sheet)
        except InvalidAssumption as error:
            if f"assumptions.{subject}" != error.place:
                continue
            kept = {name: value for name, value in sheet.assumptions.items() if name != subject}
            sheet = sheet.model_copy(update={"assumptions": kept})
            told.append(Clash(text=f"{subject} has no place in the design any more.", resolve="It was taken out."))
        except EngineError:
            break
    return sheet, told


def _understood(read: Requirements) -> list[Understood]:
    found = [
        Understood(label="Purpose", value=read.purpose),
        Understood(
            label="Kind of system",
            value=plain(read.family),
            quote=read.family_quotes[0].text if read.family_quotes else "",
        ),
    ]
    found += [Understood(label="Needs", value=plain(one.name), quote=one.quote.text) for one in read.capabilities]
    found += [
        Understood(label="Rules out" if one.excluded else "Uses", value=one.title or one.service, quote=one.quote.text)
        for one in read.services
    ]
    found += [
        Understood(
            label=quantity_name(one.quantity)[0],
            value=f"{number(one.value)} {UNITS.get(one.quantity) or quantity_name(one.quantity)[1]}".strip(),
            quote=one.quote.text,
        )
        for one in read.measures
    ]
    found += [Understood(label="Must comply with", value=one.value, quote=one.quote.text) for one in read.compliance]
    found += [Understood(label="Prefers", value=plain(one.value), quote=one.quote.text) for one in read.preferences]
    found += open_points(read)
    for label, stated in (("Region", read.region), ("Environment", read.environment)):
        if stated:
            found.append(Understood(label=label, value=stated.value, quote=stated.quote.text))
    return found
