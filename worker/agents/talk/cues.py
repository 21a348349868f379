"""The words by which an utterance is told from others, read once from cues.yaml."""

import re
from pathlib import Path

from worker.agents.talk.facts import ASPECTS as KNOWN
from worker.agents.talk.facts import Aspect
from worker.architecture.yaml_file import read_yaml

_CUES = read_yaml(Path(__file__).with_suffix(".yaml"))


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


SIDE_BY_SIDE = "Side by side"
"""How an answer that compares services begins."""
GREETS = _any(_CUES["greets"])
THANKS = _any(_CUES["thanks"])
HELP = _any(_CUES["help"])
STARTS_OVER = _any(_CUES["starts_over"])
CLEARS = _any(_CUES["clears"])
ACCEPTS = _any(_CUES["accepts"])
LEAVES = _any(_CUES["leaves"])
SUMMARISES = _any(_CUES["summarises"])
UNDERSTOOD = _any(_CUES["understood"])
ASSUMED = _any(_CUES["assumed"])
MISSING = _any(_CUES["missing"])
NEXT = _any(_CUES["next"])
FAILS = _any(_CUES["fails"])
REVIEWS = _any(_CUES["reviews"])
DESIGN = _any(_CUES["design"])
COST = _any(_CUES["cost"])
COMPARES = _any(_CUES["compares"])
SIZES = _any(_CUES["sizes"])
RECOMMENDS = _any(_CUES["recommends"])
ASKS_FOR_DESIGN = _any(_CUES["asks_for_design"])
ONLY_ASKS = _any(_CUES["only_asks"])
REGIONS = _any(_CUES["regions"])
QUESTION = _any(_CUES["question"])
IMPERATIVE = _any(_CUES["imperative"])
WHAT_IF = _any(_CUES["what_if"])
COPES = _any(_CUES["copes"])
WHY_NOT = _any(_CUES["why_not"])
WHY = _any(_CUES["why"])
PRONOUN = _any(_CUES["pronoun"])
OWN = _any(_CUES["own"])
MORE = _any(_CUES["more"])
AWS = _any(_CUES["aws"])
BUILDS = _any(_CUES["builds"])
ORDERS_ME = _any(_CUES["orders_me"])
ORDERS_ACTS = _any(_CUES["orders_acts"])
COMMITMENT = _any(_CUES["commitment"])
BOTTLENECK = _any(_CUES["bottleneck"])
USES = _any(_CUES["uses"])
TAKES_IT = _any(_CUES["takes_it"])
WHERE_DATA = _any(_CUES["where_data"])
OPTIONS = _any(_CUES["options"])
HOW_TO = _any(_CUES["how_to"])
WITHOUT = _any(_CUES["without"])
KEEPS = _any(_CUES["keeps"])
UNDOES = _any(_CUES["undoes"])
CHEAPER = _any(_CUES["cheaper"])
LOAD_PRICE = _any(_CUES["load_price"])
FLOW = _any(_CUES["flow"])
REJECTS = _any(_CUES["rejects"])
BETTER = _any(_CUES["better"])
KEEPS_UP = _any(_CUES["keeps_up"])
LIMITS_HOLD = _any(_CUES["limits_hold"])
COULD_GO = _any(_CUES["could_go"])
SAID = _any(_CUES["said"])
PEAK = _any(_CUES["peak"])
IS_MET = _any(_CUES["is_met"])
HOW_MUCH_IS_THAT = _any(_CUES["how_much_is_that"])
AND_THERE = _any(_CUES["and_there"])
WOULD_CHANGE = _any(_CUES["would_change"])
FOREIGN = _any(_CUES["foreign"])
ENGLISH = _any(_CUES["english"])
SEVERAL_REGIONS = _any(_CUES["several_regions"])
GREETS_FIRST = _any(_CUES["greets_first"])

ASPECTS: dict[Aspect, re.Pattern[str]] = {name: _any(_CUES["aspects"][name]) for name in KNOWN if name != "what"} | {
    "what": _any(_CUES["aspects"]["what"])
}
"""`what` comes last: it is meant where nothing else is."""
