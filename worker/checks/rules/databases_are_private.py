"""Databases cannot be reached from the internet."""

from collections.abc import Iterator

from worker.checks.check import Check, Finding
from worker.checks.context import Context

TERRAFORM = ("aws_db_instance", "aws_rds_cluster_instance")
PLACES = {
    "aws_db_instance": "db_subnet_group_name",
    "aws_rds_cluster": "db_subnet_group_name",
    "aws_elasticache_replication_group": "subnet_group_name",
    "aws_elasticache_cluster": "subnet_group_name",
    "aws_docdb_cluster": "db_subnet_group_name",
    "aws_neptune_cluster": "neptune_subnet_group_name",
    "aws_memorydb_cluster": "subnet_group_name",
    "aws_dax_cluster": "subnet_group_name",
    "aws_redshiftserverless_workgroup": "subnet_ids",
    "AWS::RDS::DBCluster": "DBSubnetGroupName",
    "AWS::ElastiCache::ReplicationGroup": "CacheSubnetGroupName",
    "AWS::ElastiCache::CacheCluster": "CacheSubnetGroupName",
    "AWS::DocDB::DBCluster": "DBSubnetGroupName",
    "AWS::Neptune::DBCluster": "DBSubnetGroupName",
    "AWS::MemoryDB::Cluster": "SubnetGroupName",
    "AWS::DAX::Cluster": "SubnetGroupName",
    "AWS::RedshiftServerless::Workgroup": "SubnetIds",
}


class DatabasesArePrivate(Check):
    """No public address, and subnets of their own instead of the default network's."""

    id = "databases_are_private"
    severity = "high"
    sentence = "No database or cache has a public address or stands in the default network."
    source = "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2"

    def run(self, context: Context) -> Iterator[Finding]:
        for resource in context.resources(*TERRAFORM, "AWS::RDS::DBInstance"):
            key = "publicly_accessible" if resource.type in TERRAFORM else "PubliclyAccessible"
            # Terraform's provider defaults to false; CloudFormation's default depends on the network.
            private = resource.at(key) in ((False, None) if resource.type in TERRAFORM else (False, "false"))
            if not private:
                yield Finding(
                    component=resource.owner, file=resource.file, message=f"{resource.name} may get a public address"
                )
        for resource in context.resources(*PLACES):
            # A read replica stands in the subnets of what it copies.
            if not resource.has(PLACES[resource.type]) and not resource.has("replicate_source_db"):
                yield Finding(
                    component=resource.owner, file=resource.file, message=f"{resource.name} has no subnets of its own"
                )
