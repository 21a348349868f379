"""Deleting the stack by mistake does not delete the data."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import TEMPLATE, Context

KEEPS_DATA = (
    "AWS::S3::Bucket",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    "AWS::MemoryDB::Cluster",
    "AWS::OpenSearchService::Domain",
    "AWS::OpenSearchServerless::Collection",
    "AWS::RedshiftServerless::Namespace",
    "AWS::Timestream::Database",
    "AWS::Timestream::Table",
    "AWS::Timestream::InfluxDBInstance",
    "AWS::Cassandra::Keyspace",
    "AWS::Cassandra::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::FSx::FileSystem",
    "AWS::DynamoDB::Table",
    "AWS::EFS::FileSystem",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Cognito::UserPool",
    "AWS::KMS::Key",
    "AWS::EC2::Volume",
    "AWS::Backup::BackupVault",
    "AWS::DirectoryService::MicrosoftAD",
    "AWS::CloudHSM::Cluster",
    "AWS::ACMPCA::CertificateAuthority",
    "AWS::VerifiedPermissions::PolicyStore",
)
KEPT = {"Retain", "Snapshot", "RetainExceptOnCreate"}


class DataSurvivesDeletion(Check):
    """DeletionPolicy and UpdateReplacePolicy of everything that keeps data; of an instance or a read replica, those
    of where its data is."""

    id = "data_survives_deletion"
    severity = "medium"
    sentence = "Deleting the CloudFormation stack keeps the data, or a snapshot of it."
    source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.resources(*KEEPS_DATA):
            if resource.has("DBClusterIdentifier") or resource.has("SourceDBInstanceIdentifier"):
                continue
            for policy in ("DeletionPolicy", "UpdateReplacePolicy"):
                if resource.outer.get(policy) not in KEPT:
                    yield Finding(
                        component=resource.owner,
                        file=TEMPLATE,
                        message=f"{resource.name} has no {policy} that keeps it",
                    )
