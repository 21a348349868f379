"""What row-level security costs: a policy asks who it is once a query, not once a row."""

import re

import psycopg2

from stack.testing.databases import Migrated

ONCE = re.compile(r"\( SELECT [\w(]*NULLIF\(current_setting\(")
POLICIES = """
SELECT tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies
WHERE schemaname = 'public'
"""


def test_a_policy_asks_who_it_is_once_a_query(migrated: Migrated) -> None:
    connection = psycopg2.connect(migrated.owner_url)
    with connection.cursor() as cursor:
        cursor.execute(POLICIES)
        policies = cursor.fetchall()
    connection.close()
    asking = [(table, name, text) for table, name, text in policies if "current_setting" in text]
    by_row = [(table, name) for table, name, text in asking if len(ONCE.findall(text)) != text.count("current_setting")]
    assert ("job", "tenant") in {(table, name) for table, name, _ in asking}
    assert by_row == [], "a setting is read in a scalar subquery: `(SELECT current_setting(…))`"
