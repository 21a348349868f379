"""Requests of several kinds, and their options."""

import pytest

from worker.architecture.alternatives import Alternative, make_alternatives
from worker.architecture.reading import read_requirements

REQUESTS = {
    "shop": "A web application on containers with PostgreSQL for 20,000 users, under $900 a month",
    "critical": "A highly available web application on containers with a relational database, 99.99% availability",
    "api": "A serverless HTTP API that keeps todo items in DynamoDB",
    "site": "A static website with a CDN",
    "files": "Resize pictures when they are uploaded, and keep what was done in a table",
    "cheap": "A hobby website with a database, as cheap as possible",
    "hipaa": "A HIPAA compliant patient portal on containers with PostgreSQL",
    "bucket": "An S3 bucket",
    "queue": "An SQS queue",
    "topic": "An SNS topic",
    "key": "A KMS key",
    "users": "A Cognito user pool",
    "database": "An RDS instance",
    "network": "A VPC",
    "account": "Amazon Macie",
    "development": "A development environment for a web application on containers with MySQL",
}


@pytest.fixture(scope="session")
def options_of(catalogue):
    def make(request: str) -> dict[str, Alternative]:
        requirements = read_requirements(request, catalogue=catalogue)
        return {option.name: option for option in make_alternatives(requirements, catalogue)}

    return make
