"""What lookups have found, put into words: rows of searches, facts of the reference, regions."""

import re
from collections.abc import Callable, Mapping

from strands.types.tools import ToolResult

from worker.agents.evidence import answer_of
from worker.agents.links import without_strange_links
from worker.agents.talk.intents import Intent
from worker.agents.talk.lookups import beyond
from worker.agents.talk.sources import Row, relevant_rows, rows_named, words_that_say
from worker.agents.talk.subjects import Subject
from worker.agents.talk.told import Told
from worker.agents.talk.wording import bullets, listed, sentence
from worker.architecture.catalogue import load_catalogue

MOST_QUOTAS = 6
MOST_ROWS = 3
MOST_REGIONS = 12
"""So many are named; of more, those are named that lack it."""
API_PAGE = "/goto/WebAPI/"
LONG_QUESTION = 4  # words that say something
NOTHING_FOUND = "I found nothing on that in the documentation at hand."
Results = Mapping[str, ToolResult]
"""By the id of the call."""


def more_of_service(index: int, intent: Intent, told: Told, results: Results) -> Told:
    subject = intent.subjects[0]
    if not subject.block:
        said = _facts(results.get(f"describe_{index}"))
        lines = [sentence(text) for text, _ in said[:3]]
        rows = _rows(index, subject.title, results, rows_named)
        lines += [f"[{row.title}]({row.url}): {sentence(row.context)}" for row in rows] if not lines else []
        found = bullets(lines) if lines else "I looked for it in the documentation that is at hand and found nothing."
        beside = tuple(row.page for row in rows)
        return Told(f"{told.text}\n\n{found}", (*told.citations, *beside), told.choices)
    more_asked = words_that_say(beyond(intent))
    if "limits" in intent.aspects:
        known = told.text.lower()
        facts = _facts(results.get(f"quota_{index}"), () if more_asked else ("quota",))
        fitting = [text for text, _ in facts if not more_asked or more_asked & words_that_say(_spaced(text))]
        more = [text for text in fitting if text.lower().rstrip(".") not in known][:MOST_QUOTAS]
        if more:
            told = Told(f"{told.text}\n\nThe reference has beside:\n\n{bullets(more)}", told.citations, told.choices)
    elif intent.aspects == ("what",) and more_asked:
        rows = [row for row in _rows(index, " ".join(more_asked), results) if _speaks_of(row, subject)]
        if rows:
            lines = [f"[{row.title}]({row.url}): {sentence(row.context)}" for row in rows]
            text = f"{told.text}\n\nThe documentation at hand on that:\n\n{bullets(lines)}"
            told = Told(text, (*told.citations, *(row.page for row in rows)), told.choices)
        elif _asks_whether(intent.text):
            told = Told(f"On that in particular I found nothing. What I know of it:\n\n{told.text}", told.citations)
    return told


def _spaced(text: str) -> str:
    """`MessageRetentionPeriod` as words."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)


def _asks_whether(text: str) -> bool:
    return re.match(r"^\W*(?:and )?(?:does|do|can|is|are|has|will|how|when|which)\b", text, re.IGNORECASE) is not None


def _speaks_of(row: Row, subject: Subject) -> bool:
    named = words_that_say(f"{subject.words} {load_catalogue().block(subject.block).service}")
    return bool(named & words_that_say(f"{row.title} {row.context} {row.url}"))


def _facts(result: ToolResult | None, kinds: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Text and address of each fact of these kinds that one of our reference's own tools gave."""
    content = answer_of(result) if result is not None and result["status"] == "success" else None
    facts = content.get("facts") if isinstance(content, dict) else None
    return [
        (without_strange_links(str(one["text"]))[:400], str((one.get("source") or {}).get("url", "")))
        for one in facts or ()
        if isinstance(one, dict) and one.get("text") and isinstance(one.get("source") or {}, dict)
        if not kinds or one.get("kind") in kinds
    ]


def _rows(
    index: int,
    asked: str,
    results: Results,
    choose: Callable[[ToolResult, str], list[Row]] = relevant_rows,
) -> list[Row]:
    """Of every search for one intent, each page once."""
    found = [result for name, result in results.items() if name.startswith(f"search_{index}_")]
    rows = {row.url: row for result in found for row in choose(result, asked)}
    return list(rows.values())[:MOST_ROWS]


def found(index: int, intent: Intent, results: Results) -> Told:
    answered = [
        name
        for name, result in results.items()
        if name.startswith(f"search_{index}_") and result["status"] == "success"
    ]
    if not answered:
        return Told("No knowledge server could be asked, so I cannot look that up now.")
    rows = _rows(index, intent.text, results)
    if len(words_that_say(intent.text)) < LONG_QUESTION:
        # A short question has its words in the names of many API calls.
        rows = [row for row in rows if API_PAGE not in row.url]
    if not rows:
        return Told(f"{NOTHING_FOUND} Ask it with the name of a service, or ask “what can you do?”.")
    lines = [f"**{row.title}**: {sentence(row.context)} ({row.url})" for row in rows]
    return Told(f"The documentation at hand has this on it:\n\n{bullets(lines)}", tuple(row.page for row in rows))


def where(intent: Intent, index: int, results: Results) -> Told:
    there: list[str] = []
    absent: list[str] = []
    unasked = 0
    for name, result in results.items():
        if not name.startswith(f"regions_{index}_"):
            continue
        content = answer_of(result) if result["status"] == "success" else None
        regions = content.get("regions") if isinstance(content, dict) else None
        unasked += not isinstance(regions, dict) and f"{name}_again" not in results
        for region, statuses in regions.items() if isinstance(regions, dict) else ():
            missing = isinstance(statuses, dict) and any(one == "isNotAvailableIn" for one in statuses.values())
            (absent if missing else there).append(str(region))
    if not there and not absent:
        return Told("")
    title = listed([one.title for one in intent.subjects])
    known = len(there) + len(absent)
    text = f"**{title}** is available in {listed(sorted(there))}." if there else f"**{title}** is in none of these."
    if len(there) > MOST_REGIONS and len(absent) <= MOST_REGIONS:
        text = f"**{title}** is available in {'all' if not absent else len(there)} of the {known} regions."
    if absent:
        text += f" Not in {listed(sorted(absent), 'or')}."
    if unasked:
        text += " The server did not answer for all regions, so there may be more of either."
    return Told(text)
