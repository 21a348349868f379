"""Data at rest is encrypted, and where AWS lets one leave that out, the files say it."""

from collections.abc import Iterator, Mapping

from worker.checks.check import Check, Finding
from worker.checks.context import Context, Resource

# Resource type → one of these properties must be set, and none may be false.
MUST_SET: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "aws_db_instance": (("storage_encrypted",),),
    "aws_rds_cluster": (("storage_encrypted",),),
    "aws_docdb_cluster": (("storage_encrypted",),),
    "aws_neptune_cluster": (("storage_encrypted",),),
    "aws_opensearch_domain": (("encrypt_at_rest", "enabled"),),
    "aws_dax_cluster": (("server_side_encryption", "enabled"),),
    "aws_efs_file_system": (("encrypted",),),
    "aws_ebs_volume": (("encrypted",),),
    "aws_elasticache_replication_group": (("at_rest_encryption_enabled",),),
    "aws_sqs_queue": (("sqs_managed_sse_enabled",), ("kms_master_key_id",)),
    "AWS::RDS::DBInstance": (("StorageEncrypted",), ("DBClusterIdentifier",), ("SourceDBInstanceIdentifier",)),
    "AWS::RDS::DBCluster": (("StorageEncrypted",),),
    "AWS::DocDB::DBCluster": (("StorageEncrypted",),),
    "AWS::Neptune::DBCluster": (("StorageEncrypted",),),
    "AWS::OpenSearchService::Domain": (("EncryptionAtRestOptions", "Enabled"),),
    "AWS::DAX::Cluster": (("SSESpecification", "SSEEnabled"),),
    "AWS::EFS::FileSystem": (("Encrypted",),),
    "AWS::EC2::Volume": (("Encrypted",),),
    "AWS::ElastiCache::ReplicationGroup": (("AtRestEncryptionEnabled",),),
    "AWS::SQS::Queue": (("SqsManagedSseEnabled",), ("KmsMasterKeyId",)),
    "AWS::S3::Bucket": (("BucketEncryption",),),
}
BUCKET_SETTING = "aws_s3_bucket_server_side_encryption_configuration"


class StorageIsEncrypted(Check):
    """Databases, caches, file systems, buckets and queues. DynamoDB always encrypts; SNS keeps nothing."""

    id = "storage_is_encrypted"
    severity = "high"
    sentence = "Everything that keeps data encrypts it at rest."
    source = "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_rest_encrypt.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.resources(*MUST_SET):
            if not any(_is_set(resource, path) for path in MUST_SET[resource.type]):
                yield _finding(resource)
        for bucket in context.resources("aws_s3_bucket"):
            if not context.terraform_beside(bucket, BUCKET_SETTING):
                yield _finding(bucket)


def _is_set(resource: Resource, path: tuple[str, ...]) -> bool:
    return resource.at(*path) not in (None, "", False, "false", [], {})


def _finding(resource: Resource) -> Finding:
    return Finding(
        component=resource.owner, file=resource.file, message=f"{resource.type} {resource.name} is not encrypted"
    )
