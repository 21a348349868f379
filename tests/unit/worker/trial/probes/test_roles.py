from worker.architecture.model import Connection
from worker.trial.probes.roles import RolePolicy

POLICY = RolePolicy(
    "worker",
    "worker-role",
    (
        {"Sid": "WorkerToData", "Action": ["dynamodb:PutItem"], "Effect": "Allow"},
        {"Sid": "WorkerToData2", "Action": "dynamodb:Get*", "Effect": "Allow"},
        {"Sid": "WorkerToDataCopy", "Action": "s3:PutObject", "Effect": "Allow"},
    ),
)


def test_an_edge_has_the_statements_that_carry_its_name_and_no_others() -> None:
    assert POLICY.granted_by(Connection(source="worker", target="data")) == {"dynamodb:PutItem", "dynamodb:Get*"}
    assert POLICY.granted_by(Connection(source="worker", target="data_copy")) == {"s3:PutObject"}


def test_a_pattern_grants_what_it_matches_whatever_the_case() -> None:
    assert POLICY.grants("dynamodb:getitem")
    assert not POLICY.grants("dynamodb:DeleteTable")
