from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.model import Architecture

Make = Callable[..., Architecture]
Template = Callable[[Architecture], dict[str, Any]]
Module = Callable[[Architecture], str]


@pytest.fixture
def database(architecture: Make, template: Template) -> dict[str, Any]:
    resource: dict[str, Any] = template(architecture({"db": "rds_instance"}))["Resources"]["Db"]
    return resource


def test_a_database_is_private_and_encrypted(database: dict[str, Any]) -> None:
    properties = database["Properties"]
    assert properties["PubliclyAccessible"] is False
    assert properties["StorageEncrypted"] is True


def test_rds_makes_the_password(database: dict[str, Any]) -> None:
    assert database["Properties"]["ManageMasterUserPassword"] is True
    assert "MasterUserPassword" not in database["Properties"]


def test_a_deleted_database_leaves_a_snapshot(database: dict[str, Any]) -> None:
    assert database["DeletionPolicy"] == "Snapshot"


@pytest.mark.parametrize(("environment", "protected"), [("production", "true"), ("staging", "false")])
def test_production_is_protected_from_deletion(
    architecture: Make, template: Template, module: Module, environment: str, protected: str
) -> None:
    made = architecture({"db": "rds_instance", "users": "cognito_user_pool"}, environment=environment)
    assert template(made)["Parameters"]["DeletionProtection"]["Default"] == protected
    assert f"default = {protected}\n}}" in module(made).split('variable "deletion_protection"')[1]


@pytest.mark.parametrize(
    ("options", "expected"),
    [({}, "rds.force_ssl"), ({"engine": "mysql", "port": 3306}, "require_secure_transport")],
)
def test_a_database_takes_tls_only(
    architecture: Make, template: Template, options: dict[str, Any], expected: str
) -> None:
    made = template(architecture({"db": "rds_instance"}, options={"db": options}))
    assert made["Resources"]["DbParameterGroup"]["Properties"]["Parameters"][expected] == "1"


def test_storage_may_always_grow(architecture: Make, template: Template) -> None:
    made = template(architecture({"db": "rds_instance"}, options={"db": {"storage_gb": 1000}}))
    assert made["Resources"]["Db"]["Properties"]["MaxAllocatedStorage"] == 1100


def test_a_service_reads_the_secret_of_its_own_database_only(architecture: Make, template: Template) -> None:
    made = template(architecture({"app": "ecs_service", "db": "rds_instance"}, [("app", "db")]))
    statements = made["Resources"]["AppTaskPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    secrets = [s["Resource"] for s in statements if "secretsmanager:GetSecretValue" in s["Action"]]
    assert secrets == [[{"Fn::GetAtt": ["Db", "MasterUserSecret.SecretArn"]}]]


def test_only_the_service_reaches_the_database(architecture: Make, template: Template) -> None:
    made = template(architecture({"app": "ecs_service", "db": "rds_instance"}, [("app", "db")]))
    rules = [r["Properties"] for r in made["Resources"].values() if r["Type"] == "AWS::EC2::SecurityGroupIngress"]
    assert [(rule["FromPort"], rule["SourceSecurityGroupId"]) for rule in rules] == [
        (5432, {"Fn::GetAtt": ["AppSecurityGroup", "GroupId"]})
    ]


@pytest.mark.parametrize(
    "block",
    [
        "rds_instance",
        "aurora_serverless",
        "elasticache_redis",
        "efs_file_system",
        "secrets_manager_secret",
        "sqs_queue",
    ],
)
def test_a_key_encrypts_what_it_is_connected_to(architecture: Make, template: Template, block: str) -> None:
    made = template(architecture({"key": "kms_key", "data": block}, [("key", "data")]))
    assert {"Fn::GetAtt": ["Key", "Arn"]} in _values(made["Resources"]["Data"]["Properties"])


def test_a_cache_talks_tls(architecture: Make, template: Template) -> None:
    cache = template(architecture({"cache": "elasticache_redis"}))["Resources"]["Cache"]["Properties"]
    assert (cache["TransitEncryptionEnabled"], cache["TransitEncryptionMode"]) == (True, "required")


def test_a_cache_of_one_node_has_no_failover(architecture: Make, template: Template) -> None:
    made = template(architecture({"cache": "elasticache_redis"}, options={"cache": {"nodes": 1}}))
    assert made["Resources"]["Cache"]["Properties"]["AutomaticFailoverEnabled"] is False


def test_files_are_mounted_through_the_access_point_only(architecture: Make, template: Template) -> None:
    made = template(architecture({"app": "ecs_service", "files": "efs_file_system"}, [("app", "files")]))
    statements = made["Resources"]["AppTaskPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    (mount,) = [s for s in statements if "elasticfilesystem:ClientMount" in s["Action"]]
    point = {"Fn::GetAtt": ["FilesAccessPoint", "Arn"]}
    assert mount["Condition"] == {"StringEquals": {"elasticfilesystem:AccessPointArn": [point]}}


@pytest.mark.parametrize("name", ["cognito", "aws_users", "amazon"])
def test_a_sign_in_domain_has_no_reserved_word(architecture: Make, template: Template, name: str) -> None:
    made = template(architecture({name: "cognito_user_pool"}))
    (domain,) = [r for r in made["Resources"].values() if r["Type"] == "AWS::Cognito::UserPoolDomain"]
    assert domain["Properties"]["Domain"]["Fn::Sub"][0] == "login-${AWS::AccountId}-${Suffix}"


def _values(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(found for item in inner for found in _values(item))]
