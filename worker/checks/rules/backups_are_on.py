"""Databases are backed up."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

RETENTION = {
    "aws_docdb_cluster": "backup_retention_period",
    "aws_neptune_cluster": "backup_retention_period",
    "aws_memorydb_cluster": "snapshot_retention_limit",
    "aws_fsx_windows_file_system": "automatic_backup_retention_days",
    "aws_fsx_openzfs_file_system": "automatic_backup_retention_days",
    "aws_fsx_ontap_file_system": "automatic_backup_retention_days",
    "aws_db_instance": "backup_retention_period",
    "aws_rds_cluster": "backup_retention_period",
    "aws_elasticache_replication_group": "snapshot_retention_limit",
    "AWS::RDS::DBInstance": "BackupRetentionPeriod",
    "AWS::RDS::DBCluster": "BackupRetentionPeriod",
    "AWS::ElastiCache::ReplicationGroup": "SnapshotRetentionLimit",
    "AWS::DocDB::DBCluster": "BackupRetentionPeriod",
    "AWS::Neptune::DBCluster": "BackupRetentionPeriod",
    "AWS::MemoryDB::Cluster": "SnapshotRetentionLimit",
}
COPIES = ("DBClusterIdentifier", "SourceDBInstanceIdentifier", "replicate_source_db")
"""What keeps no data of its own: a cluster's instance, a read replica."""


class BackupsAreOn(Check):
    """Automatic backups are kept for at least a day."""

    id = "backups_are_on"
    severity = "high"
    sentence = "Every database keeps automatic backups."
    source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.resources(*RETENTION):
            copied = any(resource.has(key) for key in COPIES)
            if not copied and resource.at(RETENTION[resource.type]) in (None, 0, "0"):
                yield Finding(component=resource.owner, file=resource.file, message=f"{resource.name} keeps no backups")
