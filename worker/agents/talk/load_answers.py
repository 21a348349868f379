"""The load that a design is counted on, in the periods that people speak in."""

from worker.agents.talk.designs import Design
from worker.agents.talk.told import Told
from worker.agents.talk.wording import bullets, number, plain, sentence

MONTH_SECONDS = 730 * 3600
DAYS = 365 / 12
MOST = 8
PER_MONTH = "_per_month"
PER_SECOND = "_per_second"


def load(design: Design) -> Told:
    """What was said of the load, and what each part is counted on because of it."""
    said = [
        f"You said “{one.quote.text}”: {_each(one.quantity, one.value)}"
        for one in design.requirements.measures
        if one.quantity.endswith((PER_MONTH, PER_SECOND)) and not one.quantity.startswith("budget")
    ]
    names = {one.id: one.name for one in design.architecture.components}
    counted = []
    for one in design.cost.assumptions:
        part, _, option = one.subject.partition(".")
        digits = one.value.split(" ")[0].replace(",", "")
        if option.endswith((PER_MONTH, PER_SECOND)) and "gb" not in option.split("_") and _amount(digits):
            counted.append(f"**{names.get(part, part)}**: {_each(option, _amount(digits))}")
        elif option == "storage_gb" and _amount(digits):
            counted.append(f"**{names.get(part, part)}**: {number(_amount(digits))} GB kept.")
    if not said and not counted:
        return Told("Nothing in this design is counted by load.")
    text = "The load that the design is counted on:\n\n" + bullets([*said, *counted[:MOST]])
    if len(counted) > MOST:
        text += f"\n- and {len(counted) - MOST} more"
    return Told(f"{text}\n\nThese are averages; peaks are several times as high.")


def _amount(digits: str) -> float:
    """0 where it is none."""
    try:
        return float(digits)
    except ValueError:
        return 0


def _each(quantity: str, value: float) -> str:
    """`requests`, a month, a day and a second."""
    monthly = value * MONTH_SECONDS if quantity.endswith(PER_SECOND) else value
    what = plain(quantity.removesuffix(PER_MONTH).removesuffix(PER_SECOND))
    second = monthly / MONTH_SECONDS
    rate = f"{number(round(second))} a second" if second >= 10 else f"{second:.2g} a second"
    return sentence(f"{number(round(monthly))} {what} a month, {number(round(monthly / DAYS))} a day, {rate}")
