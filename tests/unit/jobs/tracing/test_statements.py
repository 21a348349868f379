import pytest

from jobs.tracing.statements import summary


@pytest.mark.parametrize(
    ("statement", "called"),
    [
        ('SELECT "t1"."id" FROM "job" AS "t1" WHERE ("t1"."id" = %s)', "SELECT job"),
        ("INSERT INTO audit (org_id) VALUES (%s)", "INSERT audit"),
        ('UPDATE "job" SET "state" = %s FROM batch', "UPDATE job"),
        ("DELETE FROM ONLY job", "DELETE job"),
        ("WITH late AS (SELECT id FROM job) UPDATE job SET state = %s", "WITH job"),
        ("SELECT set_config(%s, %s, true); SELECT role FROM membership", "SELECT membership"),
        ("SELECT set_config(%(setting)s, %(whose)s, true);\n  UPDATE job SET state = %(state)s", "UPDATE job"),
        ("BEGIN ; SELECT set_config(%s, %s, true)", "BEGIN"),
        ("SELECT set_config(%s, %s, true)", "SELECT"),
        ("SELECT shared_link(%s)", "SELECT"),
        ("select 1", "SELECT"),
        ("", "SQL"),
    ],
)
def test_a_statement_is_called_by_its_verb_and_its_table(statement, called):
    assert summary(statement) == called


def test_what_is_looked_for_is_not_in_the_name():
    assert "secret" not in summary("SELECT id FROM job WHERE title = 'secret of a bakery'")
