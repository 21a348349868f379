"""Containers: the migration first, then services on a revision with the new image, and back."""

from typing import Any

import pytest

from stack.delivery.containers import Containers
from stack.delivery.step import DeliveryFailed

NETWORK = {"subnets": ["s"], "security_group": "g"}


class Cluster:
    """As much of ECS as a delivery asks. `status` is what the migration ends with; `fails` services go back alone."""

    def __init__(self, status: int = 0, fails: str = "") -> None:
        self.log: list[str] = []
        self.status = status
        self.fails = fails
        self.images = {f"c-{name}:1": "old" for name in ("migrate", "web", "chores")}
        self.runs = {"web": "c-web:1", "chores": "c-chores:1"}

    def describe_task_definition(self, *, taskDefinition: str) -> dict[str, Any]:  # noqa: N803 - boto3's words
        container = {"name": "one", "image": "old", "command": ["run"]}
        known = {"family": taskDefinition, "containerDefinitions": [container], "cpu": "256", "revision": 1}
        return {"taskDefinition": known}

    def register_task_definition(self, *, family: str, containerDefinitions: Any, **rest: Any) -> dict[str, Any]:  # noqa: N803
        assert rest == {"cpu": "256"}, "what AWS adds is no part of a registration"
        assert containerDefinitions[0]["command"] == ["run"]
        self.images[f"{family}:2"] = containerDefinitions[0]["image"]
        return {"taskDefinition": {"taskDefinitionArn": f"{family}:2"}}

    def run_task(self, *, taskDefinition: str, **_about: object) -> dict[str, Any]:  # noqa: N803
        self.log.append(f"run {taskDefinition}")
        return {"tasks": [{"taskArn": "t"}], "failures": []}

    def describe_tasks(self, **_about: object) -> dict[str, Any]:
        return {"tasks": [{"containers": [{"exitCode": self.status}], "stoppedReason": "ended"}]}

    def update_service(self, *, service: str, taskDefinition: str, **_about: object) -> None:  # noqa: N803
        self.log.append(f"{service} {taskDefinition}")
        if service != self.fails:
            self.runs[service] = taskDefinition

    def describe_services(self, **_about: object) -> dict[str, Any]:
        named = [{"serviceName": name, "taskDefinition": it, "status": "ACTIVE"} for name, it in self.runs.items()]
        return {"services": named}

    def get_waiter(self, _name: str) -> "Cluster":
        return self

    def wait(self, **_about: object) -> None:
        return None


def containers(ecs: Cluster) -> Containers:
    return Containers(ecs, cluster="c", network=NETWORK, image="repository:new")


def test_the_schema_comes_before_the_code_and_the_revisions_before_come_back() -> None:
    ecs = Cluster()
    it = containers(ecs)
    before = it.state()
    it.release()
    assert ecs.log == ["run c-migrate:2", "web c-web:2", "chores c-chores:2"]
    assert {ecs.images[one] for one in ("c-migrate:2", "c-web:2", "c-chores:2")} == {"repository:new"}
    it.back(before)
    assert it.state() == before


def test_where_the_migration_fails_no_service_is_touched() -> None:
    ecs = Cluster(status=1)
    with pytest.raises(DeliveryFailed, match=r"ended with \[1\]"):
        containers(ecs).release()
    assert ecs.log == ["run c-migrate:2"]


def test_a_service_that_ecs_itself_took_back_has_failed() -> None:
    with pytest.raises(DeliveryFailed, match="ECS went back with web"):
        containers(Cluster(fails="web")).release()
