"""Other values for assumptions, as far as they can be checked before planning: which, and what is allowed."""

import json
import math
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jobs.catalogue import CatalogueDigest, OptionLimits, catalogue_digest
from web.option_values import fault_of_value, limit_of
from web.problems import Fault, InvalidFields
from web.schemas.patterns import COMPONENT_OPTION, ENVIRONMENT
from web.schemas.regions import known_regions
from web.validation import FAULTS_SHOWN

FACTS = ("region", "environment")
PERCENT = 100.0


def refuse_faulty_assumptions(assumptions: Mapping[str, str]) -> None:
    """Raises InvalidFields naming each assumption at fault, and what it could be.

    Whether a component of this name is planned only the planner knows: its job fails with what there is.
    """
    faults = [fault for subject, value in assumptions.items() for fault in _faults(subject, value.strip())]
    if faults:
        raise InvalidFields(faults=faults[:FAULTS_SHOWN])


def _faults(subject: str, value: str) -> Iterator[Fault]:
    catalogue = catalogue_digest()
    place = f"assumptions.{subject}"[:80]
    if subject == "region":
        if value not in known_regions():
            yield Fault(place, "is not a region of AWS", "a region's name, such as eu-central-1")
    elif subject == "environment":
        if not ENVIRONMENT.fullmatch(value):
            yield Fault(place, "is not the name of an environment", f"matches {ENVIRONMENT.pattern}")
    elif subject in catalogue.quantities:
        if fault := _fault_of_number(subject, value):
            yield Fault(place, *fault)
    elif match := COMPONENT_OPTION.fullmatch(subject):
        if fault := _fault_of_option(match[1], value, catalogue):
            yield Fault(place, *fault)
    else:
        yield Fault(place, "is not an assumption", _known(subject, catalogue))


def _fault_of_number(subject: str, text: str) -> tuple[str, str] | None:
    try:
        number = float(text.replace(",", "").replace("_", "").split()[0])
    except (ValueError, IndexError):
        return "is not a number", "a number of 0 or more"
    if not math.isfinite(number) or number < 0:
        return "is not a number of 0 or more", "a number of 0 or more"
    if subject.endswith("_percent") and number > PERCENT:
        return "is more than 100 percent", "a number from 0 to 100"
    return None


def _fault_of_option(name: str, text: str, catalogue: CatalogueDigest) -> tuple[str, str] | None:
    """It is at fault where no block that has this option takes the value."""
    having = [block.options[name] for block in catalogue.blocks.values() if name in block.options]
    if not having:
        names = sorted({name for block in catalogue.blocks.values() for name in block.options})
        close = get_close_matches(name, names, n=5, cutoff=0.5)
        return f"no component has an option {name}", f"an option such as {', '.join(close or names[:5])}"
    faults = [fault_of_value(_value(text, limits), limits) for limits in having]
    if not all(faults):
        return None
    return "is no value of it", " or ".join(dict.fromkeys(map(limit_of, having)))[:400]


def _value(text: str, limits: OptionLimits) -> Any:
    """In the type of the option, as the planner reads it; as it stands where it cannot be."""
    if limits.type == "string":
        return text
    try:
        return json.loads(text.replace(",", "") if limits.type in ("integer", "number") else text)
    except (ValueError, RecursionError):
        return text


def _known(subject: str, catalogue: CatalogueDigest) -> str:
    every = (*FACTS, *catalogue.quantities)
    close = get_close_matches(subject, every, n=3, cutoff=0.6)
    return f"{', '.join(close or every)} or <component>.<option>"
