"""An account is a subject of one provider: what another provider says of the same subject or address is another's."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import peewee
import psycopg2
import pytest

from jobs.database import Database, active_database
from jobs.models import Membership, User
from stack.testing.databases import create_database, urls_of
from web.accounts import Person, account_of

FIRST, SECOND = "https://first.example", "https://second.example"


@pytest.fixture
def empty(postgres, migrated_template):
    """A database where nobody has signed in yet: its application role, and SQL past all policies."""
    name = f"accounts_{uuid4().hex[:12]}"
    create_database(postgres, name, template=migrated_template)
    urls = urls_of(postgres, name)
    database, connection = Database(urls.app_url), psycopg2.connect(urls.owner_url)
    connection.autocommit = True

    def sql(statement, *parameters):
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    yield database, sql
    database.close()
    connection.close()


def person(issuer, subject="ada", email="ada@example.com", **more):
    return Person(issuer, subject, email, "Ada", email_verified=True, **more)


def before_issuers(sql, subject):
    """An account as the release before made it."""
    ids = {"user_id": str(uuid4()), "org_id": str(uuid4())}
    sql(
        "INSERT INTO user_account (id, subject, email, name) VALUES (%s, %s, 'old@example.com', 'Old')",
        ids["user_id"],
        subject,
    )
    sql("INSERT INTO organization (id, name) VALUES (%s, 'Old')", ids["org_id"])
    sql("INSERT INTO membership VALUES (%s, %s, 'owner')", ids["org_id"], ids["user_id"])
    return ids


def test_a_second_provider_that_tells_the_same_subject_and_address_gets_an_account_of_its_own(empty):
    database, sql = empty
    ours, theirs = account_of(database, person(FIRST)), account_of(database, person(SECOND))

    assert theirs.user_id != ours.user_id
    assert theirs.org_id != ours.org_id
    with database.user(theirs.user_id):
        assert [row.org_id for row in Membership.select()] == [theirs.org_id]
    assert account_of(database, person(FIRST)) == ours
    assert account_of(database, person(SECOND)) == theirs
    account_of(database, person(SECOND, email="mallory@example.com"))
    assert sql("SELECT email FROM user_account WHERE issuer = %s", FIRST) == [("ada@example.com",)]


def test_a_new_address_at_the_provider_changes_the_account_and_makes_none(empty):
    database, sql = empty
    before = account_of(database, person(FIRST))

    assert account_of(database, person(FIRST, email="countess@example.com")) == before
    assert sql("SELECT email, email_verified FROM user_account") == [("countess@example.com", True)]
    # Who has the old address now is somebody else.
    assert account_of(database, person(FIRST, subject="charles")) != before


def test_accounts_from_before_are_the_first_providers_and_no_others(empty):
    database, sql = empty
    old, never_back = before_issuers(sql, "ada"), before_issuers(sql, "grace")
    with ThreadPoolExecutor(4) as pool:
        came = set(pool.map(lambda _: account_of(database, person(FIRST)), range(4)))

    assert [(str(one.user_id), str(one.org_id)) for one in came] == [(old["user_id"], old["org_id"])]
    taking_over = account_of(database, person(SECOND, subject="grace", email="old@example.com"))
    assert str(taking_over.user_id) != never_back["user_id"]
    assert sql("SELECT issuer FROM user_account WHERE id = %s", never_back["user_id"]) == [(None,)]
    with database.identity(SECOND, "grace"):
        assert [row.issuer for row in User.select()] == [SECOND]
    with pytest.raises(peewee.ProgrammingError, match="row-level security"), database.identity(SECOND, "new"):
        active_database.execute_sql("INSERT INTO first_issuer (sole, issuer) VALUES (true, %s)", [FIRST])
    assert str(account_of(database, person(FIRST, subject="grace")).user_id) == never_back["user_id"]


def test_the_release_before_finds_and_makes_the_same_accounts_meanwhile(empty):
    """It names only the subject, and inserts with whatever conflict ignored."""
    database, sql = empty

    def as_before(subject):
        with database._transaction({"app.subject": subject}):
            told = {"subject": subject, "email": "a@example.com", "name": "A"}
            User.insert(told).on_conflict_ignore().execute()
            return User.get(User.subject == subject).id

    early = as_before("early")
    ours = account_of(database, person(FIRST)).user_id
    assert as_before("ada") == ours
    late = as_before("late")

    assert account_of(database, person(FIRST, subject="early")).user_id == early
    assert account_of(database, person(FIRST, subject="late")).user_id == late
    assert sql("SELECT count(*) FROM user_account WHERE issuer IS DISTINCT FROM %s", FIRST) == [(0,)]
