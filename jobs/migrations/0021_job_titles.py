"""The title of what a job made, beside its result: a list is searched by it.

A result is some 10 to 40 KB and compressed; reading the titles of 10,000 out of them takes most of a second, and what
stands in the row a few milliseconds. There is no index of the words: under row-level security Postgres asks no operator
before the policy that might leak, and those that search text might (see 0006). What ended before has no title here, and
a search reads it from the result.
"""

from typing import Any

TITLES = """
ALTER TABLE job ADD COLUMN title text;
CREATE FUNCTION keep_job_title() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.title := left(NEW.result ->> 'title', 200);
    RETURN NEW;
END $$;
CREATE TRIGGER keep_job_title BEFORE INSERT OR UPDATE OF result ON job FOR EACH ROW
    WHEN (NEW.result IS NOT NULL AND NEW.mode <> 'brainstorm')
    EXECUTE FUNCTION keep_job_title();
"""


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """The code before this one writes results as it did, and never names the column."""
    db.execute_sql(TITLES)
