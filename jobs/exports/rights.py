"""What the chores' role may read while an export is made: of every exported table the rows of that organization.

Rights follow the list of `contents.py` and the tables that there are, so they are given after each migration instead
of in one: a table that a later migration brings needs its line in the list, and nothing else.
"""

from typing import Any

from jobs.exports.contents import LEFT_OUT, key_of

_RUNNING = """(SELECT org_id FROM organization_export WHERE state = 'running'
    AND org_id = (SELECT nullif(current_setting('app.org_id', true), '')::uuid))"""
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum
"""
_HIDDEN = COLUMNS.replace(
    "WHERE", "WHERE NOT has_column_privilege('groundplan_chores', attrelid, attnum, 'SELECT') AND"
)
_POLICY = "SELECT 1 FROM pg_policy WHERE polrelid = to_regclass(%s) AND polname = 'running_export'"


def open_to_exports(database: Any) -> None:
    """As the tables' owner: give what is missing. Does nothing before exports are in the database."""
    if database.execute_sql("SELECT to_regclass('organization_export')").fetchone() == (None,):
        return
    for table, left_out in LEFT_OUT.items():
        hidden = [name for (name,) in database.execute_sql(_HIDDEN, (table,)) if name not in left_out]
        if hidden:
            database.execute_sql(f"GRANT SELECT ({', '.join(hidden)}) ON {table} TO groundplan_chores")
        is_there = database.execute_sql(COLUMNS, (table,)).fetchone() is not None
        if is_there and table != "organization_export" and not database.execute_sql(_POLICY, (table,)).fetchone():
            database.execute_sql(
                f"CREATE POLICY running_export ON {table} FOR SELECT TO groundplan_chores"
                f" USING ({key_of(table)} = {_RUNNING})"
            )
