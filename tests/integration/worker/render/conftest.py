"""The four families as the planner makes them, on disk and deployed to MiniStack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from stack.servers.ministack import REGION, MiniStack
from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.render import cloudformation_yaml
from worker.trial.emulated_template import fit_to_emulator, unrecognized_types

REQUESTS = {
    "web_application": "A three-tier web application on containers with PostgreSQL for 20000 users",
    "http_api": "A serverless REST API with DynamoDB for orders, one million requests a month",
    "static_site": "A static marketing website with a CDN, 200 GB of traffic a month",
    "file_processing": "Process uploaded images: each file put in a bucket starts a function that makes thumbnails",
}


@dataclass(frozen=True)
class Deployed:
    """A CloudFormation stack that was made, and what of it the emulator does not have."""

    status: str
    failures: list[tuple[str, str]]
    outputs: dict[str, str]
    not_emulated: tuple[str, ...]


@pytest.fixture(scope="session")
def families() -> dict[str, Architecture]:
    """By the name of the family."""
    catalogue = load_catalogue()
    return {name: plan(read_requirements(request), catalogue) for name, request in REQUESTS.items()}


@pytest.fixture(scope="session")
def write() -> Callable[[Mapping[str, bytes], Path], None]:
    """Put rendered files under a folder."""

    def written(files: Mapping[str, bytes], folder: Path) -> None:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    return written


@pytest.fixture(scope="session")
def clients(ministack: MiniStack) -> Callable[[str, str], Any]:
    """`clients("s3", account)`: MiniStack takes a twelve-digit access key for an account."""

    def client(service: str, account: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=ministack.url,
            region_name=REGION,
            aws_access_key_id=account,
            aws_secret_access_key="local",
        )  # type: ignore[call-overload]  # the name of the service comes from the caller

    return client


@pytest.fixture(scope="session")
def deploy(clients: Callable[[str, str], Any], ministack: MiniStack) -> Callable[[bytes, str, str], Deployed]:
    """Make a stack of the template; it stays, since its account is thrown away with MiniStack."""

    def deployed(body: bytes, account: str, name: str) -> Deployed:
        stacks, s3 = clients("cloudformation", account), clients("s3", account)
        s3.create_bucket(Bucket=f"templates-{account}")

        def upload(content: bytes) -> str:
            s3.put_object(Bucket=f"templates-{account}", Key=name, Body=content)
            return f"{ministack.url}/templates-{account}/{name}"

        fitted = fit_to_emulator(cloudformation_yaml.load(body.decode()), _missing(stacks, upload(body)))
        where = upload(cloudformation_yaml.dump(fitted.template).encode())
        stacks.create_stack(StackName=name, TemplateURL=where, Capabilities=["CAPABILITY_IAM"])
        stacks.get_waiter("stack_exists").wait(StackName=name)
        try:
            stacks.get_waiter("stack_create_complete").wait(
                StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
            )
        finally:
            stack = stacks.describe_stacks(StackName=name)["Stacks"][0]
            events = stacks.describe_stack_events(StackName=name)["StackEvents"]
        failed = [e for e in events if e["ResourceStatus"].endswith("FAILED")]
        return Deployed(
            stack["StackStatus"],
            [(event["LogicalResourceId"], event.get("ResourceStatusReason", "")) for event in failed],
            {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])},
            fitted.not_emulated,
        )

    return deployed


def _missing(stacks: Any, url: str) -> set[str]:
    try:
        stacks.validate_template(TemplateURL=url)
    except ClientError as error:
        return unrecognized_types(str(error))
    return set()
