"""The web tier's containers in sizes `fargate` and `lambda`: a migration, then each service on a new revision."""

from typing import Any

from stack.delivery.step import DeliveryFailed, State

MIGRATION = "migrate"
SERVICES = ("chores", "web")
OF_A_REGISTRATION = (
    *("family", "taskRoleArn", "executionRoleArn", "networkMode", "containerDefinitions", "volumes", "cpu", "memory"),
    *("placementConstraints", "requiresCompatibilities", "runtimePlatform"),
)


class Containers:
    """`ecs`: boto3's client. `network`: output task_network of terraform/main. `image`: repository and tag."""

    name = "web tier"

    def __init__(self, ecs: Any, *, cluster: str, network: dict[str, Any], image: str) -> None:
        self._ecs = ecs
        self._cluster = cluster
        self._network = network
        self._image = image

    def state(self) -> State:
        return {"task_definitions": {one["serviceName"]: one["taskDefinition"] for one in self._services()}}

    def release(self) -> None:
        """The code that runs works on the schema that the migration makes: it goes first."""
        self._migrate(self._registered(f"{self._cluster}-{MIGRATION}"))
        wanted = {}
        for service in self.state()["task_definitions"]:
            wanted[service] = self._registered(f"{self._cluster}-{service}")
            self._ecs.update_service(cluster=self._cluster, service=service, taskDefinition=wanted[service])
        self._settle(wanted)

    def back(self, before: State) -> None:
        wanted: dict[str, str] = before["task_definitions"]
        for service, definition in wanted.items():
            self._ecs.update_service(cluster=self._cluster, service=service, taskDefinition=definition)
        self._settle(wanted)

    def _services(self) -> list[dict[str, Any]]:
        found = self._ecs.describe_services(cluster=self._cluster, services=list(SERVICES))["services"]
        return [one for one in found if one["status"] == "ACTIVE"]

    def _registered(self, family: str) -> str:
        """A revision of the family with the image of the release in every container."""
        known = self._ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]
        wanted = {name: known[name] for name in OF_A_REGISTRATION if known.get(name)}
        wanted["containerDefinitions"] = [{**one, "image": self._image} for one in known["containerDefinitions"]]
        return str(self._ecs.register_task_definition(**wanted)["taskDefinition"]["taskDefinitionArn"])

    def _migrate(self, definition: str) -> None:
        network = {"subnets": self._network["subnets"], "securityGroups": [self._network["security_group"]]}
        started = self._ecs.run_task(
            cluster=self._cluster,
            taskDefinition=definition,
            launchType="FARGATE",
            networkConfiguration={"awsvpcConfiguration": network},
        )
        tasks = [task["taskArn"] for task in started["tasks"]]
        if not tasks:
            raise DeliveryFailed(f"the migration could not be started: {started['failures']}")
        self._ecs.get_waiter("tasks_stopped").wait(cluster=self._cluster, tasks=tasks)
        (task,) = self._ecs.describe_tasks(cluster=self._cluster, tasks=tasks)["tasks"]
        statuses = [container.get("exitCode") for container in task["containers"]]
        if statuses != [0]:
            raise DeliveryFailed(f"the migration ended with {statuses}: {task.get('stoppedReason', '')}")

    def _settle(self, wanted: dict[str, str]) -> None:
        """ECS goes back by itself where tasks fail, and is then stable as well: what runs is what counts."""
        if not wanted:
            return
        self._ecs.get_waiter("services_stable").wait(cluster=self._cluster, services=list(wanted))
        runs = self.state()["task_definitions"]
        if others := [service for service, definition in wanted.items() if runs[service] != definition]:
            raise DeliveryFailed(f"ECS went back with {', '.join(others)}: its tasks did not become healthy")
