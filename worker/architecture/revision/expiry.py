"""Data that goes after a time: `keep only 6 months`, `delete files after 30 days`."""

import re

from worker.architecture.planner.draft import Draft
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.retention import is_expiry
from worker.architecture.revision.option_words import named_options
from worker.architecture.revision.steps import Expire, Step
from worker.architecture.revision.targets import find_components

_AGES = "_days"
_ANY_DATA = re.compile(
    r"\b(?:keep\w*|kept|store\w*|retain\w*|delet\w*|expir\w*|purg\w*|remov\w*|eras\w*|wip\w*|discard\w*|only|just|no|not|"
    r"more|longer|older|than|at|most|maximum|up|to|after|for|of|the|our|my|all|any|every\w*|it|them|this|that|is|are|be|we|"
    r"should|must|can|want|data|files?|objects?|uploads?|images?|photos?|videos?|recordings?|documents?|pdfs?|archives?|"
    r"events?|readings?|history|old|and|then|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|"
    r"days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)


def read_expiry(text: str, draft: Draft, _region: str) -> Step | None:
    """None where the words are of another kept thing that has an option of its own: backups, logs, messages."""
    kept = next((one for one in read_measures(text) if one.quantity == "retention_days"), None)
    if (
        kept is None
        or not is_expiry(text, kept.quote)
        or any(one.endswith(_AGES) for one in named_options(text, draft))
    ):
        return None
    return Expire(round(kept.value), find_components(text, draft) or _where_rows_are(text, draft), text)


def _where_rows_are(text: str, draft: Draft) -> tuple[str, ...]:
    """`Orders` and what else is no file are rows or items, where there is a database; empty for all that is here."""
    if not re.sub(r"[\W\d]+|" + _ANY_DATA.pattern, "", text, flags=re.IGNORECASE):
        return ()
    return tuple(one.id for one in draft.parts.values() if one.block.category == "database")
