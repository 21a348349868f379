"""A site on which nothing runs: what the steps read is put there by the tests."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.trial.account import Emulator, new_accounts
from worker.trial.emulator_gaps import load_gaps
from worker.trial.site import Bundle, Site
from worker.trial.terraform_state import StateResource

EMULATOR = Emulator("http://127.0.0.1:1", "1.5.33", frozenset(), enforces_iam=True)
ARCHITECTURE = Architecture(
    title="Orders",
    project="orders",
    components=(
        Component(id="jobs", block="sqs_queue", name="Jobs"),
        Component(id="worker", block="lambda_function", name="Worker"),
        Component(id="watch", block="guardduty_detector", name="Watch"),
    ),
    connections=(Connection(source="jobs", target="worker"),),
)
TERRAFORM = b"""
resource "aws_sqs_queue" "jobs" {
}

resource "aws_flow_log" "network" {
}

resource "aws_lambda_function" "worker" {
  queue = aws_sqs_queue.jobs.url
  log   = aws_flow_log.network.id
}

resource "aws_guardduty_detector" "watch" {
}

resource "aws_cloudwatch_event_rule" "watch" {
  detector = aws_guardduty_detector.watch.id
}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    first, second = new_accounts(EMULATOR, "us-east-1", 2)
    return Site(
        bundle=Bundle({"terraform/main.tf": TERRAFORM}, ARCHITECTURE, {"Resources": {}}),
        catalogue=load_catalogue(),
        terraform_account=first,
        template_account=second,
        folder=tmp_path,
        gaps=load_gaps(),
        terraform=None,
        stop=threading.Event(),
    )


@pytest.fixture
def made(site: Site) -> Callable[..., None]:
    """Put resources in Terraform's state."""

    def put(*addresses: str) -> None:
        for address in addresses:
            kind, name = address.split(".")
            site.state[address] = StateResource(address, kind, name, {})

    return put
