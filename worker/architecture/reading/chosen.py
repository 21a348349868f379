"""Puts the quantities that a user chose in the place of what the request says of them."""

import math
from collections.abc import Mapping
from typing import get_args

from worker.architecture.errors import InvalidAssumption
from worker.architecture.requirements import Measure, Quantity, Quote

QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)


def chosen_measures(measures: tuple[Measure, ...], chosen: Mapping[str, str]) -> tuple[Measure, ...]:
    """The measures, with those that the user chose in front. Raises InvalidAssumption for a number that is none."""
    mine = [
        Measure(quantity=quantity, value=_number(quantity, chosen[quantity]), quote=Quote(text="", start=0))
        for quantity in QUANTITIES
        if quantity in chosen
    ]
    return (*mine, *(measure for measure in measures if measure.quantity not in chosen))


def _number(subject: str, text: str) -> float:
    try:
        value = float(text.replace(",", "").replace("_", "").split()[0])
    except (ValueError, IndexError):
        raise InvalidAssumption(f"{text!r} is not a number", place=f"assumptions.{subject}") from None
    if not math.isfinite(value) or value < 0:
        raise InvalidAssumption(f"{text!r} is not a number of 0 or more", place=f"assumptions.{subject}")
    return value
