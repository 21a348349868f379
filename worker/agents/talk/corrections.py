"""A number that the user takes back: `45,000 staff, not 4,500`, `no, I meant 2 million a day`."""

import re
from dataclasses import dataclass

from jobs.sheets import Sheet
from worker.architecture.reading.measures import read_measures
from worker.architecture.reading.numbers import NUMBER, PERIOD, number_of, period_of

_NUMBER = re.compile(NUMBER, re.IGNORECASE)
_PERIOD = re.compile(PERIOD, re.IGNORECASE)
_UNIT = re.compile(r"\s?[a-z%]+", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|instead of|rather than)\b", re.IGNORECASE)
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)
_TAKES_BACK = re.compile(
    r"^\W*(?:(?:no|sorry|oops|wait|hold on|actually|correction|well|hm+|ah|oh|i mean\w*)\b[\s,:.-]*)+", re.IGNORECASE
)
_FILLS = re.compile(r"\b(?:of them|then|rather|please|in fact|instead|now|i think|maybe|or so)\b", re.IGNORECASE)
_TIMES = "(?:second|minute|hour|day|night|week|month|year)"
_OTHER_PERIOD = re.compile(
    rf"\b(?P<new>(?:an?|per|each|every) {_TIMES})\b[^.;\d]*?\bnot (?:(?:an?|per|each|every) )?(?P<old>{_TIMES})\b",
    re.IGNORECASE,
)
_INTERVAL = re.compile(
    r"\bevery (?:(?:\d+|an?|one|two|three|five|ten|fifteen|twenty|thirty|sixty|half an?|other) )?"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead|enough|suffic\w+|will do|rather|only every|just every|not every)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\s*(?:[,;]\s*)?\band\b\s*|\s*[,;.]\s+", re.IGNORECASE)
FOLLOWING = 30
"""Characters after a number in which its unit or period stands."""


@dataclass(frozen=True)
class Correction:
    """The sheet with the number put right, and what was done, for the user."""

    sheet: Sheet
    note: str


def corrected(sheet: Sheet, words: str) -> Correction | None:
    """None where the words take no number back that the sheet has."""
    if found := _by_its_interval(sheet, words):
        return found
    numbers = [one for one in _NUMBER.finditer(words) if one["digits"] or one["spelled_times"]]
    if len(numbers) == 2:
        return _one_for_the_other(sheet, words, numbers[0], numbers[1])
    if len(numbers) < 2 and (found := _by_its_period(sheet, words)):
        return found
    if len(numbers) == 1 and _TAKES_BACK.match(words) and not read_measures(words):
        return _by_its_unit(sheet, words, numbers[0])
    return None


def restated(sheet: Sheet, words: str) -> Correction | None:
    """`only 50k daily players`, where the request has another number of the same: the last that is said holds."""
    said = read_measures(words)
    new = _NUMBER.search(words, said[0].quote.start) if len(said) == 1 else None
    if new is None:
        return None
    for there in read_measures(sheet.request):
        old = _NUMBER.search(sheet.request, there.quote.start)
        if there.quantity != said[0].quantity or there.value == said[0].value or old is None:
            continue
        if old.end() <= there.quote.end and _counts(words, new) & _counts(sheet.request, old):
            return _put(sheet, old, (new[0].strip(), ""), ("", ""))
    return None


def _by_its_interval(sheet: Sheet, words: str) -> Correction | None:
    """`Every 10 seconds is enough, and one year`: over the last interval of the request; the other clauses are kept."""
    new, found = _INTERVAL.search(words), list(_INTERVAL.finditer(sheet.request))
    if new is None or not found or not _INSTEAD.search(words) or found[-1][0].lower() == new[0].lower():
        return None
    place = found[-1]
    # A report every week is no correction of readings every two seconds; who says “instead” means what was said before.
    rest = [one.strip(" .") for one in _CLAUSE.split(words) if one.strip(" .") and new[0] not in one]
    told = "".join(f" {one[:1].upper()}{one[1:]}." for one in rest)
    replaced = f"{sheet.request[: place.start()]}{new[0].lower()}{sheet.request[place.end() :]}"
    request = f"{replaced.rstrip(' .')}.{told}" if told else replaced
    return Correction(sheet.model_copy(update={"request": request}), _note(new[0], place[0]))


