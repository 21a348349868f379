"""What the engine makes of one request a family, kept as files so that a change of any block is read as a diff.

`make golden` writes them anew. Not kept: the archive, the drawn diagram (its source is) and what checks said.
"""

import shutil
from pathlib import Path

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.render.cloudformation import render_cloudformation
from worker.render.cost import render_cost
from worker.render.diagram import render_diagram
from worker.render.documents import render_documents
from worker.render.terraform import render_terraform

HERE = Path(__file__).parent
UNTOLD = (".zip", ".svg", ".png", "cost.json", "diagram.json")  # drawn, packed, or told by another file
REQUESTS = {
    "web_application": (
        "A web application on containers for 20,000 users in Frankfurt, with PostgreSQL, a session cache,"
        " image uploads, sign-in and a CDN. 99.9% availability, alarms by e-mail, under $1,000 a month."
    ),
    "http_api": "A serverless HTTP API for our mobile app: 2 million requests a month, DynamoDB, sign-in with Cognito.",
    "static_site": "A static marketing site behind a CDN, in Ireland.",
    "file_processing": (
        "When a customer uploads a CSV file, validate it, store the rows and notify the team. 5,000 files a day."
    ),
    "data_lake": (
        "A data lake for a chain of hotels: bookings arrive every night over SFTP, are cleaned by Glue and"
        " queried with SQL in Athena. Analysts see only the columns they may, by Lake Formation."
    ),
    "event_streaming": (
        "Clickstream analytics for a news site: 2,000 events a second through Kinesis, counts by article in"
        " DynamoDB, raw events kept in S3 for a year."
    ),
    "event_driven": (
        "Event-driven order processing for a furniture retailer: orders, payments and shipping talk over an"
        " event bus, and payments are processed exactly once and in order. Alarms when events wait."
    ),
    "machine_learning": (
        "Train a churn model weekly from CRM exports in S3 with SageMaker, keep features in a feature store,"
        " and serve predictions to our mobile app in real time."
    ),
    "generative_ai": (
        "A support chatbot that answers from our product manuals with Amazon Bedrock, with guardrails,"
        " conversation history, sign-in and a React front end."
    ),
    "device_platform": (
        "An IoT platform for 20,000 water meters that send readings over MQTT; operators look at them in a"
        " web dashboard and are alerted when a threshold is passed. Keep history for 5 years."
    ),
    "hybrid_network": (
        "Hybrid cloud for a manufacturer: Direct Connect with VPN as failover to a transit gateway, Windows"
        " servers on EC2 that use the ERP on the premises, and SQL Server on RDS. Daily backups."
    ),
    "batch_processing": (
        "Nightly risk simulation for a bank: containers on AWS Batch with Spot capacity, input and results in"
        " S3, and an e-mail when the run is done."
    ),
    "container_platform": (
        "A Kubernetes platform for 15 microservices on EKS with Aurora PostgreSQL, Redis, an ingress load"
        " balancer and Prometheus with Grafana."
    ),
}


@pytest.mark.parametrize("family", REQUESTS)
def test_a_bundle_is_as_it_was(family: str, rewrite: bool) -> None:
    made = _text_files(REQUESTS[family])
    folder = HERE / family
    if rewrite:
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in made.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
    kept = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    assert sorted(made) == sorted(kept), "`make golden` writes the files anew"
    for name, path in kept.items():
        assert made[name] == path.read_text(encoding="utf-8"), f"{family}/{name} differs; `make golden` writes it anew"


def test_every_family_of_the_engine_has_a_golden_bundle() -> None:
    families = {path.stem for path in (HERE.parent.parent / "worker/architecture/families").glob("*.yaml")}
    assert families - {"named_services"} == set(REQUESTS)


def _text_files(request: str) -> dict[str, str]:
    catalogue = load_catalogue()
    requirements = read_requirements(request, catalogue=catalogue)
    architecture = plan(requirements, catalogue)
    cost = estimate(architecture, catalogue, budget_usd_per_month=requirements.measure("budget_usd_per_month"))
    files = {f"terraform/{name}": content for name, content in render_terraform(architecture, catalogue).items()}
    files |= {f"cloudformation/{n}": content for n, content in render_cloudformation(architecture, catalogue).items()}
    files |= render_diagram(architecture, catalogue) | render_cost(cost)
    files |= render_documents(requirements, architecture, cost, catalogue, files=files)
    return {name: content.decode() for name, content in files.items() if not name.endswith(UNTOLD)}
