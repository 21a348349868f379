"""What runs there today, and gives way, is not asked for anew."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading import read_requirements


def wanted(text: str) -> set[str]:
    services = read_requirements(text, catalogue=load_catalogue()).services
    return {service.block for service in services if service.block and not service.excluded}


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Migrate our on-premises Oracle database to AWS, as Aurora PostgreSQL", {"aurora_serverless"}),
        ("Design the migration of a 4 TB Oracle database to Aurora PostgreSQL", {"aurora_serverless"}),
        ("The shop currently runs on EC2. Move it to Fargate.", {"ecs_service"}),
        ("We replace MongoDB with DynamoDB", {"dynamodb_table"}),
        ("Move the app to Lambda; the EC2 servers are being retired.", {"lambda_function"}),
        ("We compared Cloud Run and Azure Functions. Use Lambda.", {"lambda_function"}),
    ],
)
def test_what_gives_way_is_left_out(text: str, blocks: set[str]) -> None:
    assert wanted(text) == blocks


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Migrate our on-premises SQL Server databases to AWS", "rds_instance"),
        ("Build an API on Lambda that uses the existing S3 bucket", "s3_bucket"),
        ("Import an existing deployment: 2 EC2 instances and RDS", "ec2_instance"),
        ("Current spend is for EKS and Aurora; migrate nothing", "eks_cluster"),
    ],
)
def test_what_nothing_takes_the_place_of_stays(text: str, block: str) -> None:
    assert block in wanted(text)