def _by_its_period(sheet: Sheet, words: str) -> Correction | None:
    """`a week, not a month`: of the last place that has the wrong one."""
    match = _OTHER_PERIOD.search(words)
    found = list(re.finditer(rf"\b(?:an?|per|each|every) {match['old']}\b", sheet.request, re.I)) if match else []
    if match is None or not found:
        return None
    place = found[-1]
    replaced = f"{sheet.request[: place.start()]}{match['new']}{sheet.request[place.end() :]}"
    return Correction(sheet.model_copy(update={"request": replaced}), _note(match["new"], place[0]))


def _one_for_the_other(sheet: Sheet, words: str, first: re.Match[str], second: re.Match[str]) -> Correction | None:
    between = words[first.end() : second.start()]
    if _NOT.search(between):
        new, old = first, second
    elif _BUT.search(between) and _NOT.search(words[: first.start()]):
        new, old = second, first
    else:
        return None
    wrong = number_of(old)
    found = [one for one in _NUMBER.finditer(sheet.request) if one["digits"] and number_of(one) == wrong]
    if found:
        return _put(sheet, found[-1], _with_unit(words, new), _with_unit(words, old))
    kept = {
        name: f"{number_of(new):.10g}" if value == f"{wrong:.10g}" else value
        for name, value in sheet.assumptions.items()
    }
    if kept == sheet.assumptions:
        return None
    return Correction(sheet.model_copy(update={"assumptions": kept}), _note(new[0], old[0]))


def _by_its_unit(sheet: Sheet, words: str, new: re.Match[str]) -> Correction | None:
    """The last number of the request that counts the same thing, or in the same time."""
    if not re.search(r"\w", _FILLS.sub("", words[new.end() :])):
        return _by_its_size(sheet, new)
    wanted = _counts(words, new)
    found = [one for one in _NUMBER.finditer(sheet.request) if one["digits"] and wanted & _counts(sheet.request, one)]
    if not wanted or not found or number_of(found[-1]) == number_of(new):
        return None
    return _put(sheet, found[-1], (new[0].strip(), ""), ("", ""))


def _by_its_size(sheet: Sheet, new: re.Match[str]) -> Correction | None:
    """`Actually 7 million`, and no word more: the last number that is about as large, three times first, then ten."""
    value = number_of(new)
    said = [one for one in _NUMBER.finditer(sheet.request) if one["digits"] or one["spelled_times"]]
    for times in (3, 10):
        near = [one for one in said if value / times <= number_of(one) <= value * times]
        if near and number_of(near[-1]) == value:
            return None
        if near:
            return _put(sheet, near[-1], (new[0].strip(), ""), ("", ""))
    return None


def _counts(text: str, number: re.Match[str]) -> set[str]:
    """The period after a number; else its unit."""
    after = re.split(r"[.;!?](?!\d)", text[number.end() :][:FOLLOWING])[0]
    if period := _PERIOD.search(after):
        return {period_of(period) or ""}
    unit = _UNIT.match(after)
    return {unit[0].strip().lower().removesuffix("s")} if unit else set()


def _with_unit(words: str, number: re.Match[str]) -> tuple[str, str]:
    """The number, and the unit that is written right behind it."""
    unit = _UNIT.match(words[number.end() :])
    return number[0].strip(), unit[0] if unit else ""


def _put(sheet: Sheet, place: re.Match[str], new: tuple[str, str], old: tuple[str, str]) -> Correction:
    """A unit goes over where both numbers were said with one."""
    request, end, text = sheet.request, place.end(), new[0]
    if new[1] and old[1] and request[end:].lower().startswith(old[1].lower()):
        end, text = end + len(old[1]), f"{new[0]}{new[1]}"
    replaced = f"{request[: place.start()]}{text}{request[end:]}"
    return Correction(sheet.model_copy(update={"request": replaced}), _note(text, request[place.start() : end]))


def _note(new: str, old: str) -> str:
    return f"I put {new.strip()} in the place of {old.strip()}."
