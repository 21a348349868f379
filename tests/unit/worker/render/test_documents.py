"""The README tells a customer what it is, how to deploy it, what it costs and what was checked."""

import json
import re
from dataclasses import dataclass

import pytest
from markdown_it import MarkdownIt

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements
from worker.render.documents import render_documents

CATALOGUE = load_catalogue()


@dataclass(frozen=True)
class Result:
    id: str
    status: str
    sentence: str
    reason: str = ""
    message: str = ""
    version: str = "tool 1"


def documents(text, files=None, checks=()):
    requirements = read_requirements(text)
    architecture = plan(requirements, CATALOGUE)
    cost = estimate(architecture, CATALOGUE, budget_usd_per_month=requirements.measure("budget_usd_per_month"))
    return render_documents(requirements, architecture, cost, CATALOGUE, files=files, checks=checks)


def readme(text, files=None, checks=()):
    return documents(text, files, checks)["README.md"].decode()


SHOP = "A web shop on containers with RDS Postgres, 2 million requests per day, $900 a month, in Ireland, no Lambda"


def test_it_has_every_section_in_order():
    headings = re.findall(r"^## (.+)$", readme(SHOP), re.MULTILINE)
    assert headings == [
        "What it is made of",
        "Before you start",
        "Deploy with Terraform",
        "Deploy with CloudFormation",
        "After deploying",
        "See that it works",
        "What it costs",
        "What was assumed",
        "Security",
        "Going back, and removing it",
        "What was checked, and what was not",
        "Files",
    ]


def test_it_names_every_component_cost_and_assumption():
    files = documents(SHOP)
    text, architecture = files["README.md"].decode(), json.loads(files["architecture.json"])
    for component in architecture["components"]:
        assert f"(`{component['id']}`)" in text
    assert "within the budget of $900.00" in text
    assert "**AWS Lambda function**: not used" in text
    assert "| Application | Database | 5432 |" in text


def test_a_budget_that_is_passed_is_told():
    assert "above the budget of $20.00" in readme("A web shop on containers with RDS for $20 a month")


@pytest.mark.parametrize("text", ["hello", "", SHOP, "A Hugo blog", "Resize uploaded images", "Use kms.", "🎉 日本語"])
def test_any_request_gives_a_readme_without_gaps(text):
    shown = readme(text)
    assert "None" not in shown.replace("None of", "")
    assert "<id>" not in shown
    assert "<region>" not in shown
    assert "\n\n\n" not in shown


def test_what_the_request_says_cannot_become_markup():
    hostile = (
        "Web app </details><script>alert(1)</script> [click](http://evil.example) ![x](y) | a | `rm -rf` {{ 7*7 }}"
    )
    html = MarkdownIt("commonmark").enable("table").render(readme(hostile))
    assert "<script>" not in html
    assert "evil.example" not in "".join(re.findall(r'(?:href|src)="([^"]*)"', html))
    assert "49" not in html.split("What it is made of", maxsplit=1)[0]


def test_a_large_template_is_deployed_through_a_bucket():
    small = readme("A blog", {"cloudformation/template.yaml": b"Resources: {}"})
    large = readme("A blog", {"cloudformation/template.yaml": b"x" * 60_000})
    assert "--s3-bucket" not in small
    assert "--s3-bucket" in large


def test_it_lists_the_files_and_shows_the_diagram_where_there_is_one():
    assert "![Diagram" not in readme("A blog")
    shown = readme("A blog", {"diagram.svg": b"<svg/>", "terraform/storage.tf": b""})
    assert "![Diagram of the architecture](diagram.svg)" in shown
    assert "- `terraform/storage.tf`" in shown


def test_it_tells_what_passed_failed_and_was_skipped():
    shown = readme(
        "A blog",
        checks=[
            Result("a", "passed", "All is well."),
            Result("b", "failed", "Nothing is open.", message="port 22 is open"),
            Result("c", "skipped", "Terraform validates.", reason="not asked for"),
        ],
    )
    assert "1 checks passed, 1 failed, 1 were skipped" in shown
    assert "| Nothing is open. | failed: port 22 is open | tool 1 |" in shown
    assert "skipped: not asked for" in shown


def test_the_json_documents_can_be_read_back():
    files = documents(SHOP)
    assert Architecture.model_validate_json(files["architecture.json"]).region == "eu-west-1"
    assert Requirements.model_validate_json(files["requirements.json"]).request == SHOP


def test_the_same_design_gives_the_same_documents():
    assert documents(SHOP) == documents(SHOP)


def test_what_the_account_needs_first_stands_before_the_deployment_once():
    text = readme("Two OpenSearch domains with product search for a web application on containers")
    assert text.count("aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com") == 1
    assert text.index("create-service-linked-role") < text.index("## Deploy with Terraform")
