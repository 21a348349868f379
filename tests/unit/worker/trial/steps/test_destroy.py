from typing import Any

import pytest
from botocore.exceptions import ClientError

from worker.trial.emulator_gaps import load_gaps
from worker.trial.site import Site
from worker.trial.steps.destroy import DELETED_FOR_IT, _deleted_for_it
from worker.trial.terraform_state import StateResource

SOURCE, REPLICA = "aws_db_instance.data", "aws_db_instance.data_replica[0]"


class Calls:
    """Terraform, or a client of AWS, that keeps what it was called with."""

    def __init__(self, error: Exception | None = None) -> None:
        self.made: list[tuple[Any, ...]] = []
        self._error = error

    def run(self, *arguments: str, **_options: Any) -> None:
        self.made.append(arguments)

    def delete_db_instance(self, **arguments: Any) -> None:
        self.made.append((arguments["DBInstanceIdentifier"],))
        if self._error:
            raise self._error


@pytest.fixture
def databases(site: Site) -> Site:
    for address, source in ((SOURCE, None), (REPLICA, "data")):
        values = {"identifier": address.split(".")[1], "replicate_source_db": source}
        site.state[address] = StateResource(address, "aws_db_instance", "data", values)
    return site


def test_a_replica_is_deleted_for_terraform_and_told_and_its_source_is_left_to_it(databases: Site) -> None:
    terraform = databases.terraform = Calls()  # type: ignore[assignment]  # it is only run
    client = databases.terraform_account._clients["rds"] = Calls()
    (told,) = _deleted_for_it(databases)
    assert client.made == [("data_replica[0]",)]
    assert terraform.made == [("state", "rm", REPLICA)]
    assert told.startswith(f"{REPLICA} (the emulator ")
    assert list(databases.state) == [SOURCE]


def test_what_refuses_is_left_to_terraform(databases: Site) -> None:
    databases.terraform = Calls()  # type: ignore[assignment]  # it is only run
    refusal = ClientError({"Error": {"Code": "InvalidDBInstanceState", "Message": "busy"}}, "DeleteDBInstance")
    databases.terraform_account._clients["rds"] = Calls(refusal)
    assert _deleted_for_it(databases) == []
    assert set(databases.state) == {SOURCE, REPLICA}


def test_there_is_a_way_to_delete_each_type_that_terraform_cannot() -> None:
    assert set(load_gaps().terraform.undeleted) == set(DELETED_FOR_IT)
