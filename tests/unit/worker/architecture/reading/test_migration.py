"""A database that is moved into another engine is understood as a source, and the move as work to be done."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.reading.migration import read_migration
from worker.architecture.validation import validate

CATALOGUE = load_catalogue()


def planned(text):
    architecture = plan(read_requirements(text), CATALOGUE)
    validate(architecture, CATALOGUE)
    return architecture


def options(architecture, block):
    return [one.options for one in architecture.components if one.block == block]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("We want to move an Oracle database to Aurora PostgreSQL", "oracle"),
        ("replace our SQL Server with MySQL on RDS", "sqlserver"),
        ("We're leaving MS SQL for Postgres", "sqlserver"),
        ("Oracle to PostgreSQL migration", "oracle"),
        ("get off Oracle and onto Aurora", "oracle"),
        ("We run MySQL today and want to modernise it into RDS for PostgreSQL", "mysql"),
    ],
)
def test_a_move_to_another_engine_is_a_migration(text, source):
    found = read_migration(text)
    assert (found.source, found.converts) == (source, True)
    (copy,) = options(planned(text), "dms_replication")
    assert copy["source_engine"] == source


@pytest.mark.parametrize(
    "text",
    [
        "Move our MySQL to RDS",
        "A shop with Oracle and Postgres",
        "Use MySQL for orders and Postgres for reports",
        "Migrate our app from EC2 to Fargate; it uses MySQL on RDS",
        "Move the apps to AWS; Oracle stays on premises and Postgres on RDS is new",
    ],
)
def test_other_words_about_databases_are_none(text):
    assert read_migration(text) is None
    assert not options(planned(text), "dms_replication")


def test_the_same_engine_is_copied_by_a_service_only_where_it_must_go_on():
    found = read_migration("Move our MySQL to RDS with near-zero downtime")
    assert (found.source, found.converts) == ("mysql", False)


def test_what_is_left_is_no_second_database_and_no_engine_of_the_first():
    architecture = planned("Replace our SQL Server with MySQL on RDS")
    (database,) = options(architecture, "rds_instance")
    assert (database["engine"], database["port"]) == ("mysql", 3306)
    assert read_requirements("Replace our SQL Server with MySQL on RDS").conflicts == ()
    told = {one.subject: one.reason for one in architecture.assumptions}
    assert "Schema Conversion" in told["schema_conversion"]


def test_a_database_on_the_premises_is_reached_over_a_line():
    blocks = {one.block for one in planned("Move our on-premises Oracle to Aurora PostgreSQL").components}
    assert {"dms_replication", "site_to_site_vpn", "aurora_serverless"} <= blocks
    assert "rds_instance" not in blocks
