"""The runbook, the decisions and the IAM summary tell what the design says, and nothing else."""

import json

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.render.documents import render_documents
from worker.render.terraform import render_terraform

CATALOGUE = load_catalogue()
REQUEST = "A web application on containers with PostgreSQL for 20,000 users in Frankfurt, with alarms by mail"


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    requirements = read_requirements(REQUEST)
    architecture = plan(requirements, CATALOGUE)
    files = {f"terraform/{name}": one for name, one in render_terraform(architecture, CATALOGUE).items()}
    cost = estimate(architecture, CATALOGUE)
    return files | render_documents(requirements, architecture, cost, CATALOGUE, files=files)


def test_the_runbook_says_what_the_loss_of_a_zone_does_to_the_database(documents: dict[str, bytes]) -> None:
    runbook = documents["RUNBOOK.md"].decode()
    assert "| a zone | Database | 2 minutes | nothing |" in runbook
    assert "**Health alarm** watches" in runbook
    assert "Alerts" not in next(line for line in runbook.splitlines() if line.startswith("- **Health alarm**"))


def test_each_choice_has_a_record_with_what_else_was_possible(documents: dict[str, bytes]) -> None:
    records = {name: text.decode() for name, text in documents.items() if name.startswith("decisions/")}
    assert "decisions/0001-run-in-eu-central-1.md" in records
    database = next(text for name, text in records.items() if "rds" in name)
    assert "Aurora" in database
    assert "Status: accepted" in database
    assert not any("sns" in name for name in records), "where alarms go was no choice"


def test_file_names_hold_nothing_but_plain_letters(documents: dict[str, bytes]) -> None:
    assert all(name.isascii() and " " not in name for name in documents)


def test_the_iam_summary_has_every_role_of_the_files(documents: dict[str, bytes]) -> None:
    roles = json.loads(documents["iam.json"])["roles"]
    assert len(roles) == documents["terraform/iam.tf"].decode().count('resource "aws_iam_role" ')
    granted = {action for role in roles for one in role["statements"] for action in one["actions"]}
    assert "secretsmanager:GetSecretValue" in granted
    assert all(action in documents["terraform/iam.tf"].decode() for action in granted)
    assert all(one["because"] for role in roles for one in role["statements"] if "*" in one["resources"])
