"""Migrations run before the new version: the code from before the newest of them works on the schema that it makes."""

import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from typing import Any

import psycopg2
import pytest

from stack.layout import PROJECT
from stack.testing.databases import Migrated

OLD_CODE = """
import inspect, json, sys
import jobs.models
from jobs.database import Database
from jobs.models import Job
from jobs.submission import NewJob, submit
from web.accounts import Person, account_of

tables = {}
for _, model in inspect.getmembers(jobs.models, inspect.isclass):
    if getattr(model, "_meta", None) is not None and not model._meta.table_name.startswith("__"):
        tables[model._meta.table_name] = sorted(model._meta.columns)
database = Database(sys.argv[1])
account = account_of(database, Person("https://provider.example", "old", "old@example.com", "Old"))
jobs_made = submit(database, org_id=account.org_id, user_id=account.user_id, jobs=[NewJob(request="A static site")])
with database.tenant(account.org_id):
    state = Job.get_by_id(jobs_made[0].id).state
database.close()
print(json.dumps({"tables": tables, "state": state}))
"""


@dataclass(frozen=True)
class Old:
    """What the code before says of itself, after it worked on the new schema."""

    migration: str
    tables: dict[str, list[str]]
    state: str


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=PROJECT, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def old(migrated: Migrated, tmp_path_factory: pytest.TempPathFactory) -> Old:
    newest = max(path.name for path in (PROJECT / "jobs" / "migrations").glob("[0-9]*.py"))
    try:
        added = git("log", "--diff-filter=A", "-1", "--format=%H", "--", f"jobs/migrations/{newest}").decode().strip()
        before = git("rev-parse", "--verify", "--quiet", f"{added or 'HEAD'}{'^' if added else ''}").decode().strip()
        archive = git("archive", before, "jobs", "web", "models.yaml")
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("there is no history here: a clone with all commits has it")
    folder = tmp_path_factory.mktemp("old")
    with tarfile.open(fileobj=io.BytesIO(archive)) as unpacked:
        unpacked.extractall(folder, filter="data")
    finished = subprocess.run(
        [sys.executable, "-c", OLD_CODE, migrated.app_url],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, f"the code before {newest} fails on the new schema:\n{finished.stderr}"
    told: dict[str, Any] = json.loads(finished.stdout)
    return Old(newest, told["tables"], told["state"])


@pytest.fixture(scope="module")
def columns(migrated: Migrated) -> dict[str, dict[str, bool]]:
    """Table → column → must somebody who inserts a row give a value?"""
    query = """
        SELECT table_name, column_name,
               is_nullable = 'NO' AND column_default IS NULL AND is_generated = 'NEVER' AND is_identity = 'NO'
        FROM information_schema.columns WHERE table_schema = 'public'
    """
    found: dict[str, dict[str, bool]] = {}
    connection = psycopg2.connect(migrated.owner_url)
    with connection, connection.cursor() as cursor:
        cursor.execute(query)
        for table, column, wanted in cursor.fetchall():
            found.setdefault(table, {})[column] = wanted
    connection.close()
    return found


def test_the_code_before_takes_a_job_on_the_new_schema(old: Old) -> None:
    assert old.state == "queued"
    assert {"job", "organization"} <= set(old.tables)


def test_nothing_that_the_code_before_reads_is_gone(old: Old, columns: dict[str, dict[str, bool]]) -> None:
    missing = {
        table: sorted(set(known) - set(columns.get(table, {})))
        for table, known in old.tables.items()
        if set(known) - set(columns.get(table, {}))
    }
    assert missing == {}, f"{old.migration} takes away what running code asks for: a release later"


def test_what_is_new_in_a_table_is_not_asked_of_the_code_before(old: Old, columns: dict[str, dict[str, bool]]) -> None:
    demanded = [
        f"{table}.{column}"
        for table, known in old.tables.items()
        for column, wanted in columns.get(table, {}).items()
        if wanted and column not in known
    ]
    assert demanded == [], f"{old.migration}: running code does not give these a value, and they have no default"
