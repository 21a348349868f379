from worker.architecture.model import Architecture, Component, Connection
from worker.trial.owners import Owners

OWNERS = Owners(
    Architecture(
        title="Shop",
        project="shop",
        components=(
            Component(id="api", block="http_api", name="API"),
            Component(id="api_worker", block="lambda_function", name="Worker"),
        ),
        connections=(Connection(source="api", target="api_worker"),),
    )
)


def test_the_longest_id_that_a_name_begins_with_owns_it() -> None:
    assert OWNERS.of_address("aws_lambda_function.api_worker") == "api_worker"
    assert OWNERS.of_address('aws_subnet.api_x["a.b"]') == "api"
    assert OWNERS.of_address("data.aws_iam_policy_document.api_worker_execution") == "api_worker"
    assert OWNERS.of_logical_id("ApiWorkerExecutionRole") == "api_worker"


def test_what_nobody_owns_has_no_owner() -> None:
    assert OWNERS.of_address("terraform_data.suffix") == ""


def test_a_connection_belongs_to_its_source() -> None:
    assert OWNERS.of_address("aws_lambda_permission.api_to_api_worker") == "api_to_api_worker"
    assert OWNERS.component("api_to_api_worker") == "api"
