"""Databases are backed up."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

RETENTION = {
    "aws_db_instance": "backup_retention_period",
    "aws_rds_cluster": "backup_retention_period",
    "aws_elasticache_replication_group": "snapshot_retention_limit",
    "AWS::RDS::DBInstance": "BackupRetentionPeriod",
    "AWS::RDS::DBCluster": "BackupRetentionPeriod",
    "AWS::ElastiCache::ReplicationGroup": "SnapshotRetentionLimit",
}


class BackupsAreOn(Check):
    """Automatic backups are kept for at least a day."""

    id = "backups_are_on"
    severity = "high"
    sentence = "Every database keeps automatic backups."
    source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.resources(*RETENTION):
            in_cluster = resource.has("DBClusterIdentifier")
            if not in_cluster and resource.at(RETENTION[resource.type]) in (None, 0, "0"):
                yield Finding(component=resource.owner, file=resource.file, message=f"{resource.name} keeps no backups")
