"""What is asked of the database for a job and for a page of jobs: one statement each."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from jobs.states import Mode
from web.cursors import read_cursor
from web.schemas.jobs import LISTED_OF_RESULT, Job, JobFilter, ListedJob

Question = tuple[str, list[object]]
"""A statement and its values."""

_WORDS_SOUGHT = 8
_LITERAL = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})
_SPECIAL = {
    "options": "options - 'architecture'",  # one that was sent with the job, up to a megabyte, and nobody is shown
}
_SHORT = "(SELECT jsonb_object_agg(key, value) FROM jsonb_each(result) WHERE key = ANY (%s))"
"""Reads a result, which is some 10 to 40 KB and compressed, once: each `->` would unpack it again."""


def question_of_job(org_id: UUID, job_id: UUID) -> Question:
    """One row or none, with the columns of `Job`."""
    return _ONE, [str(org_id), str(job_id)]


def question_of_page(org_id: UUID, wanted: JobFilter) -> Question:
    """Rows with the columns of `ListedJob`, newest first, and one more than a page where another follows.

    Raises InvalidFields for a cursor that we did not make.
    """
    mode = ("mode = %s", wanted.mode) if wanted.mode else ("mode <> %s", Mode.BRAINSTORM)
    conditions: list[tuple[str, object]] = [("batch_id IS NULL AND org_id = %s", str(org_id)), mode]
    if wanted.state:
        conditions.append(("state = %s", wanted.state))
    conditions += [(_HAS, _anywhere(word)) for word in wanted.q.split()[:_WORDS_SOUGHT]]
    if wanted.cursor:
        conditions.append(("id < %s", str(read_cursor(wanted.cursor))))
    statement = _PAGE.format(conditions=" AND ".join(condition for condition, _ in conditions))
    values = [value for _, value in conditions]
    return statement, [list(LISTED_OF_RESULT), str(org_id), *values, wanted.limit + 1]


def _anywhere(word: str) -> str:
    """A pattern of LIKE for texts that have the word in them, whatever signs it is made of."""
    return f"%{word.translate(_LITERAL)}%"


def _columns(fields: Iterable[str], special: Mapping[str, str]) -> str:
    return ", ".join(special.get(name, name) for name in fields)


_HAS = "concat_ws(' ', request, coalesce(title, result ->> 'title')) ILIKE %s"
"""A result is read only where its title was not kept beside it: it ended before titles were."""
_ONE = f"SELECT {_columns(Job.model_fields, _SPECIAL)} FROM job WHERE org_id = %s AND id = %s"  # noqa: S608 - our names
_PAGE = (
    f"SELECT {_columns(ListedJob.model_fields, {**_SPECIAL, 'result': _SHORT})} FROM job WHERE org_id = %s "  # noqa: S608 - the same
    "AND id IN (SELECT id FROM job WHERE {conditions} ORDER BY id DESC LIMIT %s) ORDER BY id DESC"
)
"""The index job_single alone finds the ids, by whatever they are filtered but words; only the page's rows are read. A
filter that none of 50,000 jobs passes takes 2 ms so, and took 290 where it read them, as a search for words does."""
