"""An installation, as the outputs of terraform/main tell of it, and its parts in the order of a delivery."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from stack.delivery.containers import Containers
from stack.delivery.function import Clients, Function, Watch
from stack.delivery.machine import Machine, Place
from stack.delivery.pages import Pages
from stack.delivery.record import Record
from stack.delivery.step import DeliveryFailed, Step
from stack.infrastructure.secrets import outputs_of_terraform

VARIABLE = "GROUNDPLAN_OUTPUTS"
"""Where there is no state to ask: `terraform -chdir=terraform/main output -json`. No secret is among them."""


@dataclass(frozen=True)
class Built:
    """What was built of a release. The way back needs none of it."""

    release: str = ""
    worker: Path | None = None
    web: Path | None = None
    archive: Path | None = None
    pages: Path | None = None


class Installation:
    """Its outputs, and boto3's clients for it."""

    def __init__(self, outputs: Mapping[str, Any], watch: Watch) -> None:
        self._outputs = outputs
        self._watch = watch
        region = outputs["settings"]["web"]["AWS_REGION"]
        self._session = boto3.Session(region_name=region)
        self._s3 = self._session.client("s3")
        self.url: str = outputs["url"]

    @property
    def record(self) -> Record:
        return Record(self._s3, self._outputs["buckets"]["releases"])

    def steps(self, built: Built) -> list[Step]:
        """Migration and web tier, worker, pages: each works with the one that comes after it, new or old."""
        worker = self._function(self._outputs["worker_function_name"], built.worker)
        return [*self._web(built), worker, self._pages(built)]

    def _web(self, built: Built) -> list[Step]:
        web = self._outputs["web"]
        if web["instance_id"]:
            return [self._machine(built)]
        containers = Containers(
            self._session.client("ecs"),
            cluster=web["cluster"],
            network=self._outputs["task_network"],
            image=f"{web['repository_url']}:{built.release}",
        )
        return [containers, self._function(web["function_name"], built.web)] if web["function_name"] else [containers]

    def _machine(self, built: Built) -> Machine:
        place = Place(
            instance_id=self._outputs["web"]["instance_id"],
            document=self._outputs["web"]["deploy_document"],
            bucket=self._outputs["buckets"]["releases"],
            parameters_path=self._outputs["parameters_path"],
        )
        return Machine(self._s3, self._session.client("ssm"), place, built.release, built.archive)

    def _function(self, name: str, package: Path | None) -> Function:
        clients = Clients(self._session.client("lambda"), self._session.client("cloudwatch"), self._s3)
        bucket = self._outputs["buckets"]["releases"]
        return Function(clients, name, bucket, package, self._watch)

    def _pages(self, built: Built) -> Pages:
        return Pages(
            self._s3,
            self._session.client("cloudfront"),
            bucket=self._outputs["buckets"]["frontend"],
            distribution_id=self._outputs["distribution_id"],
            build=built.pages,
        )


def outputs_from(environ: Mapping[str, str]) -> dict[str, Any]:
    """Of the environment, or of Terraform. Raises DeliveryFailed, StackError."""
    given = environ.get(VARIABLE)
    if given is None:
        return outputs_of_terraform()
    try:
        return {name: output["value"] for name, output in json.loads(given).items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DeliveryFailed(f"{VARIABLE} is not what `terraform output -json` prints: {error!r}") from error
