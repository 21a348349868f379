"""Databases and stores: what an option changes, and who may reach them with which secret."""

from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.errors import InvalidOption
from worker.architecture.model import Architecture

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]
Module = Callable[[Architecture], str]


def _statements(made: dict[str, Any], policy: str) -> list[dict[str, Any]]:
    statements: list[dict[str, Any]] = made["Resources"][policy]["Properties"]["PolicyDocument"]["Statement"]
    return statements


def test_a_database_with_replicas_has_a_secret_of_its_own(architecture: Make, template: Template) -> None:
    options = {"db": {"read_replicas": 2}}
    made = template(architecture({"app": "ecs_service", "db": "rds_instance"}, [("app", "db")], options))
    database = made["Resources"]["Db"]["Properties"]
    assert "ManageMasterUserPassword" not in database
    assert database["MasterUserPassword"] == {"Fn::Sub": "{{resolve:secretsmanager:${DbLogin}:SecretString:password}}"}
    secrets = [
        s["Resource"] for s in _statements(made, "AppTaskPolicy") if "secretsmanager:GetSecretValue" in s["Action"]
    ]
    assert secrets == [[{"Ref": "DbLogin"}]]
    assert {"DbReplica1", "DbReplica2"} <= set(made["Resources"])


@pytest.mark.parametrize(
    ("options", "licensed", "name"),
    [
        ({"engine": "sqlserver-se", "instance_class": "db.m6i.large", "port": 1433}, "license-included", None),
        ({"engine": "oracle-se2", "instance_class": "db.m5.large", "port": 1521}, "license-included", "APP"),
        ({"engine": "mariadb", "port": 3306}, None, "app"),
    ],
)
def test_each_engine_has_its_license_and_its_database(
    architecture: Make, template: Template, options: dict[str, Any], licensed: str | None, name: str | None
) -> None:
    database = template(architecture({"db": "rds_instance"}, options={"db": options}))["Resources"]["Db"]["Properties"]
    assert (database.get("LicenseModel"), database.get("DBName")) == (licensed, name)


@pytest.mark.parametrize(
    "options",
    [
        {"engine": "sqlserver-se"},
        {"engine": "sqlserver-ex", "instance_class": "db.t3.small"},
        {"engine": "oracle-se2", "instance_class": "db.m5.large", "read_replicas": 1},
    ],
)
def test_what_an_engine_cannot_do_is_refused(architecture: Make, options: dict[str, Any]) -> None:
    with pytest.raises(InvalidOption, match="does not go with engine"):
        architecture({"db": "rds_instance"}, options={"db": options})


def test_oracle_takes_encrypted_connections_only(architecture: Make, template: Template) -> None:
    options = {"engine": "oracle-se2", "instance_class": "db.m5.large"}
    group = template(architecture({"db": "rds_instance"}, options={"db": options}))["Resources"]["DbOptionGroup"]
    (option,) = group["Properties"]["OptionConfigurations"]
    assert {"Name": "SQLNET.ENCRYPTION_SERVER", "Value": "REQUIRED"} in option["OptionSettings"]


def test_clients_of_a_proxy_sign_in_with_iam_and_only_the_proxy_reads_the_password(
    architecture: Make, template: Template
) -> None:
    blocks = {"app": "ecs_service", "pool": "rds_proxy", "db": "aurora_cluster"}
    made = template(architecture(blocks, [("app", "pool"), ("pool", "db")]))
    app = [action for s in _statements(made, "AppTaskPolicy") for action in s["Action"]]
    assert "rds-db:connect" in app
    assert "secretsmanager:GetSecretValue" not in app
    assert made["Resources"]["Pool"]["Properties"]["Auth"][0]["IAMAuth"] == "REQUIRED"
    (reads,) = _statements(made, "PoolProxyPolicy")
    assert reads["Resource"] == [{"Fn::GetAtt": ["Db", "MasterUserSecret.SecretArn"]}]


def test_a_table_with_copies_is_a_global_table(architecture: Make, template: Template, module: Module) -> None:
    made = architecture({"data": "dynamodb_table"}, options={"data": {"replica_regions": ["eu-west-1", "us-east-1"]}})
    table = template(made)["Resources"]["Data"]
    assert table["Type"] == "AWS::DynamoDB::GlobalTable"
    assert [copy["Region"] for copy in table["Properties"]["Replicas"]] == [{"Ref": "AWS::Region"}, "eu-west-1"]
    assert 'replica {\nregion_name = "eu-west-1"' in module(made)


def test_clients_of_a_cluster_of_shards_discover_them(architecture: Make, template: Template) -> None:
    blocks, options = {"app": "ecs_service", "cache": "elasticache_redis"}, {"cache": {"shards": 3}}
    made = template(architecture(blocks, [("app", "cache")], options))
    assert "ConfigurationEndPoint.Address" in str(made["Resources"]["AppTaskDefinition"])
    assert made["Resources"]["Cache"]["Properties"]["NumNodeGroups"] == 3


def test_a_locked_bucket_keeps_its_versions(architecture: Make, template: Template) -> None:
    bucket = template(architecture({"files": "s3_bucket"}, options={"files": {"object_lock": "compliance"}}))
    rule = bucket["Resources"]["Files"]["Properties"]["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert rule == {"Mode": "COMPLIANCE", "Days": 30}
    with pytest.raises(InvalidOption):
        architecture({"files": "s3_bucket"}, options={"files": {"object_lock": "compliance", "versioning": False}})


def test_the_warehouse_loads_by_a_role_that_both_of_its_services_assume(
    architecture: Make, template: Template, module: Module
) -> None:
    made = architecture({"dw": "redshift_serverless", "files": "s3_bucket"}, [("dw", "files")])
    trust = template(made)["Resources"]["DwLoaderRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]
    assert trust["Principal"]["Service"] == ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"]
    assert 'identifiers = ["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"]' in module(made)


def test_a_collection_names_the_roles_that_may_read_it(architecture: Make, template: Template) -> None:
    made = template(
        architecture({"fn": "lambda_function", "index": "opensearch_serverless_collection"}, [("fn", "index")])
    )
    assert {"Fn::GetAtt": ["FnExecutionRole", "Arn"]} in _values(made["Resources"]["IndexAccess"])


def test_shares_join_the_directory_that_is_there(architecture: Make, template: Template) -> None:
    blocks = {"files": "fsx_windows", "people": "managed_active_directory"}
    joined, alone = (
        template(architecture(blocks, [("files", "people")])),
        template(architecture({"files": "fsx_windows"})),
    )
    assert "FilesDirectory" in alone["Resources"]
    assert "FilesDirectory" not in joined["Resources"]


def _values(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(found for item in inner for found in _values(item))]
