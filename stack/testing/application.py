"""The application's settings, wired to the servers of the run."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from stack.environment import Addresses, application_environment
from stack.servers.ministack import REGION
from stack.servers.ports import free_port
from stack.testing.databases import Migrated

if TYPE_CHECKING:
    from jobs.settings import Settings

QUICK = {
    "LEASE_SECONDS": "3",
    "HEARTBEAT_SECONDS": "0.5",
    "CHORES_INTERVAL_SECONDS": "0.5",
    "QUEUED_TOO_LONG_SECONDS": "2",
    "JOB_DEADLINE_SECONDS": "60",
    "WORKER_WARM_UP": "false",  # most workers of tests do a job or two
}


def unique_names() -> dict[str, str]:
    """Queues and a bucket that no other test uses."""
    mark = uuid4().hex[:12]
    return {
        "JOBS_QUEUE_NAME": f"jobs-{mark}",
        "JOBS_DEAD_LETTER_QUEUE_NAME": f"jobs-{mark}-dead",
        "ARTIFACTS_BUCKET": f"artifacts-{mark}",
    }


def wired_environment(databases: Migrated, *, redis_url: str, aws_endpoint: str, oidc_issuer: str) -> dict[str, str]:
    """What a process of the application needs, with quick intervals; web, live and mcp have free ports."""
    addresses = Addresses(
        databases.app_url,
        databases.chores_url,
        databases.owner_url,
        redis_url=redis_url,
        aws_endpoint=aws_endpoint,
        oidc_issuer=oidc_issuer,
        web_url=f"http://127.0.0.1:{free_port()}",
        live_url=f"ws://127.0.0.1:{free_port()}",
        mcp_url=f"http://127.0.0.1:{free_port()}",
        staff_url=databases.staff_url,
    )
    return application_environment(
        addresses,
        region=REGION,
        secret_key=uuid4().hex,
        oidc_client_secret=uuid4().hex,
        overrides=QUICK | unique_names(),
    )


@pytest.fixture(scope="module")
def environment(migrated: Migrated, redis_url: str, aws_endpoint: str, oidc_issuer: str) -> dict[str, str]:
    """The environment for processes; queues and bucket exist."""
    from jobs.provision import provision  # every test loads this module, few need the application
    from jobs.settings import load_settings

    variables = wired_environment(migrated, redis_url=redis_url, aws_endpoint=aws_endpoint, oidc_issuer=oidc_issuer)
    provision(load_settings(variables))
    return variables


@pytest.fixture(scope="module")
def settings(environment: dict[str, str]) -> "Settings":
    """The same as a Settings object; its queues and bucket exist."""
    from jobs.settings import load_settings  # every test loads this module, few need the application

    return load_settings(environment)
