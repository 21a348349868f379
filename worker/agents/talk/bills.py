"""The sum held against what is paid today, and a quiet month against a busy one."""

import re

from jobs.sheets import Sheet
from worker.agents.talk.design_answers import design_or_told
from worker.agents.talk.designs import Design, Designs
from worker.agents.talk.offers import offer
from worker.agents.talk.told import Choice, Told
from worker.agents.talk.wording import bullets, money
from worker.architecture.reading.numbers import NUMBER, PERIOD, number_of, period_of, times_per_month

BUSY = 3
"""Times the average that a busy month is counted with, where nobody says how busy."""
_TODAY = re.compile(
    r"\b(?:we|i|it)\b.{0,25}\b(?:pay(?:ing)?|costs?|spend(?:ing)?)\b[^.?!]{0,25}?"
    r"(?P<before>[$€£]|usd|eur|chf)?\s*"
    rf"{NUMBER}\s*(?P<after>[$€£]|dollars?|euros?|usd|eur|chf|francs?|pounds?)?[^.?!\d]{{0,12}}?(?:{PERIOD})?",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"^(?:\$|usd|dollars?)$", re.IGNORECASE)
_TIMES = re.compile(r"\b(?P<times>\d+)\s*(?:x|times|-?fold)\b", re.IGNORECASE)
_WORDS = {"twice": 2, "double": 2, "three times": 3, "ten times": 10}
_OUTSIDE = (
    "the people who run it, and their time",
    "licences of software that you bring along",
    "the move itself, during which both are paid",
    "support by AWS, taxes, and your lines to the internet",
)


def against_now(question: str, sheet: Sheet, designs: Designs) -> Told:
    """What is paid today stands in the question or in the request; without it, it is asked for."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    monthly = design.cost.monthly_usd
    match = _paid(question) or _paid(sheet.request)
    if match is None:
        ask = "What do you pay now a month, for what? Then I compare the two."
        return Told(f"The design costs about **{money(monthly)} a month**. {ask}")
    now = number_of(match) * times_per_month(period_of(match) or "month")
    currency = match["before"] or match["after"] or ""
    dollars = bool(_DOLLARS.match(currency))
    much = f"{now:,.0f} {'dollars' if dollars else currency}".strip()
    less = (1 - monthly / now) * 100 if now else 0
    verdict = f"**{abs(less):.0f} % {'less' if less > 0 else 'more'}**"
    spread = f"between {money(design.cost.low_usd)} and {money(design.cost.high_usd)}"
    lines = [
        f"Now: {much} a month.",
        f"The design: {money(monthly)} a month ({spread}), {verdict}"
        f"{'' if dollars else ', counted one to one: I know no exchange rate'}.",
        f"A year: {now * 12:,.0f} against {money(monthly * 12)}.",
    ]
    text = f"{bullets(lines)}\n\nIn neither sum, unless yours has it: {'; '.join(_OUTSIDE)}."
    if missing := [one.what for one in design.cost.not_priced][:3]:
        text += f"\n\nThe design's sum lacks: {'; '.join(missing)}."
    return Told(text, choices=(Choice("What drives the cost?", "What drives the cost and what could we do?"),))


def _paid(text: str) -> re.Match[str] | None:
    return next((one for one in _TODAY.finditer(text) if one["digits"] and number_of(one) >= 1), None)


def two_loads(question: str, sheet: Sheet, designs: Designs) -> Told:
    """The sum as it is counted, and with the load of a busy month."""
    design = design_or_told(sheet, designs)
    if isinstance(design, Told):
        return design
    said = _TIMES.search(question) or _TIMES.search(sheet.request)
    spelled = next((times for words, times in _WORDS.items() if words in question.lower()), 0)
    times = int(said["times"]) if said else spelled or BUSY
    busy = offer(sheet, "the busy month", f"{times} times the traffic", designs)
    lines = [f"A normal month: **{money(design.cost.monthly_usd)}**, as the sheet counts it."]
    if busy is None:
        lines.append(f"A month with {times} times the load: the same; nothing that it costs hangs on the load.")
        return Told(bullets(lines))
    after = busy.after.cost.monthly_usd
    lines.append(
        f"A month with {times} times the load: **{money(after)}** ({money(after - design.cost.monthly_usd)} more)."
    )
    text = f"{bullets(lines)}\n\n{_fixed(design)}"
    if not said and not spelled:
        text += (
            f" That a busy month has {BUSY} times the load is my assumption: say how many come, "
            "or how many times as many, and I count with that. A rush of minutes costs little; it matters for the "
            "limits instead."
        )
    limits = Choice("Do the limits hold?", "Will the limits hold at the peak?")
    return Told(text, choices=(busy.choice, limits))


def _fixed(design: Design) -> str:
    """What is paid whether anybody comes or not."""
    moving = sum(line.monthly_usd for line in design.cost.lines if line.usage)
    share = 100 * moving / design.cost.monthly_usd if design.cost.monthly_usd else 0
    return f"{share:.0f} % of the sum follows the load; the rest is paid by the hour."
